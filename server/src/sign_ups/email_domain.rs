//! `GET /courriel?domaine=`: whether a domain gives addresses to throw away. The address itself is never sent.

use super::Query;
use crate::email_domains::is_disposable;
use axum::{Json, http::header, response::IntoResponse};
use serde::Deserialize;
use serde_json::json;

/// What is asked.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Asked {
    domaine: String,
}

/// `{"disposable":bool}`.
pub async fn disposable(Query(asked): Query<Asked>) -> impl IntoResponse {
    let domain = asked.domaine;
    let headers = [(header::CACHE_CONTROL, "public, max-age=86400")];
    (headers, Json(json!({ "disposable": is_disposable(&domain) })))
}
