//! How a feed is answered: kept for a while, not sent again to who has it, open to every page on the web.

use app::domain::search::FeedKind;
use axum::{
    http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use jiff::{Timestamp, fmt::rfc2822};
use sha2::{Digest, Sha256};
use std::fmt::Write;

/// Seconds that an answer may be kept without asking.
const KEPT: &str = "public, max-age=300";
/// Pages of other sites may read what everybody may.
pub const OPEN: (HeaderName, HeaderValue) =
    (header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));

/// The feed, or 304 to whoever has this very one. `changed_at`: when anything changed last, epoch seconds.
pub fn conditional(asked: &HeaderMap, kind: FeedKind, changed_at: i64, body: String) -> Response {
    let tag = tag(&body);
    let mut headers = HeaderMap::from_iter([OPEN]);
    for (name, value) in [
        (header::CACHE_CONTROL, KEPT),
        (header::ETAG, &tag),
        (header::LAST_MODIFIED, &http_date(changed_at)),
        (header::ACCESS_CONTROL_EXPOSE_HEADERS, "etag"),
    ] {
        if let Ok(value) = HeaderValue::from_str(value) {
            headers.insert(name, value);
        }
    }
    if has_it(asked, &tag, changed_at) {
        return (StatusCode::NOT_MODIFIED, headers).into_response();
    }
    let kind = format!("{}; charset=utf-8", kind.media_type());
    (headers, [(header::CONTENT_TYPE, kind)], body).into_response()
}

/// Weak, for what travels may be compressed.
fn tag(body: &str) -> String {
    let hash: [u8; 32] = Sha256::digest(body.as_bytes()).into();
    let mut tag = "W/\"".to_owned();
    for byte in hash.iter().take(16) {
        // Writing to a string can't fail.
        let _ = write!(tag, "{byte:02x}");
    }
    tag.push('"');
    tag
}

/// RFC 9110, 13.1: a tag counts more than a time.
fn has_it(asked: &HeaderMap, tag: &str, changed_at: i64) -> bool {
    let text = |name| asked.get(name).and_then(|value: &HeaderValue| value.to_str().ok());
    if asked.contains_key(header::IF_NONE_MATCH) {
        let tags = asked.get_all(header::IF_NONE_MATCH).iter().filter_map(|value| value.to_str().ok());
        let strong = |tag: &str| tag.trim().trim_start_matches("W/").to_owned();
        return tags
            .flat_map(|value| value.split(','))
            .any(|known| known.trim() == "*" || strong(known) == strong(tag));
    }
    let since = text(header::IF_MODIFIED_SINCE).and_then(|date| rfc2822::parse(date).ok());
    since.is_some_and(|since| since.timestamp().as_second() >= changed_at)
}

/// `Sun, 06 Nov 1994 08:49:37 GMT`.
fn http_date(epoch: i64) -> String {
    Timestamp::from_second(epoch)
        .unwrap_or(Timestamp::UNIX_EPOCH)
        .strftime("%a, %d %b %Y %H:%M:%S GMT")
        .to_string()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn who_has_it_is_told_so() {
        let tag = tag("x");
        let asked = |name: HeaderName, value: &str| HeaderMap::from_iter([(name, value.parse().unwrap())]);
        let none_match = |value: &str| has_it(&asked(header::IF_NONE_MATCH, value), &tag, 0);
        assert!(none_match(&tag) && none_match(tag.trim_start_matches("W/")) && none_match("*"));
        assert!(none_match(&format!("\"a\", {tag}")) && !none_match("\"a\"") && !none_match(""));
        let since = |value: &str| has_it(&asked(header::IF_MODIFIED_SINCE, value), &tag, 784_111_777);
        assert_eq!(http_date(784_111_777), "Sun, 06 Nov 1994 08:49:37 GMT");
        assert!(since("Sun, 06 Nov 1994 08:49:37 GMT") && since("Sun, 06 Nov 1994 08:49:38 GMT"));
        assert!(
            !since("Sun, 06 Nov 1994 08:49:36 GMT") && !since("hier") && !has_it(&HeaderMap::new(), &tag, 0)
        );
    }
}
