//! Rate limits: how often an address and a network may ask, counted in the database for all servers alike.

use super::AppError;
use crate::{
    state::{App, SharedApp},
    store::{StoreError, Tx, rate_limits, secrets::Key},
};
use axum::{
    extract::{ConnectInfo, FromRequestParts},
    http::{HeaderMap, request::Parts},
};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use std::{
    convert::Infallible,
    net::{IpAddr, Ipv6Addr, SocketAddr},
};

/// Length of a window, in seconds.
pub const WINDOW: i64 = 3600;
/// Hits that one e-mail address may have in a window.
pub const PER_ADDRESS: i64 = 5;
/// Hits that one network may have in a window.
pub const PER_NETWORK: i64 = 30;

/// Seconds, and most letters of one kind in them, to a mailbox that somebody typed who may be anybody.
pub const LETTERS_TO_A_MAILBOX: (i64, i64) = (86_400, 3);

/// The network that a request comes from: an IPv4 address, or the /64 that an IPv6 address is in.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Network([u8; 16]);

impl Network {
    /// To be counted by, hashed.
    #[must_use]
    pub(crate) const fn octets(&self) -> [u8; 16] {
        self.0
    }

    /// One of many, for tests of what counts them.
    #[cfg(test)]
    pub(crate) fn numbered(number: u32) -> Self {
        Self::of(IpAddr::V4(number.into()))
    }

    pub(crate) fn of(address: IpAddr) -> Self {
        match address.to_canonical() {
            IpAddr::V4(v4) => Self(v4.to_ipv6_mapped().octets()),
            IpAddr::V6(v6) => Self((v6.to_bits() >> 64 << 64).to_be_bytes()),
        }
    }

    /// The /48 that an IPv6 network lies in; none around an IPv4 address.
    pub(super) fn around(self) -> Option<Self> {
        let bits = u128::from_be_bytes(self.0);
        Ipv6Addr::from_bits(bits).to_ipv4_mapped().is_none().then(|| Self((bits >> 80 << 80).to_be_bytes()))
    }

    /// By what a network is known for one thing, and for that alone: a keyed hash that says nothing of the network, and
    /// that no other thing has.
    #[must_use]
    pub fn known_to(&self, key: &Key, thing: i64) -> [u8; 16] {
        bucket(key, "report", &self.0, thing)
    }
}

/// Network addresses stay out of logs.
impl std::fmt::Debug for Network {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Network(…)")
    }
}

impl FromRequestParts<SharedApp> for Network {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &SharedApp) -> Result<Self, Infallible> {
        let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|peer| peer.0.ip());
        Ok(Self::of(client(&parts.headers, app.settings.trusted_proxies, peer)))
    }
}

/// Each proxy of ours appends whom it was called by to `X-Forwarded-For`; what stands left of those is
/// what the client claims, and means nothing.
fn client(headers: &HeaderMap, trusted_proxies: usize, peer: Option<IpAddr>) -> IpAddr {
    let forwarded = headers.get_all("x-forwarded-for").iter().filter_map(|value| value.to_str().ok());
    let chain: Vec<&str> = forwarded.flat_map(|value| value.split(',')).map(str::trim).collect();
    let told = trusted_proxies
        .checked_sub(1)
        .and_then(|back| chain.iter().rev().nth(back))
        .and_then(|address| address.parse().ok());
    told.or(peer).unwrap_or(IpAddr::V6(Ipv6Addr::UNSPECIFIED))
}

/// What an act counts against.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    buckets: [Option<([u8; 16], i64)>; 2],
    window_start: i64,
    now: i64,
}

/// Why an act isn't done now.
#[derive(Debug, thiserror::Error)]
pub enum LimitError {
    /// Too many; seconds until the next window.
    #[error("too many, {0} s to wait")]
    TooMany(i64),
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<LimitError> for AppError {
    fn from(error: LimitError) -> Self {
        match error {
            LimitError::TooMany(seconds) => Self::TooMany(seconds),
            LimitError::Store(error) => Self::Store(error),
        }
    }
}

impl Limits {
    /// What somebody in `network` who gives the address `email_key` counts against.
    #[must_use]
    pub fn new(app: &App, network: Network, email_key: &str, now: i64) -> Self {
        Self::of(app, network, Some(email_key), now)
    }

    /// What somebody in `network` counts against who gives no address.
    #[must_use]
    pub fn of_network(app: &App, network: Network, now: i64) -> Self {
        Self::of(app, network, None, now)
    }

    fn of(app: &App, network: Network, email_key: Option<&str>, now: i64) -> Self {
        let window_start = now.div_euclid(WINDOW) * WINDOW;
        let bucket = |kind, value: &[u8], most| {
            let limited = app.settings.rate_limit;
            limited.then(|| (bucket(&app.secrets.limits, kind, value, window_start), most))
        };
        let address = email_key.and_then(|key| bucket("address", key.as_bytes(), PER_ADDRESS));
        Self { buckets: [address, bucket("network", &network.0, PER_NETWORK)], window_start, now }
    }

    /// Counts; part of the transaction of what is done, so that what fails doesn't count.
    ///
    /// # Errors
    /// When it is too many, or the database fails.
    pub async fn count(&self, tx: &mut Tx) -> Result<(), LimitError> {
        for (bucket, most) in self.buckets.iter().flatten() {
            if rate_limits::hit(tx, bucket, self.window_start).await? > *most {
                return Err(LimitError::TooMany(self.window_start + WINDOW - self.now));
            }
        }
        Ok(())
    }
}

/// Counts one more of a `kind` for `value`, of which there may be `most` in a window of so many seconds. What is counted
/// by a kind of its own takes nothing from the rest: nobody is kept from signing up because others wrote to them.
///
/// # Errors
/// When it is too many, or the database fails.
pub async fn count_one(
    app: &App,
    tx: &mut Tx,
    (kind, value): (&str, &[u8]),
    (window, most): (i64, i64),
    now: i64,
) -> Result<(), LimitError> {
    let window_start = now.div_euclid(window) * window;
    let bucket = bucket(&app.secrets.limits, kind, value, window_start);
    if app.settings.rate_limit && rate_limits::hit(tx, &bucket, window_start).await? > most {
        return Err(LimitError::TooMany(window_start + window - now));
    }
    Ok(())
}

/// A keyed hash: neither address nor network can be read out of it, and every hour has its own.
pub(super) fn bucket(key: &Key, kind: &str, value: &[u8], window_start: i64) -> [u8; 16] {
    let mut out = [0; 16];
    if let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(key) {
        mac.update(kind.as_bytes());
        mac.update(&window_start.to_be_bytes());
        mac.update(value);
        let whole = mac.finalize().into_bytes();
        out.iter_mut().zip(whole).for_each(|(to, from)| *to = from);
    }
    out
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn ip(text: &str) -> IpAddr {
        text.parse().unwrap()
    }

    fn seen(forwarded: &[&str], proxies: usize) -> IpAddr {
        let mut headers = HeaderMap::new();
        for value in forwarded {
            headers.append("x-forwarded-for", value.parse().unwrap());
        }
        client(&headers, proxies, Some(ip("10.0.0.1")))
    }

    #[test]
    fn only_our_own_proxies_are_believed() {
        assert_eq!(seen(&["203.0.113.7"], 0), ip("10.0.0.1"));
        assert_eq!(seen(&["203.0.113.7"], 1), ip("203.0.113.7"));
        assert_eq!(seen(&["1.2.3.4, 203.0.113.7"], 1), ip("203.0.113.7"));
        assert_eq!(seen(&["1.2.3.4", "203.0.113.7, 10.1.1.1"], 2), ip("203.0.113.7"));
        assert_eq!(seen(&["nonsense"], 1), ip("10.0.0.1"));
        assert_eq!(seen(&[], 1), ip("10.0.0.1"));
    }

    #[test]
    fn a_network_is_a_v4_address_or_a_v6_subnet() {
        assert_eq!(Network::of(ip("2001:db8::1")), Network::of(ip("2001:db8::ffff:2")));
        assert_ne!(Network::of(ip("2001:db8::1")), Network::of(ip("2001:db8:0:1::1")));
        assert_eq!(Network::of(ip("::ffff:192.0.2.1")), Network::of(ip("192.0.2.1")));
        assert_ne!(Network::of(ip("192.0.2.2")), Network::of(ip("192.0.2.1")));
        let around = |text| Network::of(ip(text)).around();
        assert_eq!(around("2001:db8:0:1::1"), around("2001:db8:0:ffff::2"));
        assert_ne!(around("2001:db8::1"), around("2001:db8:1::1"));
        assert_eq!(around("192.0.2.1"), None);
    }

    #[test]
    fn a_bucket_is_of_one_kind_value_hour_and_key() {
        let one = bucket(&[1; 32], "address", b"a", 0);
        assert_eq!(one, bucket(&[1; 32], "address", b"a", 0));
        for other in [
            bucket(&[2; 32], "address", b"a", 0),
            bucket(&[1; 32], "network", b"a", 0),
            bucket(&[1; 32], "address", b"b", 0),
            bucket(&[1; 32], "address", b"a", WINDOW),
        ] {
            assert_ne!(one, other);
        }
    }
}
