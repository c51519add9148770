//! What a feed's elements are to the reader.

/// The formats that are read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// API Engagement's partner feed.
    #[default]
    ApiEngagement,
    /// All for Good's footprint feed, FPXML 0.1.
    AllForGood,
}

impl Format {
    /// Both.
    pub const ALL: [Self; 2] = [Self::ApiEngagement, Self::AllForGood];

    /// The format whose documents begin with this element.
    #[must_use]
    pub fn of_root(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.root() == name)
    }

    /// The name of its root element.
    #[must_use]
    pub const fn root(self) -> &'static str {
        match self {
            Self::ApiEngagement => "source",
            Self::AllForGood => "FootprintFeed",
        }
    }

    /// As stored.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::ApiEngagement => "api-engagement",
            Self::AllForGood => "all-for-good",
        }
    }
}

/// Where in the document the parser stands: one for each open element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Node {
    Root,
    /// Something that only holds others.
    Branch,
    /// Who publishes it.
    Head(&'static str),
    /// Who asks, where it stands apart from what is asked.
    Organization,
    /// Where that one has its seat.
    Seat,
    Mission,
    /// A part of a mission that holds others.
    Group,
    /// One of its addresses.
    Address,
    /// One of its dates, where it has several.
    Duration,
    Text(&'static str),
    Value,
    Markup,
    Skipped,
}
