//! When and where a need is, in one line each, for what leaves the portal.

use crate::domain::{
    Lang, dates,
    need::{Need, Remote},
};
use crate::texts::needs as say;
use jiff::civil::Date;

/// Where: its first address, how many there are besides, and whether it can be done from home.
#[must_use]
pub fn whereabouts(lang: Lang, need: &Need) -> String {
    let Some(first) = need.addresses.first() else { return say::from_home(lang).to_owned() };
    let mut words = match first.department_code.as_str() {
        "" => first.city.clone(),
        code => format!("{}\u{a0}({code})", first.city),
    };
    let more = i64::try_from(need.addresses.len()).unwrap_or(0).saturating_sub(1);
    if more > 0 {
        words = format!("{words} {}", say::more_places(lang, more));
    }
    if need.remote == Remote::Possible {
        words = format!("{words}, {}", say::or_from_home(lang));
    }
    words
}

/// When: its next slot, else how often, else until when; nothing where none of it is known.
#[must_use]
pub fn when(lang: Lang, need: &Need, today: Date) -> Option<String> {
    let mut dated = need.coming_slots().filter_map(|slot| slot.times);
    if let Some(next) = dated.next() {
        let more = i64::try_from(dated.count()).unwrap_or(0);
        let more = if more > 0 { say::more_slots(lang, more) } else { String::new() };
        return Some(dates::slot(lang, &next, today) + &more);
    }
    let schedule = need.schedule.clone().filter(|words| !words.is_empty());
    schedule.or_else(|| dates::span(lang, None, need.last_day, today))
}
