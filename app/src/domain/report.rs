//! Reports: why somebody tells the moderators of a need, and what they make of it.

use super::Lang;
use crate::texts::reports as say;

/// Most signs of what a reporter writes.
pub const WORDS: usize = 1000;

/// What the open reports of a need tell, so far that one can say whether they tell more by now.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Told {
    /// The highest id among them.
    pub last: i64,
    /// How often something was said in them: each report, and each time that one was added to.
    pub times: i64,
}

impl Told {
    /// Whether something is in it that somebody who has read `seen` hasn't read.
    #[must_use]
    pub const fn is_beyond(self, seen: Self) -> bool {
        self.last > seen.last || self.times > seen.times
    }
}

/// Why.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// Money is asked for.
    Money,
    /// A job or a sale.
    Job,
    /// It discriminates or is dangerous.
    Harm,
    /// Something in it is wrong.
    Wrong,
    /// It is over.
    Over,
    /// An advertisement.
    Spam,
    /// Something else.
    Other,
}

impl Reason {
    /// All, in the order in which they are offered.
    pub const ALL: [Self; 7] =
        [Self::Money, Self::Job, Self::Harm, Self::Wrong, Self::Over, Self::Spam, Self::Other];

    /// The one that weighs more.
    #[must_use]
    pub fn graver(self, other: Self) -> Self {
        const BY_WEIGHT: [Reason; 7] = [
            Reason::Money,
            Reason::Harm,
            Reason::Job,
            Reason::Spam,
            Reason::Wrong,
            Reason::Over,
            Reason::Other,
        ];
        BY_WEIGHT.into_iter().find(|reason| *reason == self || *reason == other).unwrap_or(self)
    }

    /// As stored and sent.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Money => "money",
            Self::Job => "job",
            Self::Harm => "harm",
            Self::Wrong => "wrong",
            Self::Over => "over",
            Self::Spam => "spam",
            Self::Other => "other",
        }
    }

    /// The reason of this code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.code() == code)
    }

    /// As the form offers it.
    #[must_use]
    pub fn label(self, lang: Lang) -> &'static str {
        match self {
            Self::Money => say::reason_money(lang),
            Self::Job => say::reason_job(lang),
            Self::Harm => say::reason_harm(lang),
            Self::Wrong => say::reason_wrong(lang),
            Self::Over => say::reason_over(lang),
            Self::Spam => say::reason_spam(lang),
            Self::Other => say::reason_other(lang),
        }
    }

    /// In two words, for tables.
    #[must_use]
    pub fn short(self, lang: Lang) -> &'static str {
        match self {
            Self::Money => say::short_money(lang),
            Self::Job => say::short_job(lang),
            Self::Harm => say::short_harm(lang),
            Self::Wrong => say::short_wrong(lang),
            Self::Over => say::short_over(lang),
            Self::Spam => say::short_spam(lang),
            Self::Other => say::short_other(lang),
        }
    }
}

/// What a moderator decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The need is taken down, or stays so.
    Down,
    /// Its association is warned, the need stays.
    Warned,
    /// Nothing is done.
    Dismissed,
    /// A need that waited is published.
    Passed,
}

impl Verdict {
    /// All.
    pub const ALL: [Self; 4] = [Self::Down, Self::Warned, Self::Dismissed, Self::Passed];

    /// As stored and sent.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Down => "down",
            Self::Warned => "warned",
            Self::Dismissed => "dismissed",
            Self::Passed => "passed",
        }
    }

    /// The verdict of this code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|verdict| verdict.code() == code)
    }

    /// In a word or two.
    #[must_use]
    pub fn label(self, lang: Lang) -> &'static str {
        match self {
            Self::Down => say::decided_down(lang),
            Self::Warned => say::decided_warned(lang),
            Self::Dismissed => say::decided_dismissed(lang),
            Self::Passed => say::decided_passed(lang),
        }
    }

    /// Whether the association is owed a reason.
    #[must_use]
    pub const fn needs_words(self) -> bool {
        matches!(self, Self::Down | Self::Warned)
    }
}

/// Where a need stands that the public doesn't see.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Withheld {
    /// Its words raised a flag; it waits for a moderator.
    Held,
    /// A moderator took it down.
    Down,
    /// Taken down and changed since; it waits for a moderator.
    Corrected,
}

impl Withheld {
    /// As stored: where it stands, and since when it waits for a moderator. `None` if one let it pass.
    #[must_use]
    pub fn of(state: &str, asked_at: Option<i64>) -> Option<Self> {
        match (state, asked_at) {
            ("held", _) => Some(Self::Held),
            ("down", None) => Some(Self::Down),
            ("down", Some(_)) => Some(Self::Corrected),
            _ => None,
        }
    }

    /// In a line, for its association's list.
    #[must_use]
    pub fn line(self, lang: Lang) -> &'static str {
        match self {
            Self::Held => say::held_line(lang),
            Self::Down => say::down_line(lang),
            Self::Corrected => say::corrected_line(lang),
        }
    }
}
