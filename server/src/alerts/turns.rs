//! When an alert has its turn: at eight in the morning on the clocks of Paris, daily or on Mondays.

use crate::local_time::{epoch, local};
use app::domain::alert::Rhythm;
use jiff::{
    ToSpan,
    civil::{Date, Weekday},
};

/// The hour of the day at which turns begin.
const FROM: i8 = 8;
/// The hour of the day from which nobody is written to any more: what is late waits for the morning.
const UNTIL: i8 = 20;
/// Which clocks.
const PARIS: &str = "75";

/// The next turn after `now`, in epoch seconds.
#[must_use]
pub fn next(rhythm: Rhythm, now: i64) -> i64 {
    let here = local(now, PARIS);
    let mut day = if here.hour() < FROM { here.date() } else { tomorrow(here.date()) };
    while rhythm == Rhythm::Weekly && day.weekday() != Weekday::Monday {
        day = tomorrow(day);
    }
    epoch(day.at(FROM, 0, 0, 0), PARIS).unwrap_or(now + 86_400)
}

/// Whether this is a time of day at which people are written to.
#[must_use]
pub fn is_day(now: i64) -> bool {
    (FROM..UNTIL).contains(&local(now, PARIS).hour())
}

fn tomorrow(day: Date) -> Date {
    day.saturating_add(1.day())
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::local_time::epoch_in_paris;
    use proptest::prelude::*;

    fn next_of(rhythm: Rhythm, now: &str) -> String {
        local(next(rhythm, epoch_in_paris(now).unwrap()), PARIS).to_string()
    }

    #[test]
    fn turns_are_at_eight_whatever_the_clocks_do() {
        for (now, daily, weekly) in [
            ("2026-11-20T07:59", "2026-11-20T08:00:00", "2026-11-23T08:00:00"),
            ("2026-11-20T08:00", "2026-11-21T08:00:00", "2026-11-23T08:00:00"),
            ("2026-11-23T07:00", "2026-11-23T08:00:00", "2026-11-23T08:00:00"),
            ("2026-11-23T08:00", "2026-11-24T08:00:00", "2026-11-30T08:00:00"),
            // Summer time begins on Sunday the 29th, and ends on Sunday the 25th.
            ("2026-03-28T09:00", "2026-03-29T08:00:00", "2026-03-30T08:00:00"),
            ("2026-10-24T23:59", "2026-10-25T08:00:00", "2026-10-26T08:00:00"),
        ] {
            assert_eq!(next_of(Rhythm::Daily, now), daily, "{now}");
            assert_eq!(next_of(Rhythm::Weekly, now), weekly, "{now}");
        }
    }

    #[test]
    fn nobody_is_written_to_at_night() {
        for (now, day) in
            [("07:59", false), ("08:00", true), ("19:59", true), ("20:00", false), ("03:00", false)]
        {
            assert_eq!(is_day(epoch_in_paris(&format!("2026-11-20T{now}")).unwrap()), day, "{now}");
        }
    }

    proptest! {
        #[test]
        fn the_next_turn_is_soon_and_by_day(now in 1_700_000_000_i64..2_500_000_000) {
            for (rhythm, most) in [(Rhythm::Daily, 25 * 3600), (Rhythm::Weekly, 7 * 86_400 + 3600)] {
                let next = next(rhythm, now);
                prop_assert!(next > now && next - now <= most);
                prop_assert!(is_day(next));
            }
        }
    }
}
