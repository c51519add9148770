//! The resolver that connections are made by: what it answers is what is connected to, and it answers nothing near.

use super::addresses::Allowed;
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

impl<R: Resolver> Resolver for Guard<R> {
    fn resolve(
        &self,
        uri: &Uri,
        config: &Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, Error> {
        let found = self.inner.resolve(uri, config, timeout).map_err(|error| match error {
            // The system's resolver has no kind of its own for names that don't exist.
            Error::Io(_) => Error::Other(Box::new(NoSuchHostError)),
            other => other,
        })?;
        if found.iter().all(|socket| self.allowed.may_connect(*socket)) {
            Ok(found)
        } else {
            Err(Error::Other(Box::new(InsideError)))
        }
    }
}
