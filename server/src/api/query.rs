//! What is asked of `/api/v1/needs`: a search as on `/missions`, by English names or by those of that page, or what
//! changed since a moment.

use super::{
    parameters::Parameters,
    problem::{Problem, Wrong},
};
use crate::{
    places::{Directory, Resolution},
    search::IndexQuery,
    search_page::index_query,
};
use app::domain::{
    area::Area,
    search::{MAX_RADIUS_KM, MAX_WORDS_LEN, SearchProblem, SearchQuery},
};

/// Parameters by their names here and on `/missions`.
const NAMES: [(&str, &str); 10] = [
    ("q", "q"),
    ("place", "lieu"),
    ("radius_km", "rayon"),
    ("field", "domaine"),
    ("remote", "a-distance"),
    ("minors", "mineurs"),
    ("reduced_mobility", "pmr"),
    ("from", "du"),
    ("until", "au"),
    ("sort", "tri"),
];
/// Parameters that say yes or no.
const SWITCHES: [&str; 3] = ["remote", "minors", "reduced_mobility"];
/// What `sort` may say, by its names here and on `/missions`.
const SORTS: [(&str, &str); 3] = [("relevance", "pertinence"), ("distance", "distance"), ("date", "date")];
/// All parameters, as a problem names them.
const KNOWN: [&str; 14] = [
    "q",
    "place",
    "radius_km",
    "field",
    "remote",
    "minors",
    "reduced_mobility",
    "from",
    "until",
    "sort",
    "association",
    "updated_since",
    "limit",
    "cursor",
];

/// A list of needs.
#[derive(Clone, Debug, PartialEq)]
pub struct NeedsQuery {
    /// Which.
    pub which: Which,
    /// Rows of a page.
    pub limit: usize,
    /// Where it goes on, unread.
    pub cursor: Option<String>,
}

/// Which needs.
#[derive(Clone, Debug, PartialEq)]
pub enum Which {
    /// Open ones, found as on `/missions`.
    Found(SearchQuery),
    /// Those that changed, open or closed, in the order of their change.
    Changed {
        /// At or after this moment, epoch seconds.
        since: i64,
        /// Of one association.
        association: Option<i64>,
    },
}

impl NeedsQuery {
    /// Reads an address.
    ///
    /// # Errors
    /// All that is wrong with it.
    pub fn parse(raw: Option<&str>) -> Result<Self, Box<Problem>> {
        let mut parameters = Parameters::of(raw);
        let (limit, cursor) = (parameters.limit(), parameters.one("cursor"));
        let association = parameters.id("association");
        let asked_since = parameters.has("updated_since");
        let since = parameters.moment("updated_since");
        let pairs = translated(&mut parameters);
        let (query, problems) = SearchQuery::parse(&pairs);
        for problem in problems {
            let (name, detail) = words(problem);
            parameters.wrong(name, &detail);
        }
        let listed = asked_since || association.is_some();
        if listed && !pairs.is_empty() {
            let detail =
                "It lists what changed, in the order of change, and can't be combined with a search.";
            parameters.wrong(if asked_since { "updated_since" } else { "association" }, detail);
        }
        parameters.end(&KNOWN)?;
        let which = match listed {
            true => Which::Changed { since: since.unwrap_or(0), association },
            false => Which::Found(query),
        };
        Ok(Self { which, limit, cursor })
    }

    /// The same question always in the same words, without how much of it and where it goes on.
    #[must_use]
    pub fn canonical(&self) -> String {
        match &self.which {
            Which::Changed { since, association } => {
                let association = association.map(|id| format!("&association={id}")).unwrap_or_default();
                format!(
                    "updated_since={}{association}",
                    super::shapes::moment_of(*since, "UTC").replace('+', "%2B")
                )
            }
            // The names of `/missions` are understood here too.
            Which::Found(query) => query.to_query_string(),
        }
    }

    /// What follows the `?` for another page.
    #[must_use]
    pub fn at(&self, cursor: Option<&str>) -> String {
        let limit = (self.limit != super::parameters::LIMIT).then(|| format!("limit={}", self.limit));
        let parts = [Some(self.canonical()), limit, cursor.map(|cursor| format!("cursor={cursor}"))];
        let parts: Vec<String> = parts.into_iter().flatten().filter(|part| !part.is_empty()).collect();
        parts.join("&")
    }
}

/// The search that stands in an address, by the names of `/missions`.
fn translated(parameters: &mut Parameters) -> Vec<(String, String)> {
    let mut pairs = Vec::new();
    for (here, there) in NAMES {
        let mut values = parameters.all(here);
        if here != there {
            values.extend(parameters.all(there));
        }
        if values.len() > 1 && here != "field" {
            parameters.wrong(here, "It may come only once.");
        }
        for value in values {
            let value = match here {
                "sort" => SORTS
                    .iter()
                    .find(|(name, _)| *name == value)
                    .map_or(value, |(_, name)| (*name).to_owned()),
                _ if SWITCHES.contains(&here) => match value.as_str() {
                    "true" | "1" | "on" | "oui" => "1".to_owned(),
                    "false" | "0" | "off" | "non" => continue,
                    _ => {
                        parameters.wrong(here, "It is true or false.");
                        continue;
                    }
                },
                _ => value,
            };
            pairs.push((there.to_owned(), value));
        }
    }
    pairs
}

/// What is wrong with a search, and with which of its parameters.
fn words(problem: SearchProblem) -> (&'static str, String) {
    let there = problem.parameter();
    let name = NAMES.iter().find(|(_, known)| *known == there).map_or(there, |(here, _)| here);
    let detail = match problem {
        SearchProblem::WordsTooLong | SearchProblem::PlaceTooLong => {
            format!("It has {MAX_WORDS_LEN} signs at most.")
        }
        SearchProblem::RadiusUnreadable | SearchProblem::RadiusOutOfRange => {
            format!("It is a whole number of km from 1 to {MAX_RADIUS_KM}.")
        }
        SearchProblem::FieldUnknown => "There is no such field: /api/v1/fields lists them.".to_owned(),
        SearchProblem::FromUnreadable | SearchProblem::UntilUnreadable => {
            "It is a day, as 2026-11-20.".to_owned()
        }
        SearchProblem::DatesSwapped => "It is after until.".to_owned(),
        SearchProblem::SortUnknown => "It is relevance, distance or date.".to_owned(),
        SearchProblem::PageUnreadable | SearchProblem::PageTooFar => "Follow next, or cursor.".to_owned(),
    };
    (name, detail)
}

/// What a search asks of the index, once its place is understood.
///
/// # Errors
/// When no place is called so, or several are.
pub fn located(directory: &Directory, query: &SearchQuery) -> Result<IndexQuery, Box<Problem>> {
    let (detail, some) = match directory.resolve(&query.place) {
        Resolution::Anywhere => return Ok(index_query(query, None)),
        Resolution::One(area) => return Ok(index_query(query, Some(&area))),
        Resolution::Several(some) => ("Several places are called so: send the value of one of them.", some),
        Resolution::Unknown { nearest } => ("No place is called so: /api/v1/places finds them.", nearest),
    };
    let choices =
        some.into_iter().map(|one| format!("{} ({}, {})", one.value, one.name, one.detail)).collect();
    let wrong = Wrong { choices, ..Wrong::parameter("place", detail) };
    Err(super::problem::Kind::Parameters.with("Look at: place.").listing(vec![wrong]).into())
}

/// Whether the order of a search has a middle to measure from.
#[must_use]
pub fn has_centre(directory: &Directory, query: &SearchQuery) -> bool {
    matches!(directory.resolve(&query.place), Resolution::One(Area::Around { .. }))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use app::domain::{Field, search::Sort};

    fn found(raw: &str) -> SearchQuery {
        match NeedsQuery::parse(Some(raw)).unwrap().which {
            Which::Found(query) => query,
            Which::Changed { .. } => panic!("{raw}"),
        }
    }

    fn wrong(raw: &str) -> Vec<String> {
        let problem = NeedsQuery::parse(Some(raw)).unwrap_err();
        problem.errors.into_iter().filter_map(|one| one.parameter).collect()
    }

    #[test]
    fn both_names_mean_the_same() {
        let english = "q=soupe&place=Rennes&radius_km=5&field=sport&field=sante&remote=true&minors=1\
                       &reduced_mobility=false&from=2026-12-01&until=2026-12-31&sort=date";
        let french = "q=soupe&lieu=Rennes&rayon=5&domaine=sante&domaine=sport&a-distance=1&mineurs=oui&du=2026-12-01\
                      &au=2026-12-31&tri=date";
        assert_eq!(found(english), found(french));
        assert_eq!(found(english).sort, Some(Sort::Date));
        assert_eq!(found(english).fields, [Field::Health, Field::Sport]);
        assert_eq!(found("sort=relevance").sort, Some(Sort::Pertinence));
    }

    #[test]
    fn a_question_is_the_same_in_whatever_words() {
        let canonical = |raw| NeedsQuery::parse(Some(raw)).unwrap().canonical();
        assert_eq!(canonical("place=Rennes&q=soupe&limit=5"), canonical("q=soupe&lieu=Rennes&cursor=x"));
        assert_eq!(
            canonical("updated_since=2026-11-20"),
            canonical("updated_since=2026-11-20T01:00:00%2B01:00")
        );
        for raw in ["q=l%27%C3%A9t%C3%A9&field=sport&limit=3", "updated_since=2026-11-20&association=7", ""] {
            let query = NeedsQuery::parse(Some(raw)).unwrap();
            assert_eq!(NeedsQuery::parse(Some(&query.at(None))).unwrap(), query, "{raw}");
        }
    }

    #[test]
    fn what_is_wrong_is_named_as_it_was_sent() {
        for (raw, names) in [
            ("radius_km=x", vec!["radius_km"]),
            ("rayon=9999", vec!["radius_km"]),
            ("field=licorne&sort=best", vec!["field", "sort"]),
            ("from=2026-12-02&until=2026-12-01", vec!["from"]),
            ("from=demain&until=x", vec!["from", "until"]),
            ("minors=peut-etre", vec!["minors"]),
            ("place=Rennes&lieu=Brest", vec!["place"]),
            ("page=2", vec!["page"]),
            ("updated_since=hier", vec!["updated_since"]),
            ("updated_since=2026-11-20&q=soupe", vec!["updated_since"]),
            ("association=7&q=soupe", vec!["association"]),
        ] {
            assert_eq!(wrong(raw), names, "{raw}");
        }
    }
}
