//! A body of JSON, read.

use crate::api::problem::{ApiError, Kind, Wrong};
use app::domain::Lang;
use axum::http::{HeaderMap, header};
use serde::de::DeserializeOwned;

/// Reads a body.
///
/// # Errors
/// When it isn't sent as JSON, is none, or says something that nobody asks for.
pub fn read<T: DeserializeOwned>(headers: &HeaderMap, body: &[u8]) -> Result<T, ApiError> {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let kind = kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    if kind != "application/json" {
        return Err(Kind::MediaType.with("Send it as application/json.").into());
    }
    serde_json::from_slice(body).map_err(|error| match error.classify() {
        serde_json::error::Category::Data => {
            let wrong = Wrong::pointer("", error.to_string());
            Kind::Invalid.with("The body isn't as the document describes it.").listing(vec![wrong]).into()
        }
        _ => Kind::Body.with(format!("It is no JSON: {error}.")).into(),
    })
}

/// The language in which errors of a form are told: English unless French is asked for first.
#[must_use]
pub fn lang(headers: &HeaderMap) -> Lang {
    let asked =
        headers.get(header::ACCEPT_LANGUAGE).and_then(|asked| asked.to_str().ok()).unwrap_or_default();
    if asked.trim_start().to_ascii_lowercase().starts_with("fr") { Lang::Fr } else { Lang::En }
}
