//! The cookie of a browser that likes something: a random number, signed, and nothing else. And the same in a form, for
//! a browser that has no cookie yet: pressed twice at once, it is one browser still.

use crate::{
    state::App,
    store::{likes::LikerKey, secrets::Key},
};
use axum::{
    http::{HeaderMap, HeaderValue, header},
    response::{IntoResponseParts, ResponseParts},
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use std::convert::Infallible;

/// Its name.
pub const COOKIE: &str = "favoris";
/// How long a browser keeps it, in seconds, counted from its last like: a year.
pub const LIFE: i64 = 365 * 86_400;
/// How long what stands in a form can be used, in seconds: 24 hours.
pub const OFFER_LIFE: i64 = 86_400;
const SIGNED: usize = 16;

/// What a browser is told to do with its cookie.
#[derive(Clone, Debug, Default)]
pub struct SetCookie(Option<HeaderValue>);

impl SetCookie {
    /// To carry `liker` for a year.
    #[must_use]
    pub fn carry(app: &App, liker: &LikerKey) -> Self {
        Self::with(app, &write(&app.secrets.likes, liker), LIFE)
    }

    /// To forget it.
    #[must_use]
    pub fn forget(app: &App) -> Self {
        Self::with(app, "", 0)
    }

    fn with(app: &App, value: &str, seconds: i64) -> Self {
        let secure = if app.settings.public_url.starts_with("https://") { "; Secure" } else { "" };
        let text = format!("{COOKIE}={value}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax{secure}");
        Self(HeaderValue::from_str(&text).ok())
    }
}

impl IntoResponseParts for SetCookie {
    type Error = Infallible;

    fn into_response_parts(self, mut parts: ResponseParts) -> Result<ResponseParts, Infallible> {
        if let Some(value) = self.0 {
            parts.headers_mut().append(header::SET_COOKIE, value);
        }
        Ok(parts)
    }
}

/// Whom a request's cookie names, if it is one of ours.
#[must_use]
pub fn of(key: &Key, headers: &HeaderMap) -> Option<LikerKey> {
    let lines = headers.get_all(header::COOKIE).iter().filter_map(|line| line.to_str().ok());
    lines
        .flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .filter(|(name, _)| *name == COOKIE)
        .find_map(|(_, value)| read(key, value))
}

/// As the cookie carries it.
#[must_use]
pub fn write(key: &Key, liker: &LikerKey) -> String {
    signed(key, b"cookie ", liker.bytes())
}

/// What [`write`] wrote with this key.
#[must_use]
pub fn read(key: &Key, text: &str) -> Option<LikerKey> {
    LikerKey::of(&verified(key, b"cookie ", text)?)
}

/// As a form given out at `now` (epoch seconds) carries it.
#[must_use]
pub fn offer(key: &Key, liker: &LikerKey, now: i64) -> String {
    signed(key, b"offer ", &[liker.bytes(), &now.to_be_bytes()].concat())
}

/// What [`offer`] wrote with this key, no longer ago than a day.
#[must_use]
pub fn taken(key: &Key, text: &str, now: i64) -> Option<LikerKey> {
    let whole = verified(key, b"offer ", text)?;
    let (liker, time) = whole.split_last_chunk::<8>()?;
    let age = now.saturating_sub(i64::from_be_bytes(*time));
    // Another server's clock may be a little ahead.
    if (-60..=OFFER_LIFE).contains(&age) { LikerKey::of(liker) } else { None }
}

fn signed(key: &Key, purpose: &[u8], content: &[u8]) -> String {
    let mut whole = content.to_vec();
    if let Some(mac) = mac(key, purpose, content) {
        whole.extend(mac.finalize().into_bytes().iter().take(SIGNED));
    }
    URL_SAFE_NO_PAD.encode(whole)
}

fn verified(key: &Key, purpose: &[u8], text: &str) -> Option<Vec<u8>> {
    let whole = URL_SAFE_NO_PAD.decode(text).ok()?;
    let (content, signature) = whole.split_last_chunk::<SIGNED>()?;
    mac(key, purpose, content)?.verify_truncated_left(signature).ok()?;
    Some(content.to_vec())
}

fn mac(key: &Key, purpose: &[u8], content: &[u8]) -> Option<Hmac<Sha256>> {
    let mut mac = Hmac::<Sha256>::new_from_slice(key).ok()?;
    mac.update(purpose);
    mac.update(content);
    Some(mac)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const KEY: Key = [7; 32];

    #[test]
    fn what_is_written_is_read_and_nothing_else() {
        let liker = LikerKey::fresh();
        let (cookie, offer) = (write(&KEY, &liker), offer(&KEY, &liker, 1000));
        assert!(read(&KEY, &cookie) == Some(liker));
        assert!(taken(&KEY, &offer, 1000) == Some(liker));
        assert!(taken(&KEY, &offer, 1000 + OFFER_LIFE) == Some(liker));
        assert!(taken(&KEY, &offer, 1001 + OFFER_LIFE).is_none(), "too old");
        assert!(taken(&KEY, &cookie, 1000).is_none() && read(&KEY, &offer).is_none(), "each for its own use");
        assert!(read(&[8; 32], &cookie).is_none(), "another portal's");
        let mut headers = HeaderMap::new();
        let line = format!("session=x; {COOKIE}=wrong; {COOKIE}={cookie}");
        headers.insert(header::COOKIE, line.parse().unwrap());
        assert!(of(&KEY, &headers) == Some(liker));
    }

    proptest! {
        #[test]
        fn nobody_makes_one_by_guessing(text in "[A-Za-z0-9_=%.-]{0,60}", at in 0..40_usize, sign in "[A-Za-z0-9_-]") {
            prop_assert!(read(&KEY, &text).is_none() && taken(&KEY, &text, 0).is_none());
            let right = write(&KEY, &LikerKey::fresh());
            let mut wrong = right.clone();
            wrong.replace_range(at..=at, &sign);
            prop_assert!(wrong == right || read(&KEY, &wrong).is_none());
        }
    }
}
