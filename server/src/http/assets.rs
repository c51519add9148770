//! The front end's files, carried in the binary and named by one hash of all of them: a page always
//! gets the files it was made with, and browsers may keep them for ever.

use app::domain::colour::Colour;
use axum::{
    extract::Path,
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};
use rust_embed::RustEmbed;
use sha2::{Digest, Sha256};
use std::{fmt::Write, sync::LazyLock};

#[derive(RustEmbed)]
#[folder = "../target/site/pkg"]
#[allow_missing = true]
struct Files;

static FOLDER: LazyLock<String> = LazyLock::new(|| {
    let mut names: Vec<_> = Files::iter().collect();
    names.sort();
    let mut hash = Sha256::new();
    for name in names {
        hash.update(name.as_bytes());
        if let Some(file) = Files::get(&name) {
            hash.update(file.metadata.sha256_hash());
        }
    }
    let mut folder = "/pkg/".to_owned();
    for byte in &hash.finalize()[..6] {
        // Writing to a string can't fail.
        let _ = write!(folder, "{byte:02x}");
    }
    folder
});

/// Where this build's files are: `/pkg/{hash}`.
pub fn folder() -> &'static str {
    &FOLDER
}

/// `GET /pkg/{hash}/{file}`. A hash of another build gets today's file, not to be kept.
pub async fn file(Path((hash, name)): Path<(String, String)>, headers: HeaderMap) -> Response {
    let accepted = headers.get(header::ACCEPT_ENCODING).and_then(|value| value.to_str().ok()).unwrap_or("");
    let accepts = |coding: &str| accepted.split(',').any(|one| one.trim().split(';').next() == Some(coding));
    let variants = [("br", ".br"), ("gzip", ".gz")];
    let found = variants
        .into_iter()
        .filter(|(coding, _)| accepts(coding))
        .find_map(|(coding, end)| Some((Files::get(&format!("{name}{end}"))?, Some(coding))))
        .or_else(|| Some((Files::get(&name)?, None)));
    let Some((file, coding)) = found else { return StatusCode::NOT_FOUND.into_response() };
    let keep = if folder().ends_with(&hash) { "public, max-age=31536000, immutable" } else { "no-cache" };
    let mut response = (
        [
            (header::CONTENT_TYPE, kind(&name)),
            (header::CACHE_CONTROL, keep),
            (header::VARY, "accept-encoding"),
        ],
        file.data,
    )
        .into_response();
    if let Some(coding) = coding {
        response.headers_mut().insert(header::CONTENT_ENCODING, header::HeaderValue::from_static(coding));
    }
    response
}

fn kind(name: &str) -> &'static str {
    match name.rsplit('.').next() {
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("woff2") => "font/woff2",
        Some("svg") => "image/svg+xml",
        _ => "application/octet-stream",
    }
}

/// `GET /favicon.svg`: a hand, in the accent colour.
pub async fn favicon() -> Response {
    let icon = format!(
        r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="9" fill="#{}"/><path d="M9 17v-4a1.6 1.6 0 0 1 3.2 0v3-6.4a1.6 1.6 0 0 1 3.2 0V15 8.6a1.6 1.6 0 0 1 3.2 0V15v-4.4a1.6 1.6 0 0 1 3.2 0V18.500a6.500 6.500 0 0 1-6.500 6.500h-.8a6.300 6.300 0 0 1-6.300-6.300z" fill="#fff8f1"/></svg>"##,
        Colour::ACCENT
    );
    ([(header::CONTENT_TYPE, "image/svg+xml"), (header::CACHE_CONTROL, "public, max-age=86400")], icon)
        .into_response()
}
