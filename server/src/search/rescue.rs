//! What to offer when nothing is found: which filter to drop, how far to widen, and what each would give.

use super::query::{IndexArea, IndexQuery};
use super::{Index, SearchError};
use app::domain::search::{RADII_KM, Relaxation};

/// How many wider radii are offered.
const WIDER: usize = 2;

impl Index {
    /// The ways out of a search that finds nothing, each with the number of needs that it gives, best
    /// first: the least widening, then single filters by what they give, then leaving the place. If no
    /// single step helps, those that drop several things. Empty only if no need is open at all.
    ///
    /// # Errors
    /// The index can't be read.
    pub fn rescue(&self, query: &IndexQuery) -> Result<Vec<(Relaxation, u32)>, SearchError> {
        let mut ways = self.wider(query)?;
        let mut singles = Vec::new();
        for relaxation in [
            Relaxation::Words,
            Relaxation::Fields,
            Relaxation::Remote,
            Relaxation::Minors,
            Relaxation::ReducedMobility,
            Relaxation::Dates,
        ] {
            self.consider(query, relaxation, &mut singles)?;
        }
        singles.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        ways.append(&mut singles);
        self.consider(query, Relaxation::Place, &mut ways)?;
        if ways.is_empty() {
            for relaxation in
                [Relaxation::AllButWordsAndPlace, Relaxation::AllButWords, Relaxation::AllButPlace]
            {
                self.consider(query, relaxation, &mut ways)?;
            }
        }
        if ways.is_empty() {
            self.consider(query, Relaxation::All, &mut ways)?;
        }
        Ok(ways)
    }

    fn wider(&self, query: &IndexQuery) -> Result<Vec<(Relaxation, u32)>, SearchError> {
        let IndexArea::Circle { radius_km, .. } = query.area else { return Ok(Vec::new()) };
        let mut ways: Vec<(Relaxation, u32)> = Vec::new();
        for wider in RADII_KM.into_iter().filter(|radius| f64::from(*radius) > radius_km) {
            let mut one = Vec::new();
            self.consider(query, Relaxation::Radius(wider), &mut one)?;
            if let Some(one) = one.pop()
                && ways.last().is_none_or(|last| last.1 < one.1)
            {
                ways.push(one);
            }
            if ways.len() == WIDER {
                break;
            }
        }
        Ok(ways)
    }

    /// Adds the relaxation if it changes the query and finds anything.
    fn consider(
        &self,
        query: &IndexQuery,
        relaxation: Relaxation,
        ways: &mut Vec<(Relaxation, u32)>,
    ) -> Result<(), SearchError> {
        let relaxed = relaxed(query, relaxation);
        if relaxed == (IndexQuery { offset: 0, limit: 0, ..query.clone() }) {
            return Ok(());
        }
        let total = self.search(&relaxed)?.total;
        if total > 0 {
            ways.push((relaxation, total));
        }
        Ok(())
    }
}

/// The query that [`app::domain::search::SearchQuery::relaxed`] leads to, to be counted only.
fn relaxed(query: &IndexQuery, relaxation: Relaxation) -> IndexQuery {
    let mut relaxed = IndexQuery { offset: 0, limit: 0, ..query.clone() };
    match relaxation {
        Relaxation::Words => relaxed.words.clear(),
        Relaxation::Fields => relaxed.fields.clear(),
        Relaxation::Remote => relaxed.remote = false,
        Relaxation::Minors => relaxed.minors = false,
        Relaxation::ReducedMobility => relaxed.reduced_mobility = false,
        Relaxation::Dates => (relaxed.from, relaxed.until) = (None, None),
        Relaxation::Place => relaxed.area = IndexArea::Anywhere,
        Relaxation::Radius(radius) => {
            if let IndexArea::Circle { radius_km, .. } = &mut relaxed.area {
                *radius_km = f64::from(radius);
            }
        }
        Relaxation::AllButWordsAndPlace => {
            let (words, area) = (relaxed.words, relaxed.area);
            relaxed = IndexQuery { words, area, ..IndexQuery::default() };
        }
        Relaxation::AllButWords => relaxed = IndexQuery { words: relaxed.words, ..IndexQuery::default() },
        Relaxation::AllButPlace => relaxed = IndexQuery { area: relaxed.area, ..IndexQuery::default() },
        Relaxation::All => relaxed = IndexQuery::default(),
    }
    relaxed.sort = query.sort;
    relaxed
}
