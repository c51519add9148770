//! Calendar files (RFC 5545): one event, for a need's dated slot. Undated slots have none.

// Our own writer: of the crates tried, one folds lines one octet too late.

/// The longest line, without its end.
const MOST_OCTETS: usize = 75;

/// What goes into a calendar.
#[derive(Clone, Debug)]
pub struct Event {
    /// The need's id.
    pub need_id: i64,
    /// The slot's id.
    pub slot_id: i64,
    /// Epoch seconds.
    pub starts_at: i64,
    /// Epoch seconds, where known.
    pub ends_at: Option<i64>,
    /// The need's title.
    pub title: String,
    /// Where, in words.
    pub place: Option<String>,
    /// A few words: the association, the need's schedule.
    pub description: String,
    /// `PUBLIC_URL`.
    pub public_url: String,
    /// The need's address with language.
    pub path: String,
}

/// The calendar file, to be sent as `text/calendar; charset=utf-8; method=PUBLISH`; lines end in CRLF. The
/// same slot always has the same UID, so that a file opened twice is one entry. `now`: epoch seconds, when
/// it is made.
#[must_use]
pub fn file(event: &Event, now: i64) -> String {
    let mut out = String::new();
    for (name, value) in [
        ("BEGIN", "VCALENDAR"),
        ("VERSION", "2.0"),
        ("PRODID", "-//Coup de main//portail//FR"),
        ("CALSCALE", "GREGORIAN"),
        ("METHOD", "PUBLISH"),
        ("BEGIN", "VEVENT"),
    ] {
        line(&mut out, name, value);
    }
    line(&mut out, "UID", &uid(event.need_id, event.slot_id, &event.public_url));
    line(&mut out, "DTSTAMP", &utc(now));
    line(&mut out, "DTSTART", &utc(event.starts_at));
    if let Some(ends_at) = event.ends_at {
        line(&mut out, "DTEND", &utc(ends_at));
    }
    line(&mut out, "SUMMARY", &escaped(&event.title));
    if let Some(place) = &event.place {
        line(&mut out, "LOCATION", &escaped(place));
    }
    line(&mut out, "DESCRIPTION", &escaped(&event.description));
    line(&mut out, "URL", &format!("{}{}", event.public_url, event.path));
    line(&mut out, "END", "VEVENT");
    line(&mut out, "END", "VCALENDAR");
    out
}

/// What a slot is called in every calendar, for ever.
#[must_use]
pub fn uid(need_id: i64, slot_id: i64, public_url: &str) -> String {
    let host = public_url.split_once("://").map_or("", |(_, host)| host);
    let host = host.split(':').next().unwrap_or_default();
    format!("need-{need_id}-slot-{slot_id}@{host}")
}

/// Adds a content line, folded so that no line is longer than 75 octets and no character is cut in two.
pub fn line(out: &mut String, name: &str, value: &str) {
    let mut room = MOST_OCTETS;
    for sign in name.chars().chain([':']).chain(value.chars()) {
        if sign.len_utf8() > room {
            out.push_str("\r\n ");
            // The space that marks a continued line counts.
            room = MOST_OCTETS - 1;
        }
        room -= sign.len_utf8();
        out.push(sign);
    }
    out.push_str("\r\n");
}

/// A TEXT value (RFC 5545, 3.3.11).
#[must_use]
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for sign in plain(text).chars() {
        match sign {
            '\\' | ',' | ';' => out.extend(['\\', sign]),
            '\n' => out.push_str("\\n"),
            _ => out.push(sign),
        }
    }
    out
}

/// Without control characters but the line break, which is escaped; a bare CR would begin a new line.
fn plain(text: &str) -> String {
    text.chars().filter(|sign| *sign == '\n' || !sign.is_control()).collect()
}

/// `20261205T080000Z`; the epoch for what is no time.
#[must_use]
pub fn utc(seconds: i64) -> String {
    jiff::Timestamp::from_second(seconds).unwrap_or_default().strftime("%Y%m%dT%H%M%SZ").to_string()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn event(title: &str, place: &str, description: &str) -> Event {
        Event {
            need_id: 12,
            slot_id: 34,
            starts_at: 1_796_461_200,
            ends_at: Some(1_796_472_000),
            title: title.to_owned(),
            place: Some(place.to_owned()),
            description: description.to_owned(),
            public_url: "https://portail.example".to_owned(),
            path: "/missions/12-soupe".to_owned(),
        }
    }

    /// A reader of its own: unfolds, then splits names from values. Fails on a line that isn't one.
    fn read(file: &str) -> Vec<(String, String)> {
        assert!(file.ends_with("\r\n"));
        assert!(file.split("\r\n").all(|line| line.len() <= 75 && !line.contains(['\r', '\n'])), "{file}");
        let whole = file.replace("\r\n ", "");
        whole
            .split("\r\n")
            .filter(|line| !line.is_empty())
            .map(|line| {
                line.split_once(':').map(|(name, value)| (name.to_owned(), value.to_owned())).unwrap()
            })
            .collect()
    }

    fn value(file: &str, name: &str) -> String {
        let found: Vec<_> = read(file).into_iter().filter(|(found, _)| found == name).collect();
        assert_eq!(found.len(), 1, "{name} in {file}");
        found[0].1.clone()
    }

    fn unescaped(value: &str) -> String {
        let (mut out, mut signs) = (String::new(), value.chars());
        while let Some(sign) = signs.next() {
            match sign {
                '\\' => match signs.next().unwrap() {
                    'n' | 'N' => out.push('\n'),
                    escaped @ ('\\' | ',' | ';') => out.push(escaped),
                    other => panic!("\\{other} in {value}"),
                },
                ',' | ';' => panic!("bare {sign} in {value}"),
                _ => out.push(sign),
            }
        }
        out
    }

    #[test]
    fn an_event_says_what_when_where() {
        let file = file(&event("Soupe, pain ; café", "Rennes", "Les Restos\nÀ 9 h"), 1_795_165_200);
        assert!(file.starts_with("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:"), "{file}");
        assert!(file.contains("\r\nBEGIN:VEVENT\r\n") && file.ends_with("END:VEVENT\r\nEND:VCALENDAR\r\n"));
        assert_eq!(value(&file, "METHOD"), "PUBLISH");
        assert_eq!(value(&file, "UID"), "need-12-slot-34@portail.example");
        assert_eq!(value(&file, "DTSTAMP"), "20261120T090000Z");
        assert_eq!(value(&file, "DTSTART"), "20261205T090000Z");
        assert_eq!(value(&file, "DTEND"), "20261205T120000Z");
        assert_eq!(value(&file, "SUMMARY"), r"Soupe\, pain \; café");
        assert_eq!(value(&file, "DESCRIPTION"), r"Les Restos\nÀ 9 h");
        assert_eq!(value(&file, "URL"), "https://portail.example/missions/12-soupe");
    }

    #[test]
    fn an_event_without_end_or_place_has_none() {
        let event = Event { ends_at: None, place: None, ..event("Soupe", "", "") };
        let file = file(&event, 1_795_165_200);
        assert!(!file.contains("DTEND") && !file.contains("LOCATION"), "{file}");
    }

    proptest! {
        #[test]
        fn whatever_was_typed_comes_back_and_begins_no_line(title in ".{0,200}", place in ".{0,120}", words in "(?s).{0,300}") {
            let file = file(&event(&title, &place, &words), 1_795_165_200);
            prop_assert_eq!(read(&file).len(), 16);
            prop_assert_eq!(unescaped(&value(&file, "SUMMARY")), plain(&title));
            prop_assert_eq!(unescaped(&value(&file, "LOCATION")), plain(&place));
            prop_assert_eq!(unescaped(&value(&file, "DESCRIPTION")), plain(&words));
        }
    }
}
