//! What one remembers, in the session, of somebody who is being asked about elsewhere.

use crate::store::links::Token;
use serde::{Deserialize, Serialize};

/// How long somebody may take there, in seconds.
pub const LIFE: i64 = 15 * 60;
/// Where the session keeps it.
pub const FLOW: &str = "flow";

/// Made when somebody is sent there, used once when they are back.
#[derive(Clone, Serialize, Deserialize)]
pub struct Flow {
    /// Who is asked.
    pub provider: String,
    /// That it is the same browser that comes back.
    pub state: String,
    /// That the answer is to this very question.
    pub nonce: String,
    /// What proves that we asked.
    pub verifier: String,
    /// Where to go on, an address of this portal.
    pub next: String,
    /// Code of the reader's language.
    pub lang: String,
    /// When they left, epoch seconds.
    pub at: i64,
}

impl Flow {
    /// One that nobody can guess.
    #[must_use]
    pub fn fresh(provider: &str, next: &str, lang: &str, at: i64) -> Self {
        let random = || Token::fresh().as_str().to_owned();
        Self {
            provider: provider.to_owned(),
            state: random(),
            nonce: random(),
            verifier: random(),
            next: next.to_owned(),
            lang: lang.to_owned(),
            at,
        }
    }
}

/// Whom a provider vouches for.
#[derive(Clone, PartialEq, Eq)]
pub struct Vouched {
    /// How the provider calls them, always.
    pub subject: String,
    /// Their address, if the provider has verified it.
    pub email: Option<String>,
}

/// Why nobody is vouched for.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    /// The provider doesn't answer, or not as agreed.
    #[error("unreachable: {0}")]
    Unreachable(String),
    /// The answer isn't one to our question.
    #[error("refused: {0}")]
    Refused(String),
}
