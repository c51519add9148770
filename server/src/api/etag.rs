//! Answers that carry a tag of what is in them, so that who has them already isn't sent them again (RFC 9110, 13.1).

use axum::{
    body::{Body, Bytes},
    http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use serde::Serialize;
use sha2::{Digest, Sha256};

/// Codings that the server may send an answer in; each has a tag of its own.
pub const CODINGS: [&str; 2] = ["br", "gzip"];

/// An answer, made ready.
#[derive(Clone, Debug)]
pub struct Answer {
    /// JSON.
    pub body: Bytes,
    /// The tag, quotes included.
    pub tag: HeaderValue,
    /// Where it goes on.
    pub link: Option<HeaderValue>,
    /// Who may keep it how long.
    pub keep: &'static str,
}

impl Answer {
    /// One of this JSON text.
    #[must_use]
    pub fn of(body: String, keep: &'static str) -> Self {
        let tag = tag(body.as_bytes());
        let tag = HeaderValue::from_str(&tag).unwrap_or(HeaderValue::from_static("\"\""));
        Self { body: body.into(), tag, link: None, keep }
    }

    /// One of something that becomes JSON.
    #[must_use]
    pub fn json<T: Serialize>(value: &T, keep: &'static str) -> Self {
        // Only maps whose keys aren't strings fail, and no shape has one.
        Self::of(serde_json::to_string(value).unwrap_or_default(), keep)
    }

    /// Says where it goes on.
    #[must_use]
    pub fn going_on(mut self, next: Option<&str>) -> Self {
        self.link = next.and_then(|next| HeaderValue::from_str(&format!("<{next}>; rel=\"next\"")).ok());
        self
    }

    /// Bytes that it takes in memory, about.
    #[must_use]
    pub fn weight(&self) -> usize {
        self.body.len() + 200
    }

    /// To whoever asks: all of it, or 304 if they have it.
    #[must_use]
    pub fn to(&self, headers: &HeaderMap) -> Response {
        let known = headers.get_all(header::IF_NONE_MATCH).iter().find_map(|value| held(value, &self.tag));
        let (status, tag, body) = match known {
            Some(tag) => (StatusCode::NOT_MODIFIED, tag, Body::empty()),
            None => (StatusCode::OK, self.tag.clone(), Body::from(self.body.clone())),
        };
        let kept = HeaderValue::from_static(self.keep);
        let mut response =
            (status, [(header::CACHE_CONTROL, kept), (header::ETAG, tag)], body).into_response();
        let headers = response.headers_mut();
        if status == StatusCode::OK {
            headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
        }
        if let Some(link) = &self.link {
            headers.insert(header::LINK, link.clone());
        }
        response
    }
}

/// The tag of these bytes, quotes included.
#[must_use]
pub fn tag(bytes: &[u8]) -> String {
    let hash = Sha256::digest(bytes);
    format!("\"{}\"", URL_SAFE_NO_PAD.encode(hash.get(..15).unwrap_or_default()))
}

/// The tag in `If-None-Match` that means what `tag` does, in whatever coding it was sent; weakly compared, as it must be.
fn held(value: &HeaderValue, tag: &HeaderValue) -> Option<HeaderValue> {
    let (value, tag) = (value.to_str().ok()?, tag.to_str().ok()?);
    if value.trim() == "*" {
        return HeaderValue::from_str(tag).ok();
    }
    let theirs = value.split(',').map(|one| one.trim().trim_start_matches("W/"));
    let found = theirs.into_iter().find(|one| plain(one) == tag)?;
    HeaderValue::from_str(found).ok()
}

/// Whether `If-Match` holds for what has this tag: strongly compared, in whatever coding it was sent.
#[must_use]
pub fn matches(headers: &HeaderMap, tag: &str) -> bool {
    let mut values = headers.get_all(header::IF_MATCH).iter().peekable();
    if values.peek().is_none() {
        return true;
    }
    let known = |value: &HeaderValue| {
        let value = value.to_str().unwrap_or_default();
        value.trim() == "*" || value.split(',').any(|one| plain(one.trim()) == tag)
    };
    values.any(known)
}

/// The tag without what says its coding.
fn plain(tag: &str) -> String {
    let ends = CODINGS.iter().find_map(|coding| tag.strip_suffix(&format!("-{coding}\"")));
    ends.map_or_else(|| tag.to_owned(), |start| format!("{start}\""))
}

/// Gives what was sent in a coding a tag of its own.
pub fn coded(headers: &mut HeaderMap) {
    let text = |headers: &HeaderMap, name: HeaderName| {
        headers.get(name).and_then(|value| value.to_str().ok()).map(str::to_owned)
    };
    let Some(coding) = text(headers, header::CONTENT_ENCODING) else { return };
    let Some(tag) = text(headers, header::ETAG) else { return };
    if let Some(start) = tag.strip_suffix('"')
        && let Ok(tag) = HeaderValue::from_str(&format!("{start}-{coding}\""))
    {
        headers.insert(header::ETAG, tag);
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn asked(answer: &Answer, known: &str) -> (u16, String) {
        let headers = HeaderMap::from_iter([(header::IF_NONE_MATCH, known.parse().unwrap())]);
        let response = answer.to(&headers);
        (response.status().as_u16(), response.headers()[header::ETAG].to_str().unwrap().to_owned())
    }

    #[test]
    fn who_has_it_is_not_sent_it() {
        let answer = Answer::of("{}".to_owned(), "no-cache");
        let tag = answer.tag.to_str().unwrap().to_owned();
        assert_eq!(asked(&answer, &tag), (304, tag.clone()));
        assert_eq!(asked(&answer, &format!("\"x\", W/{tag}")), (304, tag.clone()));
        assert_eq!(asked(&answer, "*"), (304, tag.clone()));
        let gzip = tag.trim_end_matches('"').to_owned() + "-gzip\"";
        assert_eq!(asked(&answer, &gzip), (304, gzip.clone()), "the tag that they have");
        assert_eq!(asked(&answer, "\"x\""), (200, tag.clone()));
        assert_eq!(asked(&answer, "nonsense"), (200, tag));
    }

    #[test]
    fn nothing_is_written_over_what_is_not_known() {
        let with = |value: &str| HeaderMap::from_iter([(header::IF_MATCH, value.parse().unwrap())]);
        assert!(matches(&HeaderMap::new(), "\"a\"") && matches(&with("*"), "\"a\""));
        assert!(matches(&with("\"b\", \"a-br\""), "\"a\""));
        assert!(!matches(&with("\"b\""), "\"a\"") && !matches(&with("W/\"a\""), "\"a\""), "strongly");
    }

    #[test]
    fn each_coding_has_a_tag_of_its_own() {
        let mut headers = HeaderMap::from_iter([(header::ETAG, "\"a\"".parse().unwrap())]);
        coded(&mut headers);
        assert_eq!(headers[header::ETAG], "\"a\"");
        headers.insert(header::CONTENT_ENCODING, "br".parse().unwrap());
        coded(&mut headers);
        assert_eq!(headers[header::ETAG], "\"a-br\"");
    }
}
