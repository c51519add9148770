//! Pictures that were drawn, in memory, bounded: what was asked for longest ago goes first. Nothing is lost with them.

use axum::body::Bytes;
use std::{
    collections::HashMap,
    sync::{Mutex, MutexGuard, PoisonError},
};

/// Most bytes kept: some two hundred pictures.
const MOST_BYTES: usize = 12 * 1024 * 1024;

/// The pictures, by the hash of what they show.
#[derive(Default)]
pub struct Kept(Mutex<Pictures>);

#[derive(Default)]
struct Pictures {
    by_version: HashMap<String, (Bytes, u64)>,
    bytes: usize,
    asked: u64,
}

impl Kept {
    /// The picture of this hash, if it was drawn lately.
    #[must_use]
    pub fn get(&self, version: &str) -> Option<Bytes> {
        let mut all = self.all();
        all.asked += 1;
        let asked = all.asked;
        let (bytes, last) = all.by_version.get_mut(version)?;
        *last = asked;
        Some(bytes.clone())
    }

    /// Keeps one.
    pub fn keep(&self, version: &str, bytes: Bytes) {
        let mut all = self.all();
        all.asked += 1;
        let asked = all.asked;
        all.bytes += bytes.len();
        if let Some((old, _)) = all.by_version.insert(version.to_owned(), (bytes, asked)) {
            all.bytes -= old.len();
        }
        while all.bytes > MOST_BYTES {
            let oldest = all.by_version.iter().min_by_key(|(_, (_, asked))| *asked);
            let Some(oldest) = oldest.map(|(version, _)| version.clone()) else { break };
            if let Some((gone, _)) = all.by_version.remove(&oldest) {
                all.bytes -= gone.len();
            }
        }
    }

    /// How many there are, and how many bytes they take.
    #[must_use]
    pub fn size(&self) -> (usize, usize) {
        let all = self.all();
        (all.by_version.len(), all.bytes)
    }

    fn all(&self) -> MutexGuard<'_, Pictures> {
        // Whoever panicked here left nothing that could be wrong with a cache.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_asked_for_longest_ago_goes_first() {
        let kept = Kept::default();
        let picture = Bytes::from(vec![0; MOST_BYTES / 4]);
        for version in ["a", "b", "c", "d"] {
            kept.keep(version, picture.clone());
        }
        assert!(kept.get("a").is_some());
        kept.keep("e", picture.clone());
        assert!(kept.get("b").is_none() && kept.get("a").is_some() && kept.get("e").is_some());
        kept.keep("e", picture);
        assert_eq!(kept.size(), (4, MOST_BYTES / 4 * 4));
    }
}
