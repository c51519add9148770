//! Why one mission of a feed is left out, or taken in with a grain of salt.

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
    pub fn stored(&self) -> (&'static str, String) {
        match self {
            Self::Missing(element) => ("missing", (*element).to_owned()),
            Self::TooLong(element) => ("too_long", (*element).to_owned()),
            Self::Duplicate => ("duplicate", String::new()),
            Self::Link(written) => ("link", written.clone()),
            Self::Date { written, .. } => ("date", written.clone()),
            Self::EndsBeforeStart { .. } => ("ends_before", String::new()),
            Self::Ended(day) => ("ended", day.to_string()),
            Self::Domain(written) => ("domain", written.clone()),
            Self::Remote(written) => ("remote", written.clone()),
            Self::Places(written) => ("places", written.clone()),
            Self::Nowhere(written) => ("nowhere", written.clone()),
            Self::TooManyAddresses => ("too_many_addresses", String::new()),
            Self::TooManySlots => ("too_many_slots", String::new()),
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
    /// As stored.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Activity => "activity",
            Self::Coordinates => "coordinates",
            Self::Address => "address",
            Self::Flag => "flag",
            Self::PostedAt => "posted_at",
            Self::AssociationLink => "association_link",
            Self::Slot => "slot",
        }
    }
}
