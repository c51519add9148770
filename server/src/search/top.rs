//! The best N, kept while a search goes by.

use super::columns::Row;

/// Orders hits: the smaller the better. First what the search sorts by, then newest, then highest id.
pub type Key = u128;

/// Puts a key together.
#[inline]
#[must_use]
pub fn key(primary: u32, row: &Row, need_id: i64) -> Key {
    u128::from(primary) << 96 | u128::from(!row.posted) << 64 | u128::from(!(need_id.cast_unsigned()))
}

/// The need that a key stands for.
#[allow(clippy::cast_possible_truncation)]
#[must_use]
pub fn need_id(key: Key) -> i64 {
    (!(key as u64)).cast_signed()
}

/// The best `wanted`, with the squared chord to each (NaN for none).
#[derive(Debug)]
pub struct Top {
    wanted: usize,
    kept: Vec<(Key, f32)>,
    /// Nothing from here up gets in any more.
    bar: Key,
    /// Nothing up to here gets in.
    after: Option<Key>,
}

impl Top {
    /// Room for `wanted`, of those after a key.
    #[must_use]
    pub fn new(wanted: usize, after: Option<Key>) -> Self {
        Self { wanted, kept: Vec::new(), bar: if wanted == 0 { 0 } else { Key::MAX }, after }
    }

    /// Whether anything with this primary key might still get in.
    #[inline]
    #[must_use]
    pub fn may_take(&self, primary: u32) -> bool {
        u128::from(primary) << 96 <= self.bar && self.wanted > 0
    }

    /// Takes it, if it is good enough.
    #[inline]
    pub fn offer(&mut self, key: Key, chord_squared: f32) {
        if key >= self.bar || self.after.is_some_and(|after| key <= after) {
            return;
        }
        self.kept.push((key, chord_squared));
        if self.kept.len() >= self.wanted.saturating_mul(2).max(64) {
            self.trim();
        }
    }

    fn trim(&mut self) {
        if self.kept.len() > self.wanted {
            let (_, last, _) = self.kept.select_nth_unstable_by_key(self.wanted - 1, |(key, _)| *key);
            self.bar = last.0;
            self.kept.truncate(self.wanted);
        }
    }

    /// Those from `offset` on, best first.
    #[must_use]
    pub fn into_sorted(mut self, offset: usize) -> Vec<(Key, f32)> {
        self.kept.sort_unstable_by_key(|(key, _)| *key);
        self.kept.truncate(self.wanted);
        self.kept.split_off(offset.min(self.kept.len()))
    }
}
