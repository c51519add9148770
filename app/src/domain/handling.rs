//! What an association makes of a sign-up, and what its coordinators see of it.

use super::{Lang, sign_up::SignUpState};
use crate::texts::sign_up_table as say;
use serde::{Deserialize, Serialize};

/// How long nobody may answer before the association is reminded: 3 days, in seconds.
pub const NUDGED_AFTER: i64 = 3 * 24 * 3600;

/// What an association makes of a sign-up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Handling {
    /// Nothing yet.
    New,
    /// Somebody wrote or rang.
    Contacted,
    /// They are expected.
    Accepted,
    /// They can't be taken; their place is somebody else's.
    Declined,
    /// They came.
    Came,
    /// They didn't.
    Absent,
}

impl Handling {
    /// All of them, in the order in which they come about.
    pub const ALL: [Self; 6] =
        [Self::New, Self::Contacted, Self::Accepted, Self::Declined, Self::Came, Self::Absent];

    /// As stored and sent.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Contacted => "contacted",
            Self::Accepted => "accepted",
            Self::Declined => "declined",
            Self::Came => "came",
            Self::Absent => "absent",
        }
    }

    /// The one stored as `code`.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|handling| handling.code() == code)
    }
}

/// What coordinators see: what they made of it, unless the volunteer withdrew.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Seen {
    /// What the association made of it.
    Handled(Handling),
    /// The volunteer withdrew, or never confirmed.
    Cancelled,
}

impl Seen {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::Handled(Handling::New),
        Self::Handled(Handling::Contacted),
        Self::Handled(Handling::Accepted),
        Self::Handled(Handling::Declined),
        Self::Cancelled,
        Self::Handled(Handling::Came),
        Self::Handled(Handling::Absent),
    ];

    /// What is seen of a sign-up. One that was declined is over, too, but by the association.
    #[must_use]
    pub fn of(handling: Handling, state: SignUpState) -> Self {
        if state.is_over() && handling != Handling::Declined {
            Self::Cancelled
        } else {
            Self::Handled(handling)
        }
    }

    /// As in addresses, and as the database has it.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Handled(handling) => handling.code(),
            Self::Cancelled => "cancelled",
        }
    }

    /// The one with this code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|seen| seen.code() == code)
    }

    /// In a word or two.
    #[must_use]
    pub fn label(self, lang: Lang) -> &'static str {
        match self {
            Self::Handled(Handling::New) => say::new(lang),
            Self::Handled(Handling::Contacted) => say::contacted(lang),
            Self::Handled(Handling::Accepted) => say::accepted(lang),
            Self::Handled(Handling::Declined) => say::declined(lang),
            Self::Handled(Handling::Came) => say::came(lang),
            Self::Handled(Handling::Absent) => say::absent(lang),
            Self::Cancelled => say::cancelled(lang),
        }
    }

    /// The class of its colour.
    #[must_use]
    pub const fn tone(self) -> &'static str {
        match self {
            Self::Handled(Handling::New) => "warn",
            Self::Handled(Handling::Accepted | Handling::Came) => "good",
            _ => "calm",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_withdrew_has_withdrawn() {
        for handling in Handling::ALL {
            assert_eq!(Handling::from_code(handling.code()), Some(handling));
            assert_eq!(Seen::of(handling, SignUpState::Waiting), Seen::Handled(handling));
        }
        assert_eq!(Seen::of(Handling::Accepted, SignUpState::Cancelled), Seen::Cancelled);
        assert_eq!(Seen::of(Handling::Declined, SignUpState::Cancelled), Seen::Handled(Handling::Declined));
        assert_eq!(Seen::from_code("cancelled"), Some(Seen::Cancelled));
    }
}
