//! Asking addresses that people wrote: feeds, links to check. What somebody writes may point at our own network,
//! itself or by way of a name or a redirect; nothing there is ever asked.
//!
//! The name is resolved once, each address that it stands for is judged, and the connection goes to exactly those
//! ([`guard::Guard`] is the resolver that the client connects by), so that a name that changes its mind between the
//! check and the call gains nothing. Every redirect is judged anew. No proxy of the environment is used: it would
//! resolve the name itself.

pub mod addresses;
mod error;
mod guard;

pub use error::OutwardError;

use addresses::Allowed;
use guard::{Guard, InsideError};
use std::{
    error::Error as _,
    io::{self, Read, Write},
    time::{Duration, Instant},
};
use ureq::{
    Agent,
    http::{HeaderMap, Method, Request, StatusCode, header},
    unversioned::transport::DefaultConnector,
};
use url::Url;

/// How many redirects are followed.
pub const MOST_REDIRECTS: usize = 5;
/// The longest address that is asked, in characters.
pub const LONGEST_ADDRESS: usize = 2_000;
/// How long a name and a connection may take of the whole.
const CONNECT_WITHIN: Duration = Duration::from_secs(10);
const PIECE_BYTES: usize = 64 * 1024;

/// Asks addresses outside.
#[derive(Debug)]
pub struct Outward {
    agent: Agent,
    allowed: Allowed,
    /// The portal's own address.
    ours: Option<Url>,
}

/// What is asked, and how much of an answer is taken.
#[derive(Clone, Copy, Debug)]
pub struct Question<'a> {
    /// As people write it.
    pub address: &'a str,
    /// `HEAD` instead of `GET`: nothing but how it answers.
    pub head_only: bool,
    /// `ETag` of the last answer, sent back as `If-None-Match`.
    pub etag: Option<&'a str>,
    /// `Last-Modified` of the last answer, sent back as `If-Modified-Since`.
    pub last_modified: Option<&'a str>,
    /// Ourselves are not asked, nor followed to.
    pub elsewhere: bool,
    /// For everything, redirects and body included.
    pub within: Duration,
    /// Most bytes of the body, unpacked if it came packed.
    pub most_bytes: u64,
}

impl<'a> Question<'a> {
    /// `GET` of an address, unconditional.
    #[must_use]
    pub const fn get(address: &'a str, within: Duration, most_bytes: u64) -> Self {
        Self {
            address,
            head_only: false,
            etag: None,
            last_modified: None,
            elsewhere: false,
            within,
            most_bytes,
        }
    }

    /// `HEAD` of an address.
    #[must_use]
    pub const fn head(address: &'a str, within: Duration) -> Self {
        Self {
            address,
            head_only: true,
            etag: None,
            last_modified: None,
            elsewhere: false,
            within,
            most_bytes: 0,
        }
    }
}

/// How an address answered, whatever its status.
#[derive(Clone, Debug)]
pub struct Answer {
    /// The status of the last hop, 304 and 4xx as well.
    pub status: StatusCode,
    /// Where the redirects led; the address itself without any.
    pub address: Url,
    /// What the last hop said.
    pub headers: HeaderMap,
    /// Bytes of the body that were handed on, unpacked.
    pub bytes: u64,
}

impl Answer {
    /// A header's text, if there is one of plain signs.
    #[must_use]
    pub fn header(&self, name: header::HeaderName) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }
}

impl Outward {
    /// One that presents itself with the portal's own address; `allowed` is for tests only.
    #[must_use]
    pub fn new(public_url: &str, allowed: Allowed) -> Self {
        let config = Agent::config_builder()
            .user_agent(format!("CoupDeMain/{} (+{public_url})", env!("CARGO_PKG_VERSION")))
            .proxy(None)
            .max_redirects(0)
            .http_status_as_error(false)
            .timeout_resolve(Some(CONNECT_WITHIN))
            .timeout_connect(Some(CONNECT_WITHIN))
            .max_idle_connections(0)
            .build();
        let agent = Agent::with_parts(config, DefaultConnector::default(), Guard::new(allowed.clone()));
        Self { agent, allowed, ours: Url::parse(public_url).ok() }
    }

    /// What can be said of an address without asking anybody: for forms.
    ///
    /// # Errors
    /// When it would be refused.
    pub fn check(&self, address: &str) -> Result<Url, OutwardError> {
        if address.chars().count() > LONGEST_ADDRESS {
            return Err(OutwardError::Address);
        }
        let url = Url::parse(address.trim()).map_err(|_| OutwardError::Address)?;
        self.allowed.judge(&url)?;
        Ok(url)
    }

    /// The same of what somebody else publishes: a feed of our own needs would bring them all once more.
    ///
    /// # Errors
    /// When it would be refused.
    pub fn check_elsewhere(&self, address: &str) -> Result<Url, OutwardError> {
        let url = self.check(address)?;
        if self.is_ours(&url) { Err(OutwardError::Ourselves) } else { Ok(url) }
    }

    /// Whether an address is the portal's own, by http or https.
    fn is_ours(&self, url: &Url) -> bool {
        let place = |url: &Url| {
            let port = url.port_or_known_default().filter(|port| ![80, 443].contains(port));
            url.host_str().map(|host| (host.trim_end_matches('.').to_ascii_lowercase(), port))
        };
        self.ours.as_ref().is_some_and(|ours| place(ours) == place(url))
    }

    /// Asks, follows redirects, and hands the body of a 200 to `sink` while it comes. Blocks.
    ///
    /// # Errors
    /// When there is no answer, or one beyond the bounds; `sink` may have got a part by then.
    pub fn ask(&self, question: &Question<'_>, sink: &mut impl Write) -> Result<Answer, OutwardError> {
        let until = Instant::now() + question.within;
        let mut url = match question.elsewhere {
            true => self.check_elsewhere(question.address)?,
            false => self.check(question.address)?,
        };
        for _ in 0..=MOST_REDIRECTS {
            let left = until.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return Err(OutwardError::TimedOut(question.within));
            }
            let request = request(question, &url)?;
            let request = self.agent.configure_request(request).timeout_global(Some(left)).build();
            let response = self.agent.run(request).map_err(|error| named(error, question, &url))?;
            let (parts, mut body) = response.into_parts();
            if let Some(next) = next(parts.status, &parts.headers, &url)? {
                self.allowed.judge(&next)?;
                if question.elsewhere && self.is_ours(&next) {
                    return Err(OutwardError::Ourselves);
                }
                url = next;
                continue;
            }
            let bytes = if parts.status == StatusCode::OK && !question.head_only {
                pour(&mut body.as_reader(), sink, question, &url, until)?
            } else {
                0
            };
            return Ok(Answer { status: parts.status, address: url, headers: parts.headers, bytes });
        }
        Err(OutwardError::TooManyRedirects)
    }
}

fn request(question: &Question<'_>, url: &Url) -> Result<Request<()>, OutwardError> {
    let method = if question.head_only { Method::HEAD } else { Method::GET };
    // What comes after `#` is the browser's business.
    let mut asked = url.clone();
    asked.set_fragment(None);
    let mut request = Request::builder().method(method).uri(asked.as_str());
    if let Some(etag) = question.etag {
        request = request.header(header::IF_NONE_MATCH, etag);
    }
    if let Some(last_modified) = question.last_modified {
        request = request.header(header::IF_MODIFIED_SINCE, last_modified);
    }
    request.body(()).map_err(|_| OutwardError::Address)
}

/// Where a redirect leads; nothing where the answer is none.
fn next(status: StatusCode, headers: &HeaderMap, url: &Url) -> Result<Option<Url>, OutwardError> {
    if ![301, 302, 303, 307, 308].contains(&status.as_u16()) {
        return Ok(None);
    }
    let place = headers.get(header::LOCATION).and_then(|place| std::str::from_utf8(place.as_bytes()).ok());
    let place = place.filter(|place| place.len() <= 4 * LONGEST_ADDRESS).ok_or(OutwardError::BadRedirect)?;
    url.join(place).map(Some).map_err(|_| OutwardError::BadRedirect)
}

fn pour(
    body: &mut impl Read,
    sink: &mut impl Write,
    question: &Question<'_>,
    url: &Url,
    until: Instant,
) -> Result<u64, OutwardError> {
    let mut piece = vec![0; PIECE_BYTES];
    let mut bytes = 0_u64;
    loop {
        let count = match body.read(&mut piece) {
            Ok(0) => return Ok(bytes),
            Ok(count) => count,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(named(ureq::Error::from(error), question, url)),
        };
        bytes += count as u64;
        if bytes > question.most_bytes {
            return Err(OutwardError::TooLarge(question.most_bytes));
        }
        if Instant::now() > until {
            return Err(OutwardError::TimedOut(question.within));
        }
        sink.write_all(&piece[..count]).map_err(OutwardError::Keep)?;
    }
}

/// The client's error in our words.
fn named(error: ureq::Error, question: &Question<'_>, url: &Url) -> OutwardError {
    let host = || url.host_str().unwrap_or_default().to_owned();
    match error {
        ureq::Error::Timeout(_) => OutwardError::TimedOut(question.within),
        ureq::Error::HostNotFound => OutwardError::NoSuchHost(host()),
        ureq::Error::Other(inner) if inner.is::<InsideError>() => OutwardError::Inside(host()),
        ureq::Error::Other(inner) if inner.is::<guard::NoSuchHostError>() => OutwardError::NoSuchHost(host()),
        ureq::Error::Io(error) if error.kind() == io::ErrorKind::TimedOut => {
            OutwardError::TimedOut(question.within)
        }
        ureq::Error::Io(error) => {
            let cause = error.source().map_or_else(|| error.to_string(), ToString::to_string);
            OutwardError::Unreachable(cause)
        }
        other => OutwardError::Unreachable(other.to_string()),
    }
}

#[cfg(test)]
#[path = "outward/tests.rs"]
mod tests;
