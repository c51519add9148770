//! How often a network may ask the API: counted in memory, by the minute, and forgotten with it. Each server counts for
//! itself. What is said of it in headers is draft-ietf-httpapi-ratelimit-headers.

use crate::http::limits::Network;
use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
};

/// Requests of one network in a minute.
pub const PER_MINUTE: u32 = 600;
/// Length of a window, in seconds.
const WINDOW: i64 = 60;
/// Networks that are told apart in a minute; all others share one count.
const NETWORKS: usize = 50_000;

/// Who asked how often this minute.
#[derive(Default)]
pub struct Counter(Mutex<Minute>);

#[derive(Default)]
struct Minute {
    number: i64,
    hits: HashMap<Network, u32>,
    others: u32,
}

/// What is left to a network.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Left {
    /// Requests in this minute; `None` if this one is too many already.
    pub requests: Option<u32>,
    /// Seconds until the next minute.
    pub seconds: i64,
}

impl Counter {
    /// Counts a request.
    pub fn count(&self, network: Network, now: i64) -> Left {
        let mut minute = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let number = now.div_euclid(WINDOW);
        if minute.number != number {
            *minute = Minute { number, ..Minute::default() };
        }
        let room = minute.hits.len() < NETWORKS || minute.hits.contains_key(&network);
        let hits = if room { minute.hits.entry(network).or_default() } else { &mut minute.others };
        *hits = hits.saturating_add(1);
        Left { requests: PER_MINUTE.checked_sub(*hits), seconds: WINDOW - now.rem_euclid(WINDOW) }
    }
}

impl Left {
    /// `RateLimit-Policy`.
    #[must_use]
    pub fn policy() -> String {
        format!("\"network\";q={PER_MINUTE};w={WINDOW}")
    }

    /// `RateLimit`.
    #[must_use]
    pub fn said(self) -> String {
        format!("\"network\";r={};t={}", self.requests.unwrap_or(0), self.seconds)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_network_asks_so_often_a_minute_and_again_in_the_next() {
        let (counter, one, other) = (Counter::default(), Network::numbered(1), Network::numbered(2));
        for asked in 1..=PER_MINUTE {
            assert_eq!(counter.count(one, 65).requests, Some(PER_MINUTE - asked));
        }
        assert_eq!(counter.count(one, 65), Left { requests: None, seconds: 55 });
        assert_eq!(counter.count(other, 65).requests, Some(PER_MINUTE - 1));
        assert_eq!(counter.count(one, 120).requests, Some(PER_MINUTE - 1));
        assert_eq!(counter.count(one, 130).said(), "\"network\";r=598;t=50");
    }

    #[test]
    fn memory_is_bounded_whoever_asks() {
        let counter = Counter::default();
        let most = u32::try_from(NETWORKS).unwrap_or(u32::MAX);
        for number in 0..most + PER_MINUTE {
            assert!(counter.count(Network::numbered(number), 0).requests.is_some());
        }
        assert_eq!(
            counter.count(Network::numbered(most + PER_MINUTE), 0).requests,
            None,
            "they share one count"
        );
        assert!(counter.count(Network::numbered(0), 0).requests.is_some(), "those who came before don't");
    }
}
