//! What was wrong with the address of a search. None of it stops the search.

use super::{MAX_PAGE, MAX_RADIUS_KM};

/// Something in the address that could not be taken as it stood.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SearchProblem {
    /// `q` was longer than 200 signs; the rest was cut off.
    WordsTooLong,
    /// `lieu` was longer than 200 signs; the rest was cut off.
    PlaceTooLong,
    /// `rayon` was no whole number; left out.
    RadiusUnreadable,
    /// `rayon` was below 1 or above [`MAX_RADIUS_KM`]; the nearest that is allowed was taken.
    RadiusOutOfRange,
    /// `domaine` named a field that doesn't exist; left out.
    FieldUnknown,
    /// `du` was no date; left out.
    FromUnreadable,
    /// `au` was no date; left out.
    UntilUnreadable,
    /// `au` was before `du`; the two were swapped.
    DatesSwapped,
    /// `tri` was none of the three; left out.
    SortUnknown,
    /// `page` was no number from 1; the first was taken.
    PageUnreadable,
    /// `page` was beyond [`MAX_PAGE`]; that was taken.
    PageTooFar,
}

impl SearchProblem {
    /// The address parameter that it is about.
    #[must_use]
    pub const fn parameter(self) -> &'static str {
        match self {
            Self::WordsTooLong => "q",
            Self::PlaceTooLong => "lieu",
            Self::RadiusUnreadable | Self::RadiusOutOfRange => "rayon",
            Self::FieldUnknown => "domaine",
            Self::FromUnreadable | Self::DatesSwapped => "du",
            Self::UntilUnreadable => "au",
            Self::SortUnknown => "tri",
            Self::PageUnreadable | Self::PageTooFar => "page",
        }
    }

    /// The largest value allowed, where the problem is that there is one.
    #[must_use]
    pub const fn limit(self) -> Option<u32> {
        match self {
            Self::RadiusOutOfRange => Some(MAX_RADIUS_KM as u32),
            Self::PageTooFar => Some(MAX_PAGE),
            Self::WordsTooLong | Self::PlaceTooLong => Some(super::MAX_WORDS_LEN as u32),
            _ => None,
        }
    }
}
