//! `GET /health`, for whoever watches the server.

use crate::state::SharedApp;
use axum::{extract::State, http::StatusCode, response::IntoResponse};

/// 200 when the database answers, 503 when it does not.
pub async fn health(State(app): State<SharedApp>) -> impl IntoResponse {
    let headers = [("content-type", "application/json"), ("cache-control", "no-store")];
    match app.db.ping().await {
        Ok(()) => (StatusCode::OK, headers, "{\"status\":\"ok\"}"),
        Err(error) => {
            tracing::warn!("health: {error}");
            (StatusCode::SERVICE_UNAVAILABLE, headers, "{\"status\":\"database unavailable\"}")
        }
    }
}
