//! Where a feed is read from: a file, or an address whose answer is kept in a temporary file, because an
//! import reads it twice.

use super::input::MAX_FEED_BYTES;
use crate::outward::{Outward, OutwardError, Question};
use axum::http::StatusCode;
use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Most bytes of a feed that is fetched, as sent and unpacked.
pub const MOST_BYTES: u64 = 100_000_000;
const PATIENCE: Duration = Duration::from_secs(600);

/// A feed that can be read as often as need be.
#[derive(Debug)]
pub enum Source {
    /// A file of the user's.
    Local(PathBuf),
    /// What an address answered; gone when this is dropped.
    Fetched(tempfile::NamedTempFile),
}

/// Why a feed can't be had.
#[derive(Debug, thiserror::Error)]
pub enum SourceError {
    /// The file can't be opened or kept.
    #[error("{0}: {1}")]
    File(String, io::Error),
    /// The address doesn't answer, or isn't asked.
    #[error("{0} can't be fetched: {1}")]
    Fetch(String, #[source] OutwardError),
    /// It answers something else.
    #[error("{0} can't be fetched: it answers {1}")]
    Status(String, StatusCode),
}

impl Source {
    /// Finds the feed that `place` (a path, or an http(s) address) names; fetches it if need be, by `outward`. Blocks.
    ///
    /// # Errors
    /// When it can't be opened or fetched.
    pub fn find(place: &str, outward: &Outward) -> Result<Self, SourceError> {
        if place.starts_with("http://") || place.starts_with("https://") {
            return fetch(place, outward);
        }
        let path = Path::new(place);
        File::open(path).map_err(|error| SourceError::File(place.to_owned(), error))?;
        Ok(Self::Local(path.to_owned()))
    }

    /// Most bytes of it that are read, unpacked.
    #[must_use]
    pub const fn most_bytes(&self) -> u64 {
        match self {
            Self::Local(_) => MAX_FEED_BYTES,
            Self::Fetched(_) => MOST_BYTES,
        }
    }

    /// Opens it from its beginning; answers its length in bytes too.
    ///
    /// # Errors
    /// When it has gone meanwhile.
    pub fn open(&self) -> io::Result<(File, u64)> {
        let file = match self {
            Self::Local(path) => File::open(path)?,
            Self::Fetched(file) => file.reopen()?,
        };
        let length = file.metadata()?.len();
        Ok((file, length))
    }
}

fn fetch(address: &str, outward: &Outward) -> Result<Source, SourceError> {
    let mut kept =
        tempfile::NamedTempFile::new().map_err(|error| SourceError::File(address.to_owned(), error))?;
    let failed = |error| SourceError::Fetch(address.to_owned(), error);
    let question = Question { elsewhere: true, ..Question::get(address, PATIENCE, MOST_BYTES) };
    let answer = outward.ask(&question, &mut kept).map_err(failed)?;
    match answer.status {
        StatusCode::OK => Ok(Source::Fetched(kept)),
        status => Err(SourceError::Status(address.to_owned(), status)),
    }
}
