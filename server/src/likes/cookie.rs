//! The cookie of a browser that likes something: a random number, signed, and nothing else. And the same in a form, for
//! a browser that has no cookie yet: pressed twice at once, it is one browser still.

use crate::{
    signed,
    state::App,
    store::{
        likes::{BYTES, LikerKey},
        secrets::Key,
    },
};
use axum::{
    http::{HeaderMap, HeaderValue, header},
    response::{IntoResponseParts, ResponseParts},
};
use std::convert::Infallible;

/// Its name.
pub const COOKIE: &str = "favoris";
/// How long a browser keeps it, in seconds, counted from its last like: a year.
pub const LIFE: i64 = 365 * 86_400;
/// How long what stands in a form can be used, in seconds: 24 hours.
pub const OFFER_LIFE: i64 = 86_400;
const COOKIE_SALT: &[u8] = b"cookie ";
const OFFER_SALT: &[u8] = b"offer ";

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
    signed::write(key, COOKIE_SALT, liker.bytes())
}

/// What [`write`] wrote with this key.
#[must_use]
pub fn read(key: &Key, text: &str) -> Option<LikerKey> {
    signed::read(key, COOKIE_SALT, text).and_then(|bytes: [u8; BYTES]| LikerKey::of(&bytes))
}

/// As a form given out at `now` (epoch seconds) carries it.
#[must_use]
pub fn offer(key: &Key, liker: &LikerKey, now: i64) -> String {
    signed::write(key, OFFER_SALT, &[liker.bytes(), &now.to_be_bytes()].concat())
}

/// What [`offer`] wrote with this key, no longer ago than a day.
#[must_use]
pub fn taken(key: &Key, text: &str, now: i64) -> Option<LikerKey> {
    let whole: [u8; BYTES + 8] = signed::read(key, OFFER_SALT, text)?;
    let (liker, time) = whole.split_last_chunk::<8>()?;
    let age = now.saturating_sub(i64::from_be_bytes(*time));
    // Another server's clock may be a little ahead.
    if (-60..=OFFER_LIFE).contains(&age) { LikerKey::of(liker) } else { None }
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
