//! Days and times as people and browsers write them.

use jiff::civil::{Date, Time};

/// A day: `2026-12-05`, as browsers send it, or `05/12/2026`, `5.12.26`.
#[must_use]
pub fn day(typed: &str) -> Option<Date> {
    let parts: Vec<&str> = typed.trim().split(['-', '/', '.']).map(str::trim).collect();
    let [first, month, last] = parts.as_slice() else { return None };
    let (year, day) = if first.len() == 4 { (first, last) } else { (last, first) };
    let year: i16 = match year.len() {
        4 => number(year)?,
        2 => 2000 + number::<i16>(year)?,
        _ => return None,
    };
    Date::new(year, number(month)?, number(day)?).ok().filter(|date| (2000..2100).contains(&date.year()))
}

/// A time of day: `14:30`, as browsers send it, or `14h30`, `14 h`, `9`.
#[must_use]
pub fn time(typed: &str) -> Option<Time> {
    let plain = typed.trim().to_lowercase().replace('h', ":");
    let mut parts = plain.split(':').map(str::trim);
    let hour = number(parts.next()?)?;
    let minute = match parts.next() {
        None | Some("") => 0,
        Some(minute) => number(minute)?,
    };
    // Some browsers send seconds.
    if parts.next().is_some_and(|seconds| number::<i8>(seconds).is_none()) || parts.next().is_some() {
        return None;
    }
    Time::new(hour, minute, 0, 0).ok()
}

/// A whole number without a sign.
pub(super) fn number<T: std::str::FromStr>(typed: &str) -> Option<T> {
    let plain = typed.trim();
    (!plain.is_empty() && plain.bytes().all(|sign| sign.is_ascii_digit()))
        .then(|| plain.parse().ok())
        .flatten()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use jiff::civil::{date, time as at};
    use proptest::prelude::*;

    #[test]
    fn days_are_read_as_people_write_them() {
        for written in ["2026-12-05", "05/12/2026", "5/12/26", " 5.12.2026 "] {
            assert_eq!(day(written), Some(date(2026, 12, 5)), "{written}");
        }
        for wrong in ["", "5/12", "31/02/2026", "12/05/1926", "demain", "+5/12/2026", "5/12/226"] {
            assert_eq!(day(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn times_are_read_as_people_write_them() {
        for written in ["14:30", "14h30", "14 h 30", "14:30:00"] {
            assert_eq!(time(written), Some(at(14, 30, 0, 0)), "{written}");
        }
        assert_eq!(time("9h"), Some(at(9, 0, 0, 0)));
        assert_eq!(time("9"), Some(at(9, 0, 0, 0)));
        for wrong in ["", "25:00", "14:60", "midi", "14:30:00:00", "-1:00", "14:30:x"] {
            assert_eq!(time(wrong), None, "{wrong}");
        }
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_back(days in 0..36_500_i32, minutes in 0..1440_i64) {
            let on = date(2000, 1, 1).checked_add(jiff::Span::new().days(days)).unwrap();
            prop_assert_eq!(day(&on.to_string()), Some(on).filter(|on| on.year() < 2100));
            let clock = at(0, 0, 0, 0).checked_add(jiff::Span::new().minutes(minutes)).unwrap();
            prop_assert_eq!(time(&clock.to_string()), Some(clock));
        }

        #[test]
        fn nonsense_is_no_day_and_no_time(typed in "\\PC{0,20}") {
            let _ = (day(&typed), time(&typed));
        }
    }
}
