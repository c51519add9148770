//! `GET /lieux?q=…`: suggestions for the place field, as JSON.

use crate::state::SharedApp;
use app::domain::place::Suggestion;
use axum::{
    Json,
    extract::{Query, State},
    http::{HeaderName, header},
    response::IntoResponse,
};
use serde::Deserialize;

/// How many suggestions there are at most.
const MOST: usize = 8;

/// The question.
#[derive(Debug, Deserialize)]
pub struct Asked {
    /// What has been typed so far.
    #[serde(default)]
    q: String,
}

/// At most eight suggestions, best first. Everybody gets the same for the same question, so browsers
/// and proxies may keep it for a day.
pub async fn suggestions(State(app): State<SharedApp>, Query(asked): Query<Asked>) -> impl IntoResponse {
    const KEEP: [(HeaderName, &str); 1] = [(header::CACHE_CONTROL, "public, max-age=86400")];
    let found: Vec<Suggestion> = app.places.suggest(&asked.q, MOST);
    (KEEP, Json(found))
}
