//! What was read a moment ago, kept in memory within bounds. A change of any need makes all of it stale at once; what
//! changes without one (places left) is as old as [`LIFE`] at most.

use std::{
    collections::HashMap,
    hash::Hash,
    sync::{Mutex, MutexGuard, PoisonError},
};

/// How long something is kept, in seconds.
pub const LIFE: i64 = 10;

/// Two generations: when the young one has grown to half of the budget it becomes the old one, and what nobody has
/// asked for meanwhile goes.
pub struct Cache<K, V> {
    generations: Mutex<Generations<K, V>>,
    budget: usize,
}

struct Generations<K, V> {
    young: HashMap<K, Kept<V>>,
    weight: usize,
    old: HashMap<K, Kept<V>>,
}

#[derive(Clone)]
struct Kept<V> {
    value: V,
    weight: usize,
    at: Moment,
}

/// When something was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    /// Revision of the index.
    pub revision: i64,
    /// Epoch seconds.
    pub now: i64,
}

impl Moment {
    fn is_good(self, now: Self) -> bool {
        self.revision == now.revision && (0..LIFE).contains(&(now.now - self.now))
    }
}

impl<K: Hash + Eq + Clone, V: Clone> Cache<K, V> {
    /// Empty, for so many bytes.
    #[must_use]
    pub fn new(budget: usize) -> Self {
        let generations = Generations { young: HashMap::new(), weight: 0, old: HashMap::new() };
        Self { generations: Mutex::new(generations), budget }
    }

    /// What is kept and still good.
    pub fn get(&self, key: &K, now: Moment) -> Option<V> {
        let mut generations = self.locked();
        if let Some(kept) = generations.young.get(key) {
            return kept.at.is_good(now).then(|| kept.value.clone());
        }
        let kept = generations.old.remove(key).filter(|kept| kept.at.is_good(now))?;
        let value = kept.value.clone();
        generations.keep(key.clone(), kept, self.budget);
        Some(value)
    }

    /// Keeps what was read at `at` and takes `weight` bytes.
    pub fn put(&self, key: K, value: V, weight: usize, at: Moment) {
        self.locked().keep(key, Kept { value, weight, at }, self.budget);
    }

    fn locked(&self) -> MutexGuard<'_, Generations<K, V>> {
        // Poisoned or not, it holds nothing that isn't right.
        self.generations.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<K: Hash + Eq, V> Generations<K, V> {
    fn keep(&mut self, key: K, kept: Kept<V>, budget: usize) {
        if self.weight + kept.weight > budget / 2 {
            self.old = std::mem::take(&mut self.young);
            self.weight = 0;
        }
        if kept.weight <= budget / 2 {
            self.weight += kept.weight;
            if let Some(before) = self.young.insert(key, kept) {
                self.weight -= before.weight;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn at(revision: i64, now: i64) -> Moment {
        Moment { revision, now }
    }

    #[test]
    fn what_is_stale_is_not_given() {
        let cache = Cache::new(1000);
        cache.put("a", 1, 10, at(5, 100));
        assert_eq!(cache.get(&"a", at(5, 109)), Some(1));
        assert_eq!(cache.get(&"a", at(5, 110)), None, "ten seconds old");
        assert_eq!(cache.get(&"a", at(6, 101)), None, "something changed");
        assert_eq!(cache.get(&"a", at(5, 99)), None, "the clock went back");
    }

    #[test]
    fn it_stays_within_its_bounds_and_keeps_what_is_asked_for() {
        let cache = Cache::new(100);
        for number in 0..1000 {
            cache.put(number, number, 10, at(1, 1));
            assert_eq!(cache.get(&0, at(1, 1)), Some(0), "asked for all the time");
            let generations = cache.locked();
            let all = generations.young.values().chain(generations.old.values());
            assert!(all.map(|kept| kept.weight).sum::<usize>() <= 100);
        }
        assert_eq!(cache.get(&500, at(1, 1)), None);
        cache.put(7, 7, 60, at(1, 1));
        assert_eq!(cache.get(&7, at(1, 1)), None, "too large to be kept");
    }
}
