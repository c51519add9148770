//! Feeds that the portal reads by itself: an association's own, or a partner's.

mod codes;
mod list;
mod one;
mod words;

pub use codes::{FeedTrouble, LeftOut, Mended};
pub use list::FeedsPage;
pub use one::FeedPage;

use crate::{
    domain::{
        Lang,
        association::{Association, Role},
    },
    texts::partner_feeds as say,
};
use serde::Deserialize;

/// Whose feeds they are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Whose {
    /// An association's, seen by one of its coordinators.
    Association(Box<Association>, Role),
    /// Partners', seen by a moderator.
    Partners,
}

impl Whose {
    /// Where the list is, without language.
    #[must_use]
    pub fn path(&self) -> String {
        match self {
            Self::Association(association, _) => format!("{}/flux", association.desk()),
            Self::Partners => "/moderation/flux".to_owned(),
        }
    }
}

/// A feed to add, as it is typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct FeedForm {
    /// The partner's; nothing for an association's own.
    pub name: String,
    /// Where it is.
    pub address: String,
    /// Hours between two readings, one of [`EVERY`].
    pub every: String,
}

/// Hours between two readings, to choose from.
pub const EVERY: [i64; 3] = [6, 24, 168];

/// What can be wrong with a feed to add.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FeedProblem {
    /// No http(s) address.
    Address,
    /// An unusual port.
    Port,
    /// In a network of our own.
    Inside,
    /// The portal's own.
    Ourselves,
    /// In the list already.
    Twice,
    /// Another has that name.
    NameTwice,
    /// As many as there may be.
    TooMany,
    /// It isn't said what becomes of its needs.
    Choose,
    /// It is being read just now.
    Running,
}

impl FeedProblem {
    /// In words: what to do.
    #[must_use]
    pub fn say(self, lang: Lang) -> &'static str {
        match self {
            Self::Address => say::bad_address(lang),
            Self::Port => say::bad_port(lang),
            Self::Inside => say::inside(lang),
            Self::Ourselves => say::ourselves(lang),
            Self::Twice => say::twice(lang),
            Self::NameTwice => say::name_twice(lang),
            Self::TooMany => say::too_many(lang),
            Self::Choose => say::choose(lang),
            Self::Running => say::running(lang),
        }
    }
}

/// How a feed is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FeedState {
    /// Never read.
    New,
    /// Being read.
    Running,
    /// Not read until somebody says so.
    Paused,
    /// Read, or the same as before.
    Fine,
    /// The last reading came to nothing.
    Failing,
}

/// A feed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FeedLine {
    /// Its id.
    pub id: i64,
    /// The partner's name; empty for an association's own.
    pub name: String,
    /// Where it is.
    pub address: String,
    /// How it is.
    pub state: FeedState,
    /// Its open needs.
    pub open: i64,
    /// When it is read next, in words; nothing if it is paused or due.
    pub next: Option<String>,
    /// What came of the last reading.
    pub last: Option<RunLine>,
}

/// What came of reading one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RunLine {
    /// When, in words.
    pub when: String,
    /// Seconds.
    pub took: i64,
    /// What.
    pub outcome: Outcome,
    /// What was mended, and how often.
    pub notes: Vec<(Mended, i64)>,
    /// Missions left out.
    pub refused: i64,
    /// The first of them.
    pub refusals: Vec<RefusedLine>,
}

/// What a reading came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Needs that are new, changed, unchanged, closed.
    Taken([i64; 4]),
    /// The same as before.
    Same,
    /// Nothing was taken: why, and what that is about.
    Failed(FeedTrouble, String),
}

/// A mission that was left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RefusedLine {
    /// Its title, or its id within the feed.
    pub title: String,
    /// Its id within the feed.
    pub client_id: String,
    /// Why, if that is known here.
    pub reason: Option<LeftOut>,
    /// What that is about.
    pub detail: String,
    /// What was taken of it earlier is still shown.
    pub still_shown: bool,
}
