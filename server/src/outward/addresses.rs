//! Which addresses lie outside: the special-purpose registries of IANA (RFC 6890, RFC 8190), said by range.

use super::OutwardError;
use app::domain::near::is_near;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use url::{Host, Url};

/// IPv4 that is not the open internet: first address and length of the prefix.
const V4: [(Ipv4Addr, u32); 15] = [
    (Ipv4Addr::new(0, 0, 0, 0), 8),
    (Ipv4Addr::new(10, 0, 0, 0), 8),
    (Ipv4Addr::new(100, 64, 0, 0), 10),
    (Ipv4Addr::new(127, 0, 0, 0), 8),
    (Ipv4Addr::new(169, 254, 0, 0), 16),
    (Ipv4Addr::new(172, 16, 0, 0), 12),
    (Ipv4Addr::new(192, 0, 0, 0), 24),
    (Ipv4Addr::new(192, 0, 2, 0), 24),
    (Ipv4Addr::new(192, 88, 99, 0), 24),
    (Ipv4Addr::new(192, 168, 0, 0), 16),
    (Ipv4Addr::new(198, 18, 0, 0), 15),
    (Ipv4Addr::new(198, 51, 100, 0), 24),
    (Ipv4Addr::new(203, 0, 113, 0), 24),
    (Ipv4Addr::new(224, 0, 0, 0), 4),
    (Ipv4Addr::new(240, 0, 0, 0), 4),
];

/// What is none of the open internet within the one range that is, `2000::/3`: protocol assignments with Teredo and
/// ORCHID, documentation, 6to4. All else (loopback, mapped IPv4, NAT64, unique local, link-local, multicast) lies
/// outside that range.
const V6: [(Ipv6Addr, u32); 4] = [
    (Ipv6Addr::new(0x2001, 0, 0, 0, 0, 0, 0, 0), 23),
    (Ipv6Addr::new(0x2001, 0xdb8, 0, 0, 0, 0, 0, 0), 32),
    (Ipv6Addr::new(0x2002, 0, 0, 0, 0, 0, 0, 0), 16),
    (Ipv6Addr::new(0x3fff, 0, 0, 0, 0, 0, 0, 0), 20),
];

/// Whether an address lies on the open internet.
#[must_use]
pub fn is_outside(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => {
            !V4.iter().any(|(start, length)| (address.to_bits() ^ start.to_bits()) >> (32 - length) == 0)
        }
        IpAddr::V6(address) => {
            address.segments()[0] & 0xe000 == 0x2000
                && !V6
                    .iter()
                    .any(|(start, length)| (address.to_bits() ^ start.to_bits()) >> (128 - length) == 0)
        }
    }
}

/// Whether a web server is expected on a port: the usual ones, and those that people run a second one on.
#[must_use]
pub const fn is_web_port(port: u16) -> bool {
    matches!(port, 80 | 443 | 8000..=8999)
}

/// Addresses near that may be asked all the same, `OUTWARD_ALLOW`: for tests only.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Allowed(Vec<(IpAddr, Option<u16>)>);

impl Allowed {
    /// Reads `127.0.0.1`, `127.0.0.1:8080`, or several by commas.
    #[must_use]
    pub fn parse(written: &str) -> Option<Self> {
        let one = |written: &str| {
            let whole = written.parse::<SocketAddr>().map(|socket| (socket.ip(), Some(socket.port())));
            whole.or_else(|_| written.parse().map(|address| (address, None))).ok()
        };
        let parts = written.split(',').map(str::trim).filter(|part| !part.is_empty());
        parts.map(one).collect::<Option<_>>().map(Self)
    }

    /// Whether a connection may be made to an address and port.
    #[must_use]
    pub fn may_connect(&self, socket: SocketAddr) -> bool {
        is_outside(socket.ip()) || self.has(socket.ip(), socket.port())
    }

    fn has(&self, address: IpAddr, port: u16) -> bool {
        self.0.iter().any(|(one, only)| *one == address && only.is_none_or(|only| only == port))
    }

    /// Judges an address by what is written: scheme, port, and the host where it is a number or a name known to be
    /// near. What a name stands for is judged when it is resolved.
    ///
    /// # Errors
    /// When it isn't to be asked.
    pub fn judge(&self, url: &Url) -> Result<(), OutwardError> {
        if !["http", "https"].contains(&url.scheme())
            || !url.username().is_empty()
            || url.password().is_some()
        {
            return Err(OutwardError::Address);
        }
        let port = url.port_or_known_default().ok_or(OutwardError::Address)?;
        let inside = || OutwardError::Inside(url.host_str().unwrap_or_default().to_owned());
        let address = match url.host().ok_or(OutwardError::Address)? {
            Host::Domain(name) if is_near(name) => return Err(inside()),
            Host::Domain(_) => None,
            Host::Ipv4(address) => Some(IpAddr::V4(address)),
            Host::Ipv6(address) => Some(IpAddr::V6(address)),
        };
        if address.is_some_and(|address| self.has(address, port)) {
            return Ok(());
        }
        if address.is_some_and(|address| !is_outside(address)) {
            return Err(inside());
        }
        if is_web_port(port) { Ok(()) } else { Err(OutwardError::Port(port)) }
    }
}
