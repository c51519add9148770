//! Pictures and posters that were drawn, in memory, bounded: what was asked for longest ago goes first. Nothing is lost
//! with them. Those of a need go when it changes: what is taken down isn't shown from here.

use axum::body::Bytes;
use std::{
    collections::{HashMap, HashSet},
    sync::{Mutex, MutexGuard, PoisonError},
};

/// Most bytes kept: some two hundred pictures.
const MOST_BYTES: usize = 12 * 1024 * 1024;

/// The drawings, by what they are of and the hash of what they show.
#[derive(Default)]
pub struct Kept(Mutex<Drawings>);

/// What is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Of {
    /// The portal's own picture.
    Portal,
    /// A need's picture.
    Card(i64),
    /// A need's poster.
    Poster(i64),
}

impl Of {
    const fn need(self) -> Option<i64> {
        match self {
            Self::Portal => None,
            Self::Card(need) | Self::Poster(need) => Some(need),
        }
    }
}

/// When a need was read, as far as this memory knows: before or after something changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seen(u64);

#[derive(Default)]
struct Drawings {
    by_version: HashMap<(Of, String), (Bytes, u64)>,
    bytes: usize,
    asked: u64,
    changes: u64,
}

impl Kept {
    /// The drawing of this need and this hash, if it was made lately.
    #[must_use]
    pub fn get(&self, of: Of, version: &str) -> Option<Bytes> {
        let mut all = self.all();
        all.asked += 1;
        let asked = all.asked;
        let (bytes, last) = all.by_version.get_mut(&(of, version.to_owned()))?;
        *last = asked;
        Some(bytes.clone())
    }

    /// To be asked before a need is read that is to be drawn.
    #[must_use]
    pub fn seen(&self) -> Seen {
        Seen(self.all().changes)
    }

    /// Keeps one; unless something has changed since the need was read, which may have been this.
    pub fn keep(&self, of: Of, version: &str, bytes: Bytes, seen: Seen) {
        let mut all = self.all();
        if all.changes != seen.0 {
            return;
        }
        all.asked += 1;
        let asked = all.asked;
        all.bytes += bytes.len();
        if let Some((old, _)) = all.by_version.insert((of, version.to_owned()), (bytes, asked)) {
            all.bytes -= old.len();
        }
        while all.bytes > MOST_BYTES {
            let oldest = all.by_version.iter().min_by_key(|(_, (_, asked))| *asked);
            let Some(oldest) = oldest.map(|(key, _)| key.clone()) else { break };
            if let Some((gone, _)) = all.by_version.remove(&oldest) {
                all.bytes -= gone.len();
            }
        }
    }

    /// Forgets the drawings of needs that have changed.
    pub fn forget(&self, needs: &HashSet<i64>) {
        let mut all = self.all();
        all.changes += 1;
        all.by_version.retain(|(of, _), _| of.need().is_none_or(|need| !needs.contains(&need)));
        all.bytes = all.by_version.values().map(|(bytes, _)| bytes.len()).sum();
    }

    /// How many there are, and how many bytes they take.
    #[must_use]
    pub fn size(&self) -> (usize, usize) {
        let all = self.all();
        (all.by_version.len(), all.bytes)
    }

    fn all(&self) -> MutexGuard<'_, Drawings> {
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
        let (picture, seen) = (Bytes::from(vec![0; MOST_BYTES / 4]), kept.seen());
        for version in ["a", "b", "c", "d"] {
            kept.keep(Of::Portal, version, picture.clone(), seen);
        }
        assert!(kept.get(Of::Portal, "a").is_some());
        kept.keep(Of::Portal, "e", picture.clone(), seen);
        assert!(
            kept.get(Of::Portal, "b").is_none()
                && kept.get(Of::Portal, "a").is_some()
                && kept.get(Of::Portal, "e").is_some()
        );
        kept.keep(Of::Portal, "e", picture, seen);
        assert_eq!(kept.size(), (4, MOST_BYTES / 4 * 4));
    }

    #[test]
    fn what_a_need_showed_goes_when_it_changes() {
        let kept = Kept::default();
        let (picture, seen) = (Bytes::from_static(b"12345678"), kept.seen());
        for need in [1, 2] {
            kept.keep(Of::Card(need), "a", picture.clone(), seen);
        }
        for other in [Of::Card(3), Of::Poster(2), Of::Portal] {
            assert!(kept.get(other, "a").is_none(), "each its own");
        }
        kept.keep(Of::Poster(1), "b", picture.clone(), seen);
        kept.forget(&HashSet::from([1]));
        assert!(kept.get(Of::Poster(1), "b").is_none());
        assert!(kept.get(Of::Card(1), "a").is_none() && kept.get(Of::Card(2), "a").is_some());
        assert_eq!(kept.size(), (1, 8));
        kept.keep(Of::Card(1), "a", picture.clone(), seen);
        assert!(kept.get(Of::Card(1), "a").is_none(), "read before the change");
        kept.keep(Of::Card(1), "a", picture, kept.seen());
        assert!(kept.get(Of::Card(1), "a").is_some());
    }
}
