//! A feed that was typed, judged.

use crate::{
    outward::{Outward, OutwardError},
    store::feed_sources::FeedSource,
};
use app::{
    forms::{Problem, Problems},
    partner_feeds::{EVERY, FeedForm, FeedProblem},
};

/// Feeds that an association may have.
const MOST: usize = 5;
/// Longest name of a partner, in signs.
const NAME: usize = 100;
/// How the names of associations' own feeds begin.
const OWN: &str = "association ";

/// A feed that may be added; nothing but [`check`] makes one.
#[non_exhaustive]
pub(super) struct CheckedFeed {
    /// Where it is.
    pub address: String,
    /// What its needs are known by.
    pub name: String,
    /// How often, in hours.
    pub every_hours: i64,
}

/// Judges what was typed for an association, or for partners, who have these feeds already.
///
/// # Errors
/// What is wrong, field by field.
pub(super) fn check(
    form: &FeedForm,
    outward: &Outward,
    association_id: Option<i64>,
    feeds: &[FeedSource],
) -> Result<CheckedFeed, Problems> {
    let mut problems = Problems::default();
    let address = match address(&form.address, outward) {
        Ok(address) => address,
        Err(problem) => {
            problems.add("address", problem);
            String::new()
        }
    };
    let every = form.every.parse().ok().filter(|hours| EVERY.contains(hours));
    if every.is_none() {
        problems.add("every", Problem::Choice);
    }
    if association_id.is_some() && feeds.len() >= MOST {
        problems.add("address", Problem::Feed(FeedProblem::TooMany));
    }
    if feeds.iter().any(|feed| feed.address == address) {
        problems.add("address", Problem::Feed(FeedProblem::Twice));
    }
    let name = match association_id {
        // Nobody else's feed is called so, and the same one keeps its needs if it comes back.
        Some(id) => format!("{OWN}{id}: {address}"),
        None => form.name.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(NAME).collect(),
    };
    if name.is_empty() {
        problems.add("name", Problem::Missing);
    } else if association_id.is_none() && name.starts_with(OWN) {
        problems.add("name", Problem::Feed(FeedProblem::NameTwice));
    }
    match every {
        Some(every_hours) if problems.is_empty() => Ok(CheckedFeed { address, name, every_hours }),
        _ => Err(problems),
    }
}

fn address(typed: &str, outward: &Outward) -> Result<String, Problem> {
    if typed.trim().is_empty() {
        return Err(Problem::Missing);
    }
    outward.check_elsewhere(typed).map(String::from).map_err(|error| {
        Problem::Feed(match error {
            OutwardError::Inside(_) => FeedProblem::Inside,
            OutwardError::Port(_) => FeedProblem::Port,
            OutwardError::Ourselves => FeedProblem::Ourselves,
            _ => FeedProblem::Address,
        })
    })
}
