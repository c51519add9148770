//! The two languages of the interface.

use serde::{Deserialize, Serialize};

/// French comes first and has the bare addresses; English lives below `/en`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// Français
    #[default]
    Fr,
    /// English
    En,
}

impl Lang {
    /// Both, French first.
    pub const ALL: [Self; 2] = [Self::Fr, Self::En];

    /// The BCP 47 code, as in `<html lang>`; also how it is stored.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Fr => "fr",
            Self::En => "en",
        }
    }

    /// The language stored as `code`; French for anything unknown.
    #[must_use]
    pub fn from_code(code: &str) -> Self {
        if code == "en" { Self::En } else { Self::Fr }
    }

    /// `path` (absolute, as in French) in this language's addresses: `/missions` → `/en/missions`.
    #[must_use]
    pub fn href(self, path: &str) -> String {
        match (self, path) {
            (Self::Fr, _) => path.to_owned(),
            (Self::En, "/") => "/en".to_owned(),
            (Self::En, _) => format!("/en{path}"),
        }
    }

    /// Whether `count` takes the singular: 0 and 1 in French, 1 alone in English (CLDR).
    #[must_use]
    pub const fn is_one(self, count: i64) -> bool {
        match self {
            Self::Fr => count == 0 || count == 1,
            Self::En => count == 1,
        }
    }
}
