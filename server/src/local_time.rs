//! From epoch seconds to what the clocks of a place show.

use crate::places::time_zone;
use jiff::{
    Timestamp,
    civil::{Date, DateTime},
    tz::TimeZone,
};

/// Local date and time in a department (INSEE code; mainland France for an unknown one).
#[must_use]
pub fn local(epoch: i64, department_code: &str) -> DateTime {
    let zone = TimeZone::get(time_zone(department_code)).unwrap_or(TimeZone::UTC);
    zone.to_datetime(Timestamp::from_second(epoch).unwrap_or(Timestamp::UNIX_EPOCH))
}

/// Epoch seconds of a date and time on the clocks of Paris, as `datetime-local` writes one or as people do:
/// `2026-12-05T14:30`, `05/12/2026 14:30`.
#[must_use]
pub fn epoch_in_paris(written: &str) -> Option<i64> {
    let french = jiff::fmt::strtime::parse("%d/%m/%Y %H:%M", written).and_then(|read| read.to_datetime());
    let at: DateTime = written.parse().ok().or_else(|| french.ok())?;
    let zone = TimeZone::get(time_zone("75")).ok()?;
    Some(zone.to_timestamp(at).ok()?.as_second())
}

/// Epoch seconds of what the clocks of a department show; `None` for a time out of all bounds.
#[must_use]
pub fn epoch(shown: DateTime, department_code: &str) -> Option<i64> {
    let zone = TimeZone::get(time_zone(department_code)).ok()?;
    Some(zone.to_timestamp(shown).ok()?.as_second())
}

/// What the clocks of a department show, as ISO 8601 with its offset: `2026-12-05T09:00:00+01:00`. Without the offset for
/// a time out of all bounds.
#[must_use]
pub fn with_offset(shown: DateTime, department_code: &str) -> String {
    let zone = TimeZone::get(time_zone(department_code)).unwrap_or(TimeZone::UTC);
    match zone.to_ambiguous_zoned(shown).compatible() {
        Ok(zoned) => zoned.timestamp().display_with_offset(zoned.offset()).to_string(),
        Err(_) => shown.to_string(),
    }
}

/// A moment by the clocks of Greenwich: `2026-11-20T09:00:00Z`.
#[must_use]
pub fn moment(epoch: i64) -> String {
    Timestamp::from_second(epoch).unwrap_or(Timestamp::UNIX_EPOCH).to_string()
}

/// Today's date in Paris.
#[must_use]
pub fn today(now: i64) -> Date {
    local(now, "75").date()
}

/// Days since 1970-01-01, as stored and indexed.
#[must_use]
pub fn day_number(date: Date) -> i32 {
    date.since(Date::constant(1970, 1, 1)).map_or(0, |span| span.get_days())
}

/// The date of a stored day number.
#[must_use]
pub fn day(number: i64) -> Option<Date> {
    let days = jiff::Span::new().try_days(number).ok()?;
    Date::constant(1970, 1, 1).checked_add(days).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_department_has_its_own_clock() {
        let noon_utc = 1_795_176_000; // 2026-11-20 12:00 UTC
        assert_eq!(local(noon_utc, "75").to_string(), "2026-11-20T13:00:00");
        assert_eq!(local(noon_utc, "974").to_string(), "2026-11-20T16:00:00");
        assert_eq!(local(noon_utc, "972").to_string(), "2026-11-20T08:00:00");
        for code in ["75", "974", "972"] {
            assert_eq!(epoch(local(noon_utc, code), code), Some(noon_utc), "{code}");
        }
    }

    #[test]
    fn an_offset_is_that_of_the_place_and_season() {
        let nine = Date::constant(2026, 12, 5).at(9, 0, 0, 0);
        assert_eq!(with_offset(nine, "35"), "2026-12-05T09:00:00+01:00");
        assert_eq!(with_offset(nine, "974"), "2026-12-05T09:00:00+04:00");
        assert_eq!(with_offset(Date::constant(2026, 7, 5).at(9, 0, 0, 0), "35"), "2026-07-05T09:00:00+02:00");
    }

    #[test]
    fn times_are_read_on_the_clocks_of_paris() {
        for written in ["2026-11-20T13:00", "2026-11-20 13:00", "20/11/2026 13:00"] {
            assert_eq!(epoch_in_paris(written), Some(1_795_176_000), "{written}");
        }
        for written in ["", "demain", "2026-11-20T25:00", "31/02/2026 10:00"] {
            assert_eq!(epoch_in_paris(written), None, "{written}");
        }
    }

    #[test]
    fn days_are_counted_from_1970() {
        let date = Date::constant(2026, 11, 20);
        assert_eq!(day(i64::from(day_number(date))), Some(date));
        assert_eq!(day_number(Date::constant(1970, 1, 2)), 1);
    }
}
