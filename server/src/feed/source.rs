//! Where a feed is read from: a file, or an address whose answer is kept in a temporary file, because an
//! import reads it twice.

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Largest download, in bytes as sent (most feeds are packed).
const MAX_DOWNLOAD_BYTES: u64 = 1024 * 1024 * 1024;
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
    /// The address doesn't answer as it should.
    #[error("{0} can't be fetched: {1}")]
    Fetch(String, String),
}

impl Source {
    /// Finds the feed that `place` (a path, or an http(s) address) names; fetches it if need be. Blocks.
    ///
    /// # Errors
    /// When it can't be opened or fetched.
    pub fn find(place: &str) -> Result<Self, SourceError> {
        if place.starts_with("http://") || place.starts_with("https://") {
            return fetch(place);
        }
        let path = Path::new(place);
        File::open(path).map_err(|error| SourceError::File(place.to_owned(), error))?;
        Ok(Self::Local(path.to_owned()))
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

fn fetch(address: &str) -> Result<Source, SourceError> {
    let failed = |error: String| SourceError::Fetch(address.to_owned(), error);
    let agent = ureq::Agent::config_builder().timeout_global(Some(PATIENCE)).build().new_agent();
    let mut response = agent.get(address).call().map_err(|error| failed(error.to_string()))?;
    let mut kept = tempfile::NamedTempFile::new().map_err(|error| failed(error.to_string()))?;
    let mut body = response.body_mut().with_config().limit(MAX_DOWNLOAD_BYTES).reader();
    io::copy(&mut body, &mut kept).map_err(|error| failed(error.to_string()))?;
    Ok(Source::Fetched(kept))
}
