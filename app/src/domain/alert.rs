//! An alert: somebody wants to be told by mail when a search finds new needs.

/// Most alerts that one address may have.
pub const MOST: i64 = 20;
/// How long an alert waits for its confirmation, in seconds: 72 hours. Then its address is erased.
pub const UNCONFIRMED_FOR: i64 = 72 * 3600;

/// How often one is told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Rhythm {
    /// Every morning on which there is something.
    Daily,
    /// On Monday mornings.
    #[default]
    Weekly,
}

impl Rhythm {
    /// All of them, the most frequent first.
    pub const ALL: [Self; 2] = [Self::Daily, Self::Weekly];

    /// As stored and as forms send it.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Daily => "daily",
            Self::Weekly => "weekly",
        }
    }

    /// The rhythm written as `code`.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|rhythm| rhythm.code() == code)
    }
}
