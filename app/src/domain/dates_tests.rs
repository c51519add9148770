#![allow(clippy::unwrap_used)]
use super::*;
use jiff::civil::date;

const TODAY: Date = date(2026, 11, 21);

/// Firm spaces as plain ones, so that tests read.
fn plain(text: &str) -> String {
    text.replace([THIN, FIRM], " ")
}

#[test]
fn days_are_said_with_their_weekday_and_the_year_only_if_needed() {
    assert_eq!(day(Lang::Fr, date(2026, 12, 5), TODAY), "samedi 5\u{a0}décembre");
    assert_eq!(plain(&day(Lang::Fr, date(2027, 1, 1), TODAY)), "vendredi 1er janvier 2027");
    assert_eq!(plain(&day(Lang::En, date(2027, 1, 1), TODAY)), "Friday 1 January 2027");
    assert_eq!(plain(&short_day(Lang::Fr, date(2026, 12, 6), TODAY)), "dim. 6 déc.");
    assert_eq!(plain(&short_day(Lang::En, date(2026, 11, 23), TODAY)), "Mon 23 Nov");
}

#[test]
fn times_as_each_language_writes_them() {
    for (hour, minute, fr, en) in [
        (9, 0, "9 h", "9 am"),
        (14, 30, "14 h 30", "2.30 pm"),
        (0, 5, "0 h 05", "12.05 am"),
        (12, 0, "12 h", "12 pm"),
    ] {
        let clock = Time::constant(hour, minute, 0, 0);
        assert_eq!(plain(&time(Lang::Fr, clock)), fr);
        assert_eq!(plain(&time(Lang::En, clock)), en);
    }
    assert_eq!(time(Lang::Fr, Time::constant(9, 0, 0, 0)), "9\u{202f}h");
}

#[test]
fn slots_name_the_second_day_only_over_midnight() {
    let from = date(2026, 12, 5);
    let morning = SlotTimes { starts: from.at(9, 0, 0, 0), ends: Some(from.at(12, 0, 0, 0)) };
    assert_eq!(plain(&slot(Lang::Fr, &morning, TODAY)), "samedi 5 décembre, 9 h – 12 h");
    assert_eq!(plain(&slot(Lang::En, &morning, TODAY)), "Saturday 5 December, 9 am – 12 pm");
    assert_eq!(plain(&short_slot(Lang::Fr, &morning, TODAY)), "sam. 5 déc., 9 h – 12 h");
    let night = SlotTimes { starts: from.at(21, 0, 0, 0), ends: Some(date(2026, 12, 6).at(1, 0, 0, 0)) };
    assert_eq!(plain(&slot(Lang::Fr, &night, TODAY)), "samedi 5 décembre, 21 h – dimanche 6 décembre, 1 h");
    let open = SlotTimes { ends: None, ..morning };
    assert_eq!(plain(&slot(Lang::Fr, &open, TODAY)), "samedi 5 décembre, 9 h");
}

#[test]
fn ranges_say_nothing_twice() {
    let said = |first, last| plain(&range(Lang::Fr, first, last, TODAY));
    assert_eq!(said(date(2026, 12, 5), date(2026, 12, 12)), "du 5 au 12 décembre");
    assert_eq!(said(date(2026, 12, 1), date(2027, 1, 3)), "du 1er décembre au 3 janvier 2027");
    assert_eq!(said(date(2027, 3, 1), date(2027, 6, 3)), "du 1er mars au 3 juin 2027");
    assert_eq!(said(date(2026, 12, 5), date(2026, 12, 5)), "samedi 5 décembre");
    assert_eq!(plain(&range(Lang::En, date(2026, 12, 5), date(2026, 12, 12), TODAY)), "5 to 12 December");
}

#[test]
fn a_span_may_be_open_at_either_end() {
    let (past, soon, later) = (date(2026, 1, 2), date(2026, 12, 5), date(2026, 12, 31));
    let said = |first, last| span(Lang::Fr, first, last, TODAY).map(|text| plain(&text));
    assert_eq!(said(Some(past), Some(later)).unwrap(), "jusqu’au 31 décembre");
    assert_eq!(said(Some(soon), Some(later)).unwrap(), "du 5 au 31 décembre");
    assert_eq!(said(Some(soon), None).unwrap(), "à partir du 5 décembre");
    assert_eq!(said(Some(past), None), None);
}
