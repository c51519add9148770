//! A search as a calendar to subscribe to (RFC 5545, RFC 7986): every dated slot to come of the needs found.

use super::entries::{Entry, Feed, MOST_IN_CALENDAR, own_page};
use crate::{
    mail::calendar::{escaped, line, uid, utc},
    store::slots_coming::ComingSlot,
};
use app::{domain::search::FeedKind, search_feeds::whereabouts, texts::search_feeds as say};
use std::collections::HashMap;

/// How often programs may look again.
const REFRESH: &str = "PT1H";

/// A calendar must hold something (RFC 5545, 3.6): an empty one says which clocks are meant.
const CLOCKS: &str = "BEGIN:VTIMEZONE\r\nTZID:Europe/Paris\r\nBEGIN:STANDARD\r\nDTSTART:19961027T030000\r\n\
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\r\nTZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100\r\nTZNAME:CET\r\nEND:STANDARD\r\n\
BEGIN:DAYLIGHT\r\nDTSTART:19970330T020000\r\nRRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\r\nTZOFFSETFROM:+0100\r\n\
TZOFFSETTO:+0200\r\nTZNAME:CEST\r\nEND:DAYLIGHT\r\nEND:VTIMEZONE\r\n";

/// The whole file; lines end in CRLF.
pub fn write(feed: &Feed<'_>) -> String {
    let (lang, mut out) = (feed.lang, String::new());
    let name = escaped(&feed.title);
    let more = feed.total as usize > MOST_IN_CALENDAR;
    let more = more.then(|| say::first_only(lang, i64::try_from(MOST_IN_CALENDAR).unwrap_or(i64::MAX)));
    let mended = feed.asked.mended(lang).map(|problems| say::mended(lang, problems));
    let told: Vec<String> = mended.into_iter().chain(more).collect();
    for (property, value) in [
        ("BEGIN", "VCALENDAR"),
        ("VERSION", "2.0"),
        ("PRODID", "-//Coup de main//portail//FR"),
        ("CALSCALE", "GREGORIAN"),
        ("NAME", &name),
        ("X-WR-CALNAME", &name),
        ("REFRESH-INTERVAL;VALUE=DURATION", REFRESH),
        ("X-PUBLISHED-TTL", REFRESH),
        ("SOURCE;VALUE=URI", &feed.whole(&feed.asked.query.what().to_feed_path(FeedKind::Calendar))),
        ("URL", &feed.search()),
    ] {
        line(&mut out, property, value);
    }
    if !told.is_empty() {
        let told = escaped(&told.join(" "));
        line(&mut out, "DESCRIPTION", &told);
        line(&mut out, "X-WR-CALDESC", &told);
    }
    let entries: HashMap<i64, &Entry> = feed.entries.iter().map(|entry| (entry.need.id, entry)).collect();
    let mut some = false;
    for slot in &feed.slots {
        if let Some(entry) = entries.get(&slot.need_id) {
            event(&mut out, feed, entry, slot);
            some = true;
        }
    }
    if !some {
        out.push_str(CLOCKS);
    }
    line(&mut out, "END", "VCALENDAR");
    out
}

fn event(out: &mut String, feed: &Feed<'_>, entry: &Entry, slot: &ComingSlot) {
    let (need, lang, changed) = (&entry.need, feed.lang, &utc(entry.change.updated_at));
    let page = feed.whole(&need.path());
    let mut description =
        vec![need.association.name.clone(), String::new(), need.description_text.clone(), String::new()];
    description.push(format!("{} {page}", say::need_page(lang)));
    description.extend(own_page(need).map(|own| format!("{} {own}", say::own_page(lang))));
    description.extend(need.credit.as_ref().map(|credit| say::credit(lang, credit)));
    line(out, "BEGIN", "VEVENT");
    line(out, "UID", &uid(need.id, slot.id, &feed.app.settings.public_url));
    // Without a METHOD, this says when what is told changed last (RFC 5545, 3.8.7.2).
    line(out, "DTSTAMP", changed);
    line(out, "LAST-MODIFIED", changed);
    line(out, "SEQUENCE", &entry.change.version.max(0).to_string());
    line(out, "CREATED", &utc(entry.change.posted_at));
    line(out, "DTSTART", &utc(slot.starts_at));
    if let Some(ends_at) = slot.ends_at {
        line(out, "DTEND", &utc(ends_at));
    }
    line(out, "SUMMARY", &escaped(&need.title));
    let place = need.addresses.first().map_or_else(|| whereabouts(lang, need), |address| address.line());
    line(out, "LOCATION", &escaped(&place));
    if let Some(at) = need.addresses.first() {
        line(out, "GEO", &format!("{};{}", at.point.lat, at.point.lon));
    }
    line(out, "DESCRIPTION", &escaped(&description.join("\n")));
    line(out, "CATEGORIES", &escaped(need.field.label(lang)));
    line(out, "URL", &page);
    // An offer: nobody is busy because of it.
    line(out, "TRANSP", "TRANSPARENT");
    line(out, "END", "VEVENT");
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use icalendar::{Calendar, CalendarComponent, Component};
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_program_shows_whatever_was_typed(
            text in "\\PC{0,90}(\\\\n|\\\\,|;|:|\u{1f469}\u{200d}\u{1f373}|END:VEVENT|\n|\")?\\PC{0,90}",
        ) {
            let mut out = String::new();
            for (name, value) in [("BEGIN", "VCALENDAR"), ("VERSION", "2.0"), ("BEGIN", "VEVENT"), ("UID", "x")] {
                line(&mut out, name, value);
            }
            line(&mut out, "SUMMARY", &escaped(&text));
            line(&mut out, "END", "VEVENT");
            line(&mut out, "END", "VCALENDAR");
            prop_assert!(out.split("\r\n").all(|line| line.len() <= 75));
            let calendar: Calendar = out.parse().unwrap();
            let [CalendarComponent::Event(event)] = calendar.components.as_slice() else { panic!("{out}") };
            prop_assert_eq!(event.get_summary().unwrap_or_default(), text);
        }
    }

    #[test]
    fn an_empty_calendar_holds_the_clocks_of_paris() {
        let file = format!("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{CLOCKS}END:VCALENDAR\r\n");
        let calendar: Calendar = file.parse().unwrap();
        assert_eq!(calendar.components.len(), 1);
    }
}
