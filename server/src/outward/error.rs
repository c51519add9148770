//! Why an address was not asked, or didn't answer.

use super::MOST_REDIRECTS;
use std::{io, time::Duration};

/// Why there is no answer.
#[derive(Debug, thiserror::Error)]
pub enum OutwardError {
    /// Not an http(s) address with a host, without a password, of a sane length.
    #[error("this is not an http(s) address that can be asked")]
    Address,
    /// A port on which no web server is expected.
    #[error("port {0} is not asked")]
    Port(u16),
    /// It lies, or leads, into our own network.
    #[error("{0} lies in a network of our own, which is not asked")]
    Inside(String),
    /// It is the portal itself, or leads there.
    #[error("this is the portal itself")]
    Ourselves,
    /// The name stands for nothing.
    #[error("{0} doesn't exist")]
    NoSuchHost(String),
    /// From one to the next without end.
    #[error("it redirects more than {MOST_REDIRECTS} times")]
    TooManyRedirects,
    /// A redirect that doesn't say where to.
    #[error("it redirects without saying where to")]
    BadRedirect,
    /// The body goes beyond the bound.
    #[error("the answer is larger than {0} bytes")]
    TooLarge(u64),
    /// It takes, or the whole takes, too long.
    #[error("no whole answer within {} seconds", .0.as_secs())]
    TimedOut(Duration),
    /// No connection, no TLS, no HTTP.
    #[error("no answer: {0}")]
    Unreachable(String),
    /// What came could not be kept here.
    #[error("the answer can't be kept: {0}")]
    Keep(#[source] io::Error),
}
