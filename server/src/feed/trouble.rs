//! Why a feed could not be fetched or taken in, as it is stored: which of the troubles that people are told, and what it is
//! about.

use super::{FeedError, ImportError};
use crate::outward::OutwardError;
use app::partner_feeds::FeedTrouble;
use axum::http::StatusCode;
use std::error::Error;

/// Why, and what it is about, plain text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trouble {
    /// Which.
    pub why: FeedTrouble,
    /// A host, a number, or nothing.
    pub detail: String,
    /// What went wrong here, for the log.
    pub cause: Option<String>,
}

impl Trouble {
    fn new(why: FeedTrouble, detail: impl ToString) -> Self {
        Self { why, detail: detail.to_string(), cause: None }
    }

    /// Ours, not the feed's.
    fn here(cause: impl Error) -> Self {
        Self { cause: Some(cause.to_string()), ..Self::new(FeedTrouble::Here, "") }
    }

    /// An answer that is none.
    #[must_use]
    pub fn status(status: StatusCode) -> Self {
        Self::new(FeedTrouble::Status, status.as_u16())
    }
}

impl From<OutwardError> for Trouble {
    fn from(error: OutwardError) -> Self {
        match error {
            OutwardError::Address => Self::new(FeedTrouble::Address, ""),
            OutwardError::Port(port) => Self::new(FeedTrouble::Port, port),
            OutwardError::Inside(host) => Self::new(FeedTrouble::Inside, host),
            OutwardError::NoSuchHost(host) => Self::new(FeedTrouble::NoHost, host),
            OutwardError::TooManyRedirects | OutwardError::BadRedirect => {
                Self::new(FeedTrouble::Redirects, "")
            }
            OutwardError::TooLarge(most) => Self::new(FeedTrouble::TooLarge, most / 1_000_000),
            OutwardError::TimedOut(within) => Self::new(FeedTrouble::TimedOut, within.as_secs().div_ceil(60)),
            OutwardError::Unreachable(_) => Self::new(FeedTrouble::Unreachable, ""),
            OutwardError::Ourselves => Self::new(FeedTrouble::Ourselves, ""),
            error @ OutwardError::Keep(_) => Self::here(error),
        }
    }
}

impl From<ImportError> for Trouble {
    fn from(error: ImportError) -> Self {
        match error {
            ImportError::Feed(error) => error.into(),
            ImportError::NoMission => Self::new(FeedTrouble::NoMission, ""),
            ImportError::Halved { open, gone } => Self::new(FeedTrouble::Halved, format!("{gone}/{open}")),
            ImportError::AllRefused(count) => Self::new(FeedTrouble::AllRefused, count),
            error @ (ImportError::Nameless | ImportError::Store(_) | ImportError::Stopped(_)) => {
                Self::here(error)
            }
        }
    }
}

impl From<FeedError> for Trouble {
    fn from(error: FeedError) -> Self {
        match error {
            FeedError::Empty => Self::new(FeedTrouble::Empty, ""),
            error @ FeedError::Io(_) => Self::here(error),
            FeedError::NotUtf8 { .. } | FeedError::Encoding { .. } => Self::new(FeedTrouble::Encoding, ""),
            FeedError::Doctype { .. } => Self::new(FeedTrouble::Doctype, ""),
            FeedError::Truncated { position }
            | FeedError::Malformed { position, .. }
            | FeedError::TooDeep { position } => Self::new(FeedTrouble::Broken, position),
            FeedError::TooLarge { .. } => {
                Self::new(FeedTrouble::TooLarge, super::source::MOST_BYTES / 1_000_000)
            }
            FeedError::NotAFeed { .. } => Self::new(FeedTrouble::NotAFeed, ""),
        }
    }
}
