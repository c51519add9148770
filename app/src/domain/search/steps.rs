//! From one search to the next: what the links on the page lead to. All but `with_page` start at page 1.

use super::{SearchQuery, Sort};
use crate::domain::Field;
use jiff::civil::Date;

impl SearchQuery {
    /// Another page of the same search.
    #[must_use]
    pub fn with_page(&self, page: u32) -> Self {
        Self { page, ..self.clone() }
    }

    /// Asks for this field too, or no longer.
    #[must_use]
    pub fn toggled_field(&self, field: Field) -> Self {
        let mut next = self.with_page(1);
        if next.fields.contains(&field) {
            next.fields.retain(|known| *known != field);
        } else {
            next.fields.push(field);
            next.fields.sort_unstable();
        }
        next
    }

    /// Elsewhere; `place` as in `lieu`.
    #[must_use]
    pub fn with_place(&self, place: &str) -> Self {
        Self { place: place.to_owned(), ..self.with_page(1) }
    }

    /// Anywhere: without place and radius.
    #[must_use]
    pub fn without_place(&self) -> Self {
        Self { place: String::new(), radius_km: None, ..self.with_page(1) }
    }

    /// Without words.
    #[must_use]
    pub fn without_words(&self) -> Self {
        Self { words: String::new(), ..self.with_page(1) }
    }

    /// All fields.
    #[must_use]
    pub fn without_fields(&self) -> Self {
        Self { fields: Vec::new(), ..self.with_page(1) }
    }

    /// Whenever.
    #[must_use]
    pub fn without_dates(&self) -> Self {
        Self { from: None, until: None, ..self.with_page(1) }
    }

    /// Between these days.
    #[must_use]
    pub fn with_dates(&self, from: Option<Date>, until: Option<Date>) -> Self {
        Self { from, until, ..self.with_page(1) }
    }

    /// Within this many km.
    #[must_use]
    pub fn with_radius(&self, radius_km: u16) -> Self {
        Self { radius_km: Some(radius_km), ..self.with_page(1) }
    }

    /// In this order.
    #[must_use]
    pub fn with_sort(&self, sort: Sort) -> Self {
        Self { sort: Some(sort), ..self.with_page(1) }
    }

    /// Only from home, or no longer.
    #[must_use]
    pub fn toggled_remote(&self) -> Self {
        Self { remote: !self.remote, ..self.with_page(1) }
    }

    /// Only for minors, or no longer.
    #[must_use]
    pub fn toggled_minors(&self) -> Self {
        Self { minors: !self.minors, ..self.with_page(1) }
    }

    /// Only accessible, or no longer.
    #[must_use]
    pub fn toggled_reduced_mobility(&self) -> Self {
        Self { reduced_mobility: !self.reduced_mobility, ..self.with_page(1) }
    }
}
