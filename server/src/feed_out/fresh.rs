//! Whether a partner has the newest state already.
//!
//! The tag is made of what the database says of all that a feed shows. Since when that state holds, no row says: it is
//! when this server saw it first. Another server may have seen it later, never sooner than it came about, so that a
//! partner that only asks by date may get the same twice, and never misses a change that is older than a second.

use crate::store::feed_out::Which;
use axum::http::{HeaderMap, header};
use jiff::{Timestamp, fmt::rfc2822, tz::TimeZone};
use sha2::{Digest, Sha256};
use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
};

/// The state of each feed that was last seen, and when it was seen first.
#[derive(Debug, Default)]
pub struct Fresh(Mutex<HashMap<Which, (String, i64)>>);

impl Fresh {
    /// The tag of a state, and the time (epoch seconds) since when it is known here.
    pub fn seen(&self, state: [i64; 5], which: Which, now: i64) -> (String, i64) {
        let hash: String = Sha256::digest(format!("{state:?}{which:?}{}", env!("CARGO_PKG_VERSION")))[..12]
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect();
        let tag = format!("W/\"{hash}\"");
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let seen = known.entry(which).or_default();
        if seen.0 != tag {
            *seen = (tag.clone(), now);
        }
        (tag, seen.1)
    }
}

/// Epoch seconds as HTTP writes them.
pub(super) fn http_date(epoch: i64) -> String {
    let at = Timestamp::from_second(epoch).unwrap_or(Timestamp::UNIX_EPOCH);
    rfc2822::DateTimePrinter::new().timestamp_to_rfc9110_string(&at).unwrap_or_default()
}

/// Whether the one who asks has it: by its tag, or, where none is sent, by its date (RFC 9110, 13.2.2).
pub(super) fn is_known(headers: &HeaderMap, etag: &str, since: i64) -> bool {
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
    if let Some(tags) = text(header::IF_NONE_MATCH) {
        let bare = |tag: &str| tag.trim().trim_start_matches("W/").to_owned();
        return tags.split(',').any(|tag| tag.trim() == "*" || bare(tag) == bare(etag));
    }
    let Some(date) = text(header::IF_MODIFIED_SINCE) else { return false };
    let read = rfc2822::DateTimeParser::new().parse_zoned(date);
    read.is_ok_and(|date| date.with_time_zone(TimeZone::UTC).timestamp().as_second() >= since)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn a_state_keeps_its_tag_and_the_time_it_was_first_seen() {
        let fresh = Fresh::default();
        let (tag, since) = fresh.seen([1; 5], Which::Ours, 100);
        assert_eq!(fresh.seen([1; 5], Which::Ours, 200), (tag.clone(), since));
        let (other, later) = fresh.seen([1, 1, 1, 1, 2], Which::Ours, 300);
        assert!(other != tag && later == 300);
        assert_ne!(fresh.seen([1; 5], Which::All, 300).0, tag);
    }

    #[test]
    fn who_has_it_is_told_so() {
        let ask = |name: header::HeaderName, value: &str| {
            is_known(&HeaderMap::from_iter([(name, value.parse().unwrap())]), "W/\"a\"", 1_795_165_200)
        };
        assert_eq!(http_date(1_795_165_200), "Fri, 20 Nov 2026 09:00:00 GMT");
        assert!(ask(header::IF_NONE_MATCH, "\"b\", W/\"a\"") && ask(header::IF_NONE_MATCH, "\"a\""));
        assert!(ask(header::IF_NONE_MATCH, "*") && !ask(header::IF_NONE_MATCH, "\"b\""));
        assert!(ask(header::IF_MODIFIED_SINCE, "Fri, 20 Nov 2026 09:00:00 GMT"));
        assert!(!ask(header::IF_MODIFIED_SINCE, "Fri, 20 Nov 2026 08:59:59 GMT"));
        assert!(!ask(header::IF_MODIFIED_SINCE, "hier") && !is_known(&HeaderMap::new(), "W/\"a\"", 0));
    }
}
