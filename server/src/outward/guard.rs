//! The resolver that connections are made by: what it answers is what is connected to, and it answers nothing near.

use super::addresses::Allowed;
use std::io;
use ureq::{
    Error,
    config::Config,
    http::Uri,
    unversioned::{
        resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver},
        transport::NextTimeout,
    },
};

/// A name stands for an address near.
#[derive(Debug, thiserror::Error)]
#[error("an address of our own network")]
pub(super) struct InsideError;

/// A name stands for nothing.
#[derive(Debug, thiserror::Error)]
#[error("no such host")]
pub(super) struct NoSuchHostError;

/// Resolves by `inner`, and refuses a name of whose addresses any lies near.
#[derive(Debug)]
pub(super) struct Guard<R = DefaultResolver> {
    inner: R,
    allowed: Allowed,
}

impl Guard {
    pub(super) fn new(allowed: Allowed) -> Self {
        Self { inner: DefaultResolver::default(), allowed }
    }
}

#[cfg(test)]
impl<R> Guard<R> {
    pub(super) const fn around(inner: R, allowed: Allowed) -> Self {
        Self { inner, allowed }
    }
}

/// What glibc and musl say of a name that stands for nothing (`EAI_NONAME`, `EAI_NODATA`): the standard library keeps
/// nothing else of why a look-up failed. Any other failure, of a server of names or of our own, says nothing of it.
const NOTHING: [&str; 3] =
    ["Name or service not known", "No address associated with hostname", "Name does not resolve"];

fn stands_for_nothing(error: &io::Error) -> bool {
    let words = error.to_string();
    NOTHING.iter().any(|end| words.ends_with(end))
}

impl<R: Resolver> Resolver for Guard<R> {
    fn resolve(
        &self,
        uri: &Uri,
        config: &Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, Error> {
        let found = self.inner.resolve(uri, config, timeout).map_err(|error| match error {
            Error::Io(io) if stands_for_nothing(&io) => Error::Other(Box::new(NoSuchHostError)),
            other => other,
        })?;
        if found.iter().all(|socket| self.allowed.may_connect(*socket)) {
            Ok(found)
        } else {
            Err(Error::Other(Box::new(InsideError)))
        }
    }
}
