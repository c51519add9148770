//! What a search found, ready to be shown.

use crate::domain::{
    Field,
    area::Area,
    need::NeedCard,
    place::Suggestion,
    search::{Relaxation, SearchProblem},
};

/// One answer of the search page.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct SearchResults {
    /// Needs found, on all pages together.
    pub total: u32,
    /// Those of this page.
    pub cards: Vec<NeedCard>,
    /// How many each field has among what the other filters leave.
    pub fields: Vec<(Field, u32)>,
    /// How many each department has, by code and name.
    pub departments: Vec<(String, String, u32)>,
    /// The typed place, once understood; `None` for anywhere.
    pub area: Option<Area>,
    /// What the typed place may mean, where it means several things.
    pub which_place: Vec<Suggestion>,
    /// The typed place, where there is none of that name.
    pub unknown_place: Option<String>,
    /// Places whose names resemble the unknown one.
    pub nearest: Vec<Suggestion>,
    /// What was wrong with the address.
    pub problems: Vec<SearchProblem>,
    /// Where nothing was found: what to give up, and how many that gives.
    pub rescues: Vec<(Relaxation, u32)>,
}

impl SearchResults {
    /// Whether it is clear where to look.
    #[must_use]
    pub fn is_clear(&self) -> bool {
        self.which_place.is_empty() && self.unknown_place.is_none()
    }
}
