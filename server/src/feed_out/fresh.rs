//! Whether a partner has the newest state already.
//!
//! The tag is made of what the database says of all that a feed shows. Since when that state holds, no row says: it is
//! when this server saw it first. Another server may have seen it later, never sooner than it came about, so that a
//! partner that only asks by date may get the same twice, and never misses a change that is older than a second.

use crate::store::feed_out::Which;
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

#[cfg(test)]
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
}
