//! Why a feed could not be fetched or taken in, as it is stored: which of the troubles that people are told, and what it is
//! about.

use super::{FeedError, ImportError};
use crate::outward::OutwardError;
use axum::http::StatusCode;
use std::error::Error;

/// A code and what it is about, plain text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trouble {
    /// Which.
    pub code: &'static str,
    /// A host, a number, or nothing.
    pub detail: String,
    /// What went wrong here, for the log.
    pub cause: Option<String>,
}

impl Trouble {
    fn new(code: &'static str, detail: impl ToString) -> Self {
        Self { code, detail: detail.to_string(), cause: None }
    }

    /// Ours, not the feed's.
    fn here(cause: impl Error) -> Self {
        Self { cause: Some(cause.to_string()), ..Self::new("here", "") }
    }

    /// An answer that is none.
    #[must_use]
    pub fn status(status: StatusCode) -> Self {
        Self::new("status", status.as_u16())
    }
}

impl From<OutwardError> for Trouble {
    fn from(error: OutwardError) -> Self {
        match error {
            OutwardError::Address => Self::new("address", ""),
            OutwardError::Port(port) => Self::new("port", port),
            OutwardError::Inside(host) => Self::new("inside", host),
            OutwardError::NoSuchHost(host) => Self::new("no_host", host),
            OutwardError::TooManyRedirects | OutwardError::BadRedirect => Self::new("redirects", ""),
            OutwardError::TooLarge(most) => Self::new("too_large", most / 1_000_000),
            OutwardError::TimedOut(within) => Self::new("timed_out", within.as_secs().div_ceil(60)),
            OutwardError::Unreachable(_) => Self::new("unreachable", ""),
            OutwardError::Ourselves => Self::new("ourselves", ""),
            error @ OutwardError::Keep(_) => Self::here(error),
        }
    }
}

impl From<ImportError> for Trouble {
    fn from(error: ImportError) -> Self {
        match error {
            ImportError::Feed(error) => error.into(),
            ImportError::NoMission => Self::new("no_mission", ""),
            ImportError::Halved { open, gone } => Self::new("halved", format!("{gone}/{open}")),
            ImportError::AllRefused(count) => Self::new("all_refused", count),
            error @ (ImportError::Nameless | ImportError::Store(_) | ImportError::Stopped(_)) => {
                Self::here(error)
            }
        }
    }
}

impl From<FeedError> for Trouble {
    fn from(error: FeedError) -> Self {
        match error {
            FeedError::Empty => Self::new("empty", ""),
            error @ FeedError::Io(_) => Self::here(error),
            FeedError::NotUtf8 { .. } | FeedError::Encoding { .. } => Self::new("encoding", ""),
            FeedError::Doctype { .. } => Self::new("doctype", ""),
            FeedError::Truncated { position }
            | FeedError::Malformed { position, .. }
            | FeedError::TooDeep { position } => Self::new("broken", position),
            FeedError::TooLarge { .. } => Self::new("too_large", super::source::MOST_BYTES / 1_000_000),
            FeedError::NotAFeed { .. } => Self::new("not_a_feed", ""),
        }
    }
}
