//! A search, as it stands in the address of `/missions`. Every state of the page is one of these.

pub mod address;
mod feeds;
mod problem;
mod relaxation;
mod steps;

pub use feeds::FeedKind;
pub use problem::SearchProblem;
pub use relaxation::Relaxation;

use super::Field;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// How far a search around a place looks, in km.
pub const RADII_KM: [u16; 7] = [2, 5, 10, 20, 50, 100, 200];
/// Radius when the address names none, in km.
pub const DEFAULT_RADIUS_KM: u16 = 20;
/// The largest radius that an address may ask for, in km.
pub const MAX_RADIUS_KM: u16 = 500;
/// Results on one page.
pub const PAGE_SIZE: usize = 20;
/// The last page that can be asked for.
pub const MAX_PAGE: u32 = 500;

/// In which order results come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Sort {
    /// Best match of the words first; newest first when there are no words.
    #[default]
    Pertinence,
    /// Nearest first; falls back to `Pertinence` without a place.
    Distance,
    /// Soonest first, needs without a date last.
    Date,
}

/// Signs of `q` and `lieu` that count; the rest is cut off.
pub const MAX_WORDS_LEN: usize = 200;

/// The filters, parsed and in bounds. `Default` is a search for everything.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SearchQuery {
    /// `q`: words, trimmed, at most 200 signs.
    pub words: String,
    /// `lieu`: as typed, an INSEE code, `dep-35`, `reg-53` or `48.85,2.35`; empty for anywhere.
    pub place: String,
    /// `rayon`, in km; `None` where the address says nothing.
    pub radius_km: Option<u16>,
    /// `domaine`, repeatable, in the order of [`Field::ALL`], each once.
    pub fields: Vec<Field>,
    /// `a-distance`: only what can be done from home.
    pub remote: bool,
    /// `mineurs`: only what is open to people under 18.
    pub minors: bool,
    /// `pmr`: only what people with reduced mobility can reach.
    pub reduced_mobility: bool,
    /// `du`: only what goes on at or after that day.
    pub from: Option<Date>,
    /// `au`: only what goes on at or before that day.
    pub until: Option<Date>,
    /// `tri`; `None` leaves it to [`Self::order`].
    pub sort: Option<Sort>,
    /// `page`, from 1.
    pub page: u32,
}

impl Default for SearchQuery {
    fn default() -> Self {
        Self {
            words: String::new(),
            place: String::new(),
            radius_km: None,
            fields: Vec::new(),
            remote: false,
            minors: false,
            reduced_mobility: false,
            from: None,
            until: None,
            sort: None,
            page: 1,
        }
    }
}

impl SearchQuery {
    /// The radius in km, the default one if none is named.
    #[must_use]
    pub fn radius(&self) -> u16 {
        self.radius_km.unwrap_or(DEFAULT_RADIUS_KM)
    }

    /// The order: as asked, else by words if there are any, else by distance if there is a place.
    #[must_use]
    pub fn order(&self) -> Sort {
        match self.sort {
            Some(sort) => sort,
            None if self.words.is_empty() && !self.place.is_empty() => Sort::Distance,
            None => Sort::Pertinence,
        }
    }

    /// Whether anything narrows the search.
    #[must_use]
    pub fn is_filtered(&self) -> bool {
        *self != Self { radius_km: self.radius_km, sort: self.sort, page: self.page, ..Self::default() }
    }

    /// Results before this page.
    #[must_use]
    pub fn offset(&self) -> usize {
        (self.page.saturating_sub(1) as usize).saturating_mul(PAGE_SIZE)
    }
}
