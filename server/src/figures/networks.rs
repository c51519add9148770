//! What each network has had counted today, in memory: nobody fills the tables, or turns where others come from into
//! « other », by inventing needs, browsers and campaigns.

use std::collections::{HashMap, HashSet};

/// Most that is counted once of one network in a day: a school has hundreds of pupils behind one address.
const ONCE: usize = 2000;
/// Most sites and campaigns that one network tells apart in a day.
const SOURCES: usize = 5;
/// Most networks that are known at a time. Past that all begin anew, which lets through more, never less.
const KNOWN: usize = 50_000;

/// All networks of a day, each by a hash that is of no use without the day's salt.
#[derive(Default)]
pub(super) struct Networks(HashMap<i64, OfNetwork>);

#[derive(Default)]
struct OfNetwork {
    once: usize,
    sources: HashSet<String>,
}

impl Networks {
    fn of(&mut self, network: i64) -> &mut OfNetwork {
        if self.0.len() >= KNOWN && !self.0.contains_key(&network) {
            self.0.clear();
        }
        self.0.entry(network).or_default()
    }

    /// Whether one more may be counted once of this network.
    pub(super) fn may_once(&mut self, network: i64) -> bool {
        let of = self.of(network);
        of.once += 1;
        of.once <= ONCE
    }

    /// Whether this network may tell this source from others.
    pub(super) fn may_name(&mut self, network: i64, source: &str) -> bool {
        let of = self.of(network);
        of.sources.contains(source) || (of.sources.len() < SOURCES && of.sources.insert(source.to_owned()))
    }

    /// The day is over.
    pub(super) fn forget(&mut self) {
        self.0.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_network_is_bounded_and_others_are_not() {
        let mut networks = Networks::default();
        assert_eq!((0..3000).filter(|_| networks.may_once(1)).count(), ONCE);
        assert!(networks.may_once(2));
        let named = (0..20).filter(|name| networks.may_name(1, &format!("c:{name}"))).count();
        assert_eq!(named, SOURCES);
        assert!(networks.may_name(1, "c:0") && networks.may_name(2, "c:19"));
        networks.forget();
        assert!(networks.may_once(1) && networks.may_name(1, "c:19"));
    }

    #[test]
    fn memory_is_bounded() {
        let mut networks = Networks::default();
        (0..60_000).for_each(|network| assert!(networks.may_once(network)));
        assert!(networks.0.len() <= KNOWN);
    }
}
