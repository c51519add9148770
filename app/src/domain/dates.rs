//! Dates and times as each language says them. Civil only: whoever calls knows the clocks of the place.

mod words;

use super::{Lang, need::SlotTimes};
use jiff::civil::{Date, Time};
use words::{MONTHS, WEEKDAYS};

/// Between figures that belong together, narrow: `9 h`.
const THIN: char = '\u{202f}';
/// Between words that belong together: `5 décembre`.
const FIRM: char = '\u{a0}';

/// A day with its weekday; the year only if it isn't that of `today`: `samedi 5 décembre`.
#[must_use]
pub fn day(lang: Lang, date: Date, today: Date) -> String {
    format!("{} {}", words::of(lang, WEEKDAYS, weekday(date)), date_only(lang, date, today))
}

/// A day without its weekday: `1er janvier 2027`, `1 January 2027`.
#[must_use]
pub fn date_only(lang: Lang, date: Date, today: Date) -> String {
    let month = words::of(lang, MONTHS, index(date.month()));
    format!("{}{FIRM}{month}{}", number(lang, date), year(date, today))
}

/// A month with its year: `décembre 2026`.
#[must_use]
pub fn month(lang: Lang, date: Date) -> String {
    format!("{}{FIRM}{}", words::of(lang, MONTHS, index(date.month())), date.year())
}

/// A month where room is scarce: `nov.`.
#[must_use]
pub fn short_month(lang: Lang, date: Date) -> &'static str {
    words::of(lang, words::SHORT_MONTHS, index(date.month()))
}

/// The days of the week from Monday on, short and whole: `lun.`, `lundi`.
#[must_use]
pub fn weekdays(lang: Lang) -> [(&'static str, &'static str); 7] {
    std::array::from_fn(|day| (words::of(lang, words::SHORT_WEEKDAYS, day), words::of(lang, WEEKDAYS, day)))
}

/// A day where room is scarce: `sam. 5 déc.`, `Sat 5 Dec`.
#[must_use]
pub fn short_day(lang: Lang, date: Date, today: Date) -> String {
    let weekday = words::of(lang, words::SHORT_WEEKDAYS, weekday(date));
    let month = words::of(lang, words::SHORT_MONTHS, index(date.month()));
    format!("{weekday}{FIRM}{}{FIRM}{month}{}", number(lang, date), year(date, today))
}

/// A time of day: `9 h`, `14 h 30`; `9 am`, `2.30 pm`.
#[must_use]
pub fn time(lang: Lang, time: Time) -> String {
    let (hour, minute) = (time.hour(), time.minute());
    match (lang, minute) {
        (Lang::Fr, 0) => format!("{hour}{THIN}h"),
        (Lang::Fr, _) => format!("{hour}{THIN}h{THIN}{minute:02}"),
        (Lang::En, _) => {
            let half = if hour < 12 { "am" } else { "pm" };
            let hour = if hour % 12 == 0 { 12 } else { hour % 12 };
            if minute == 0 {
                format!("{hour}{FIRM}{half}")
            } else {
                format!("{hour}.{minute:02}{FIRM}{half}")
            }
        }
    }
}

/// When a slot is: `samedi 5 décembre, 9 h – 12 h`; over midnight both days are named.
#[must_use]
pub fn slot(lang: Lang, times: &SlotTimes, today: Date) -> String {
    said(lang, times, today, day)
}

/// The same for a card: `sam. 5 déc., 9 h – 12 h`.
#[must_use]
pub fn short_slot(lang: Lang, times: &SlotTimes, today: Date) -> String {
    said(lang, times, today, short_day)
}

/// From one day to another, as short as it can be said: `du 5 au 12 décembre`, `5 to 12 December`.
#[must_use]
pub fn range(lang: Lang, first: Date, last: Date, today: Date) -> String {
    let end = date_only(lang, last, today);
    let from = if first == last {
        return day(lang, first, today);
    } else if (first.year(), first.month()) == (last.year(), last.month()) {
        number(lang, first)
    } else if first.year() == last.year() {
        date_only(lang, first, first)
    } else {
        date_only(lang, first, today)
    };
    match lang {
        Lang::Fr => format!("du {from} au {end}"),
        Lang::En => format!("{from} to {end}"),
    }
}

/// Two days at most a year apart, either of them open: `jusqu’au 12 décembre`, `à partir du 5 décembre`.
#[must_use]
pub fn span(lang: Lang, first: Option<Date>, last: Option<Date>, today: Date) -> Option<String> {
    let coming = first.filter(|first| *first > today);
    Some(match (lang, coming, last) {
        (_, Some(first), Some(last)) => range(lang, first, last, today),
        (Lang::Fr, None, Some(last)) => format!("jusqu’au {}", date_only(lang, last, today)),
        (Lang::En, None, Some(last)) => format!("until {}", date_only(lang, last, today)),
        (Lang::Fr, Some(first), None) => format!("à partir du {}", date_only(lang, first, today)),
        (Lang::En, Some(first), None) => format!("from {}", date_only(lang, first, today)),
        (_, None, None) => return None,
    })
}

fn said(lang: Lang, times: &SlotTimes, today: Date, day: fn(Lang, Date, Date) -> String) -> String {
    let (starts, ends) = (times.starts, times.ends);
    let start = format!("{}, {}", day(lang, starts.date(), today), time(lang, starts.time()));
    match ends {
        None => start,
        Some(ends) if ends.date() == starts.date() => {
            format!("{start}{FIRM}– {}", time(lang, ends.time()))
        }
        Some(ends) => {
            format!("{start}{FIRM}– {}, {}", day(lang, ends.date(), today), time(lang, ends.time()))
        }
    }
}

fn number(lang: Lang, date: Date) -> String {
    match (lang, date.day()) {
        (Lang::Fr, 1) => "1er".to_owned(),
        (_, day) => day.to_string(),
    }
}

fn year(date: Date, today: Date) -> String {
    if date.year() == today.year() { String::new() } else { format!("{FIRM}{}", date.year()) }
}

fn weekday(date: Date) -> usize {
    index(date.weekday().to_monday_one_offset())
}

/// From a number that starts at 1 to a position in a table.
fn index(number: i8) -> usize {
    usize::try_from(number - 1).unwrap_or_default()
}

#[cfg(test)]
#[path = "dates_tests.rs"]
mod tests;
