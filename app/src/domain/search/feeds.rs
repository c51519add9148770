//! A search as a feed: its addresses, which others rely on.

use super::SearchQuery;

/// In which form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FeedKind {
    /// Atom (RFC 4287).
    Atom,
    /// iCalendar (RFC 5545).
    Calendar,
    /// JSON Feed 1.1.
    Json,
}

impl FeedKind {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Atom, Self::Calendar, Self::Json];

    /// Its address, as in French and without a query.
    #[must_use]
    pub const fn path(self) -> &'static str {
        match self {
            Self::Atom => "/missions.atom",
            Self::Calendar => "/missions.ics",
            Self::Json => "/missions.json",
        }
    }

    /// Its media type.
    #[must_use]
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Atom => "application/atom+xml",
            Self::Calendar => "text/calendar",
            Self::Json => "application/feed+json",
        }
    }

    /// What it is called, in any language.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Atom => "Atom",
            Self::Calendar => "iCalendar",
            Self::Json => "JSON Feed",
        }
    }
}

impl SearchQuery {
    /// The address of this search as a feed, as in French. Pages of a feed are longer than those of the search page,
    /// so the first one is meant unless [`Self::with_page`] came just before.
    #[must_use]
    pub fn to_feed_path(&self, kind: FeedKind) -> String {
        self.to_path_below(kind.path())
    }

    /// The address with the same query elsewhere.
    #[must_use]
    pub fn to_path_below(&self, path: &str) -> String {
        let query = self.to_query_string();
        if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") }
    }

    /// What is searched for, without order and page.
    #[must_use]
    pub fn what(&self) -> Self {
        Self { sort: None, page: 1, ..self.clone() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::search::{Sort, address::pairs};

    #[test]
    fn a_feed_has_the_query_of_its_search() {
        let query = SearchQuery::parse(&pairs("q=chiens&lieu=35238&tri=date&page=3")).0;
        assert_eq!(query.to_feed_path(FeedKind::Atom), "/missions.atom?q=chiens&lieu=35238&tri=date&page=3");
        assert_eq!(query.what().to_feed_path(FeedKind::Calendar), "/missions.ics?q=chiens&lieu=35238");
        assert_eq!(query.sort, Some(Sort::Date));
        assert_eq!(SearchQuery::default().to_feed_path(FeedKind::Json), "/missions.json");
    }
}
