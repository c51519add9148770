//! What the API's answers look like: one type each, from which both the JSON and its description are made.

pub mod association;
pub mod need;
pub mod place;
pub mod pushed;
pub mod sign_up;

pub use crate::local_time::with_offset as moment;

use crate::places::time_zone;
use jiff::{Timestamp, tz::TimeZone};
use serde::Serialize;
use utoipa::ToSchema;

/// A list, or a page of one.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct List<T> {
    /// What is in it.
    pub data: Vec<T>,
    /// How many there are in all, where that is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub total: Option<u32>,
    /// Where the next page is; null on the last one.
    #[schema(format = "uri")]
    pub next: Option<String>,
}

/// What the clocks of a department show at epoch seconds, as [`moment`] writes it.
#[must_use]
pub fn moment_of(epoch: i64, department: &str) -> String {
    let zone = TimeZone::get(time_zone(department)).unwrap_or(TimeZone::UTC);
    let at = Timestamp::from_second(epoch).unwrap_or(Timestamp::UNIX_EPOCH);
    at.to_zoned(zone).strftime("%Y-%m-%dT%H:%M:%S%:z").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::DateTime;

    #[test]
    fn a_moment_says_how_far_it_is_from_greenwich() {
        let at = DateTime::constant(2026, 7, 5, 9, 0, 0, 0);
        assert_eq!(moment(at, "35"), "2026-07-05T09:00:00+02:00");
        assert_eq!(moment(at, "974"), "2026-07-05T09:00:00+04:00");
        assert_eq!(moment_of(0, "75"), "1970-01-01T01:00:00+01:00");
    }
}
