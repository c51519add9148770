//! How a feed is answered: kept for a while, not sent again to who has it, open to every page on the web.

use crate::http::conditional::is_known;
use app::domain::search::FeedKind;
use axum::{
    http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use sha2::{Digest, Sha256};
use std::fmt::Write;

/// Seconds that an answer may be kept without asking.
const KEPT: &str = "public, max-age=300";
/// Pages of other sites may read what everybody may.
pub const OPEN: (HeaderName, HeaderValue) =
    (header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));

/// The feed, or 304 to whoever has this very one. What it is told by is the body alone: much of it has no time at which
/// it changed (places left, names, logos, what the index doesn't know yet).
pub fn conditional(asked: &HeaderMap, kind: FeedKind, body: String) -> Response {
    let tag = tag(&body);
    let mut headers = HeaderMap::from_iter([OPEN]);
    for (name, value) in
        [(header::CACHE_CONTROL, KEPT), (header::ETAG, &tag), (header::ACCESS_CONTROL_EXPOSE_HEADERS, "etag")]
    {
        if let Ok(value) = HeaderValue::from_str(value) {
            headers.insert(name, value);
        }
    }
    if is_known(asked, &tag, None) {
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
