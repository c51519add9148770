//! Ways out of a search that finds nothing.

use super::SearchQuery;
use serde::{Deserialize, Serialize};

/// What to give up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Relaxation {
    /// Look as far as this, in km.
    Radius(u16),
    /// The words.
    Words,
    /// The fields.
    Fields,
    /// Work from home only.
    Remote,
    /// Open to minors only.
    Minors,
    /// Accessible only.
    ReducedMobility,
    /// Both dates.
    Dates,
    /// The place.
    Place,
    /// Everything but words and place.
    AllButWordsAndPlace,
    /// Everything but the words.
    AllButWords,
    /// Everything but the place and its radius.
    AllButPlace,
    /// Everything.
    All,
}

impl SearchQuery {
    /// This search, less what the relaxation gives up; from its first page.
    #[must_use]
    pub fn relaxed(&self, relaxation: Relaxation) -> Self {
        let mut relaxed = self.with_page(1);
        let bare = Self { sort: self.sort, ..Self::default() };
        let (words, place, radius_km) = (self.words.clone(), self.place.clone(), self.radius_km);
        match relaxation {
            Relaxation::Radius(radius) => relaxed.radius_km = Some(radius),
            Relaxation::Words => relaxed.words.clear(),
            Relaxation::Fields => relaxed.fields.clear(),
            Relaxation::Remote => relaxed.remote = false,
            Relaxation::Minors => relaxed.minors = false,
            Relaxation::ReducedMobility => relaxed.reduced_mobility = false,
            Relaxation::Dates => (relaxed.from, relaxed.until) = (None, None),
            Relaxation::Place => relaxed = relaxed.without_place(),
            Relaxation::AllButWordsAndPlace => relaxed = Self { words, place, radius_km, ..bare },
            Relaxation::AllButWords => relaxed = Self { words, ..bare },
            Relaxation::AllButPlace => relaxed = Self { place, radius_km, ..bare },
            Relaxation::All => relaxed = bare,
        }
        relaxed
    }
}
