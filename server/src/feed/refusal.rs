//! Why one mission of a feed is left out, or taken in with a grain of salt.

use app::partner_feeds::{LeftOut, Mended};

/// A mission that was left out.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{client_id}: {reason}")]
pub struct Refusal {
    /// Its `clientId`, or its number in the feed (`#12`) where it has none.
    pub client_id: String,
    /// What its title begins with, as written.
    pub title: String,
    /// Why.
    pub reason: Reason,
    /// What was taken of it earlier is still shown.
    pub still_shown: bool,
}

/// Why a mission is left out.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Reason {
    /// An element without which nothing can be shown is missing or empty.
    #[error("{0} is missing")]
    Missing(&'static str),
    /// Longer than anyone would read.
    #[error("{0} is too long")]
    TooLong(&'static str),
    /// The same `clientId` came before in this feed.
    #[error("this clientId came before in the feed")]
    Duplicate,
    /// Not a web address that may be linked to.
    #[error("applicationUrl “{0}” is not an http(s) address")]
    Link(String),
    /// Neither `JJ/MM/AAAA` nor ISO 8601.
    #[error("{element} “{written}” is no date (JJ/MM/AAAA or AAAA-MM-JJ)")]
    Date {
        /// Which element.
        element: &'static str,
        /// What it says.
        written: String,
    },
    /// It ends before it begins.
    #[error("it ends on {end}, before its start on {start}")]
    EndsBeforeStart {
        /// First day.
        start: jiff::civil::Date,
        /// Last day.
        end: jiff::civil::Date,
    },
    /// It is over.
    #[error("it ended on {0}")]
    Ended(jiff::civil::Date),
    /// A field that the vocabulary hasn't.
    #[error("domain “{0}” is not one of the API Engagement codes")]
    Domain(String),
    /// Not one of the ways to be remote.
    #[error("remote “{0}” is not no, possible, full or local")]
    Remote(String),
    /// Not a number of people wanted.
    #[error("places “{0}” is not a number from 1 to 100000")]
    Places(String),
    /// None of its addresses is a place that the directory knows.
    #[error("no address of it can be placed: {0}")]
    Nowhere(String),
    /// More addresses than a need may have.
    #[error("it has more than {limit} addresses", limit = super::mission::MAX_ADDRESSES)]
    TooManyAddresses,
    /// More dated shifts than a need may have.
    #[error("it has more than {limit} dated shifts", limit = super::slots::MAX_SLOTS)]
    TooManySlots,
}

impl Reason {
    /// Whether it says that nobody more is wanted: that is how portals say that a mission is full.
    #[must_use]
    pub fn is_full(&self) -> bool {
        matches!(self, Self::Places(written) if written.parse() == Ok(0))
    }

    /// As stored: which it is, and what it is about.
    #[must_use]
    pub fn stored(&self) -> (LeftOut, String) {
        match self {
            Self::Missing(element) => (LeftOut::Missing, (*element).to_owned()),
            Self::TooLong(element) => (LeftOut::TooLong, (*element).to_owned()),
            Self::Duplicate => (LeftOut::Duplicate, String::new()),
            Self::Link(written) => (LeftOut::Link, written.clone()),
            Self::Date { written, .. } => (LeftOut::Date, written.clone()),
            Self::EndsBeforeStart { .. } => (LeftOut::EndsBefore, String::new()),
            Self::Ended(day) => (LeftOut::Ended, day.to_string()),
            Self::Domain(written) => (LeftOut::Domain, written.clone()),
            Self::Remote(written) => (LeftOut::Remote, written.clone()),
            Self::Places(written) => (LeftOut::Places, written.clone()),
            Self::Nowhere(written) => (LeftOut::Nowhere, written.clone()),
            Self::TooManyAddresses => (LeftOut::TooManyAddresses, String::new()),
            Self::TooManySlots => (LeftOut::TooManySlots, String::new()),
        }
    }
}

/// What was left out of, or mended in, a mission that was taken in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, thiserror::Error)]
pub enum Note {
    /// An activity code that the vocabulary hasn't.
    #[error("unknown activity code dropped")]
    Activity,
    /// Coordinates far from the commune, swapped or zero: the commune's own were taken.
    #[error("coordinates far from the commune replaced by the commune's")]
    Coordinates,
    /// One of several addresses could not be placed.
    #[error("address that can't be placed dropped")]
    Address,
    /// A yes-or-no element that says neither.
    #[error("flag that is neither yes nor no taken as no")]
    Flag,
    /// A posting date that can't be read.
    #[error("unreadable postedAt dropped")]
    PostedAt,
    /// An association's address that is not http(s).
    #[error("organizationUrl that is not http(s) dropped")]
    AssociationLink,
    /// A dated shift that can't be read.
    #[error("unreadable date of a shift dropped")]
    Slot,
}

impl Note {
    /// As it is stored and told.
    #[must_use]
    pub const fn mended(self) -> Mended {
        match self {
            Self::Activity => Mended::Activity,
            Self::Coordinates => Mended::Coordinates,
            Self::Address => Mended::Address,
            Self::Flag => Mended::Flag,
            Self::PostedAt => Mended::PostedAt,
            Self::AssociationLink => Mended::AssociationLink,
            Self::Slot => Mended::Slot,
        }
    }
}
