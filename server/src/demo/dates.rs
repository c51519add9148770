//! When a demo slot is, counted from today.

use super::data::DemoSlot;
use crate::{places::time_zone, store::needs_import::SlotToPut};
use jiff::{
    ToSpan,
    civil::{Date, Time},
    tz::TimeZone,
};

/// The slot on the clocks of a department; `None` for a day that no calendar has.
pub(super) fn slot(written: &DemoSlot, today: Date, department: &str) -> Option<SlotToPut> {
    let date = day(written, today)?;
    let zone = TimeZone::get(time_zone(department)).ok()?;
    let epoch = |time: Time| Some(zone.to_timestamp(date.to_datetime(time)).ok()?.as_second());
    Some(SlotToPut { starts_at: epoch(written.at), ends_at: epoch(written.until), capacity: written.places })
}

/// The first such weekday after today and so many weeks on, or the next such day of the year.
fn day(written: &DemoSlot, today: Date) -> Option<Date> {
    if let Some(weekday) = written.day {
        let first = today.nth_weekday(1, weekday.into()).ok()?;
        return first.checked_add(written.week.weeks()).ok();
    }
    let month_and_day = written.date.as_deref()?;
    let this_year: Date = format!("{:04}-{month_and_day}", today.year()).parse().ok()?;
    if this_year > today { Some(this_year) } else { this_year.checked_add(1.year()).ok() }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::demo::data::Weekday;
    use jiff::civil::{date, time};

    fn written(day: Option<Weekday>, date: Option<&str>, week: i64) -> DemoSlot {
        let date = date.map(str::to_owned);
        DemoSlot { day, week, date, at: time(9, 30, 0, 0), until: time(12, 0, 0, 0), places: 4 }
    }

    #[test]
    fn slots_lie_ahead_on_the_clocks_of_their_place() {
        let friday = date(2026, 11, 20);
        assert_eq!(day(&written(Some(Weekday::Friday), None, 0), friday), Some(date(2026, 11, 27)));
        assert_eq!(day(&written(Some(Weekday::Saturday), None, 2), friday), Some(date(2026, 12, 5)));
        assert_eq!(day(&written(None, Some("12-24"), 0), friday), Some(date(2026, 12, 24)));
        assert_eq!(day(&written(None, Some("11-20"), 0), friday), Some(date(2027, 11, 20)));
        let in_reunion = slot(&written(Some(Weekday::Saturday), None, 0), friday, "974").unwrap();
        let in_paris = slot(&written(Some(Weekday::Saturday), None, 0), friday, "75").unwrap();
        assert_eq!(in_paris.starts_at.unwrap() - in_reunion.starts_at.unwrap(), 3 * 3600);
    }
}
