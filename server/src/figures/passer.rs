//! Somebody who passes by, as far as figures may know them.

use super::bots;
use crate::{
    http::{limits::Network, session},
    state::SharedApp,
    store::secrets::Key,
};
use app::domain::figures::{Source, Step};
use axum::{
    extract::FromRequestParts,
    http::{HeaderMap, Method, header, request::Parts},
};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use std::convert::Infallible;

/// Most of a browser's name that is looked at, in bytes.
const AGENT: usize = 300;

/// Who asks, for [`super::count`]: nobody at all where they aren't to be counted.
#[derive(Clone)]
pub struct Passer(Option<Known>);

/// What is known of somebody for as long as their request lasts.
#[derive(Clone)]
pub(super) struct Known {
    network: Network,
    agent: String,
    /// Where from.
    pub(super) source: Source,
}

/// Who passes by stays out of logs.
impl std::fmt::Debug for Passer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Passer(…)")
    }
}

impl FromRequestParts<SharedApp> for Passer {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &SharedApp) -> Result<Self, Infallible> {
        if !is_counted(&parts.method, &parts.headers) {
            return Ok(Self(None));
        }
        let Ok(network) = Network::from_request_parts(parts, app).await;
        let text = |name| parts.headers.get(name).and_then(|value| value.to_str().ok());
        let own = app.settings.public_url.split_once("://").map_or("", |(_, host)| host);
        let source = Source::of(own, text(header::REFERER), parts.uri.query().unwrap_or_default());
        let agent = text(header::USER_AGENT).unwrap_or_default();
        let agent = agent.get(..AGENT.min(agent.len())).unwrap_or_default().to_owned();
        Ok(Self(Some(Known { network, agent, source })))
    }
}

/// Not counted: who asks not to be tracked, robots, pages that are fetched before anybody wants them, and whoever has
/// the cookie of an association's space, which people get when they sign in and not before.
fn is_counted(method: &Method, headers: &HeaderMap) -> bool {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let cookies = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    let mut cookies = cookies.flat_map(|value| value.split(';')).filter_map(|pair| pair.split_once('='));
    let ahead = ["sec-purpose", "purpose", "x-purpose", "x-moz"].into_iter().map(text);
    method != Method::HEAD
        && text("dnt") != "1"
        && text("sec-gpc") != "1"
        && !ahead.into_iter().any(|purpose| {
            purpose.contains("prefetch") || purpose.contains("prerender") || purpose.contains("preview")
        })
        && !cookies.any(|(name, _)| name.trim() == session::COOKIE)
        && !bots::is_bot(text("user-agent"))
}

impl Passer {
    pub(super) const fn known(&self) -> Option<&Known> {
        self.0.as_ref()
    }

    /// Where they came from, as the address of their next step says it (`?src=…`); nothing where they aren't counted.
    #[must_use]
    pub fn source(&self) -> String {
        self.0.as_ref().map(|known| known.source.code()).unwrap_or_default()
    }
}

impl Known {
    /// What stands for the person, the need and the step, on this day and never again: without the day's salt nobody
    /// can tell whom, and with it nobody can turn it round.
    pub(super) fn hash(&self, salt: &Key, need_id: i64, step: Step, detail: &str) -> i64 {
        let need_id = need_id.to_be_bytes();
        let texts = [step.code(), detail, &self.agent].map(str::as_bytes);
        keyed(salt, &[&self.network.octets(), &need_id, texts[0], b"\n", texts[1], b"\n", texts[2], b"\n"])
    }

    /// What stands for the network, on this day and never again; it leaves memory for nowhere.
    pub(super) fn network(&self, salt: &Key) -> i64 {
        keyed(salt, &[b"network", &self.network.octets()])
    }
}

fn keyed(salt: &Key, parts: &[&[u8]]) -> i64 {
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(salt) else { return 0 };
    parts.iter().for_each(|part| mac.update(part));
    let whole = mac.finalize().into_bytes();
    whole.first_chunk::<8>().map_or(0, |bytes| i64::from_be_bytes(*bytes))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    const BROWSER: &str = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

    fn counted(method: Method, headers: &[(&'static str, &str)]) -> bool {
        let headers =
            headers.iter().map(|(name, value)| (name.parse().unwrap(), value.parse().unwrap())).collect();
        is_counted(&method, &headers)
    }

    #[test]
    fn who_asks_not_to_be_counted_is_not() {
        let browser = ("user-agent", BROWSER);
        assert!(counted(Method::GET, &[browser]));
        assert!(counted(Method::GET, &[browser, ("dnt", "0"), ("cookie", "theme=1; other=session")]));
        for header in [
            ("dnt", "1"),
            ("sec-gpc", "1"),
            ("sec-purpose", "prefetch;prerender"),
            ("purpose", "prefetch"),
            ("x-moz", "prefetch"),
            ("cookie", "a=b; session=x"),
        ] {
            assert!(!counted(Method::GET, &[browser, header]), "{header:?}");
        }
        assert!(!counted(Method::HEAD, &[browser]));
        assert!(!counted(Method::GET, &[]));
    }

    #[test]
    fn a_hash_is_of_one_person_need_step_and_day() {
        let known = |agent: &str, network: &str| Known {
            network: Network::of(network.parse().unwrap()),
            agent: agent.to_owned(),
            source: Source::Direct,
        };
        let (salt, other) = ([1; 32], [2; 32]);
        let one = known("a", "192.0.2.1").hash(&salt, 1, Step::Seen, "");
        assert_eq!(one, known("a", "192.0.2.1").hash(&salt, 1, Step::Seen, ""));
        for different in [
            known("b", "192.0.2.1").hash(&salt, 1, Step::Seen, ""),
            known("a", "192.0.2.2").hash(&salt, 1, Step::Seen, ""),
            known("a", "192.0.2.1").hash(&salt, 2, Step::Seen, ""),
            known("a", "192.0.2.1").hash(&salt, 1, Step::Begun, ""),
            known("a", "192.0.2.1").hash(&salt, 1, Step::Seen, "x"),
            known("a", "192.0.2.1").hash(&other, 1, Step::Seen, ""),
        ] {
            assert_ne!(one, different);
        }
    }
}
