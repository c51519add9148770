//! What was counted and isn't in the database yet, in memory and in bounds.

use super::networks::Networks;
use crate::{
    local_time::{epoch, today},
    store::{
        figures::{Counted, Of},
        secrets::Key,
    },
};
use app::domain::figures::{Source, day_code};
use jiff::{ToSpan, civil::Date};
use std::{
    collections::{HashMap, HashSet},
    sync::{Mutex, MutexGuard, PoisonError},
};

/// Most that waits for the database: some megabytes. What comes on top isn't counted.
const WAITING: usize = 50_000;
/// Most that is remembered as counted already. Past that the database alone knows, which is slower.
const REMEMBERED: usize = 200_000;

/// What waits, and what this server has counted today.
#[derive(Default)]
pub struct Counter(Mutex<Inner>);

#[derive(Default)]
struct Inner {
    /// Today's number.
    day: i64,
    /// Epoch seconds at which it begins and ends.
    bounds: (i64, i64),
    /// As the database gave them out, by day.
    salts: HashMap<i64, Key>,
    /// Hashes of today.
    seen: HashSet<i64>,
    /// Networks of today.
    networks: Networks,
    waiting: Vec<Counted>,
    /// The same that waits several times is one.
    places: HashMap<(Of, &'static str, &'static str, String), usize>,
    lost: u64,
}

impl Counter {
    /// Takes what `make` says, given the number of today and its salt, unless it was counted already, or is too much of
    /// the network that it comes from.
    pub(super) fn put(&self, now: i64, make: impl FnOnce(i64, &Key) -> (Counted, Option<i64>)) {
        let mut inner = self.inner();
        inner.turn(now);
        let day = inner.day;
        // Until the database has given one out, which takes a moment at start, this server has one of its own.
        let salt = *inner.salts.entry(day).or_insert_with(fresh_salt);
        let (mut counted, network) = make(day, &salt);
        if counted.hash.is_some_and(|hash| inner.seen.contains(&hash)) {
            return;
        }
        if let Some(network) = network {
            if counted.hash.is_some() && !inner.networks.may_once(network) {
                return;
            }
            let free = Source::from_code(&counted.source).is_some_and(|source| source.is_free());
            if free && !inner.networks.may_name(network, &counted.source) {
                counted.source = Source::Other.code();
            }
        }
        if inner.waiting.len() >= WAITING {
            inner.lost += 1;
            return;
        }
        if let Some(hash) = counted.hash {
            if inner.seen.len() >= REMEMBERED {
                inner.seen.clear();
            }
            inner.seen.insert(hash);
            inner.waiting.push(counted);
            return;
        }
        let key = (counted.of, counted.step.code(), counted.detail, counted.source.clone());
        let last = inner.waiting.len();
        let place = *inner.places.entry(key).or_insert(last);
        match inner.waiting.get_mut(place).filter(|one| one.day == counted.day) {
            Some(same) => same.total += counted.total,
            None => inner.waiting.push(counted),
        }
    }

    /// All that waits, and how much was lost for want of room.
    pub(super) fn take(&self) -> (Vec<Counted>, u64) {
        let mut inner = self.inner();
        inner.places.clear();
        (std::mem::take(&mut inner.waiting), std::mem::take(&mut inner.lost))
    }

    /// Gives back what the database didn't take.
    pub(super) fn give_back(&self, mut rest: Vec<Counted>) {
        let mut inner = self.inner();
        inner.places.clear();
        let room = WAITING.saturating_sub(inner.waiting.len());
        inner.lost += u64::try_from(rest.len().saturating_sub(room)).unwrap_or_default();
        rest.truncate(room);
        inner.waiting.append(&mut rest);
    }

    /// The salts of the days from now on; those of other days are thrown away.
    pub(super) fn salt(&self, salts: impl IntoIterator<Item = (i64, Key)>) {
        self.inner().salts = salts.into_iter().collect();
    }

    /// Whether it has the salts of these days.
    pub(super) fn has_salts(&self, days: &[i64]) -> bool {
        let inner = self.inner();
        inner.salts.len() == days.len() && days.iter().all(|day| inner.salts.contains_key(day))
    }

    /// A panic elsewhere leaves counts behind that are whole: each is put in one piece.
    fn inner(&self) -> MutexGuard<'_, Inner> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Inner {
    /// To another day, if it is one: what was seen yesterday is new again.
    fn turn(&mut self, now: i64) {
        if (self.bounds.0..self.bounds.1).contains(&now) {
            return;
        }
        let date = today(now);
        let at = |date: Date| epoch(date.at(0, 0, 0, 0), "75");
        let begins = at(date).unwrap_or(now);
        let ends = at(date.saturating_add(1.day())).unwrap_or(now);
        self.bounds = (begins, ends);
        self.day = day_code(date);
        self.seen.clear();
        self.networks.forget();
        self.places.clear();
    }
}

// No rule depends on which one it is.
#[allow(clippy::disallowed_methods)]
pub(super) fn fresh_salt() -> Key {
    rand::random()
}

#[cfg(test)]
mod tests {
    use super::*;
    use app::domain::figures::Step;

    /// Friday 20 November 2026, 09:00 UTC.
    const NOW: i64 = 1_795_165_200;

    fn put(counter: &Counter, now: i64, hash: Option<i64>, need_id: i64) {
        put_from(counter, now, (hash, None), need_id, "");
    }

    fn put_from(
        counter: &Counter,
        now: i64,
        (hash, network): (Option<i64>, Option<i64>),
        need_id: i64,
        source: &str,
    ) {
        let (step, source) = (Step::Finished, source.to_owned());
        counter.put(now, |day, _| {
            (Counted { hash, of: Of::Need(need_id), day, step, detail: "", source, total: 1 }, network)
        });
    }

    #[test]
    fn one_network_neither_floods_nor_hides_where_others_come_from() {
        let counter = Counter::default();
        for hash in 0..3000 {
            let campaign = format!("c:{hash}");
            put_from(&counter, NOW, (Some(hash), Some(1)), hash, &campaign);
        }
        put_from(&counter, NOW, (Some(-1), Some(2)), 1, "exemple.fr");
        let (waiting, lost) = counter.take();
        assert_eq!((waiting.len(), lost), (2001, 0));
        let other = waiting.iter().filter(|one| one.source == "other").count();
        assert_eq!(other, 1995);
        assert_eq!(waiting.last().map(|one| one.source.as_str()), Some("exemple.fr"));
    }

    #[test]
    fn what_is_counted_once_is_counted_once_a_day() {
        let counter = Counter::default();
        for now in [NOW, NOW + 60, NOW + 3600] {
            put(&counter, now, Some(7), 1);
        }
        put(&counter, NOW + 86_400, Some(7), 1);
        let days: Vec<_> = counter.take().0.iter().map(|one| one.day).collect();
        assert_eq!(days, [20_261_120, 20_261_121]);
        put(&counter, NOW + 86_400, Some(7), 1);
        assert!(counter.take().0.is_empty(), "even after it was taken");
    }

    #[test]
    fn what_counts_each_time_adds_up() {
        let counter = Counter::default();
        for need in [1, 2, 1, 1] {
            put(&counter, NOW, None, need);
        }
        // 23:30 UTC is half past midnight in Paris.
        put(&counter, NOW + 14 * 3600 + 1800, None, 1);
        let totals: Vec<_> = counter.take().0.iter().map(|one| (one.of, one.day, one.total)).collect();
        let need = Of::Need;
        assert_eq!(totals, [(need(1), 20_261_120, 3), (need(2), 20_261_120, 1), (need(1), 20_261_121, 1)]);
    }

    #[test]
    fn memory_is_bounded_and_what_is_lost_is_known() {
        let counter = Counter::default();
        for hash in 0..60_000 {
            put(&counter, NOW, Some(hash), 1);
        }
        let (waiting, lost) = counter.take();
        assert_eq!((waiting.len(), lost), (WAITING, 10_000));
        counter.give_back(waiting);
        put(&counter, NOW, Some(-1), 1);
        assert_eq!(counter.take().1, 1);
    }
}
