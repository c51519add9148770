//! `GET /missions/{id}/places`: places left, for the figure that stays live.

use crate::{
    http::AppError,
    needs::NeedPath,
    state::SharedApp,
    store::{needs, slots},
};
use axum::{
    Json,
    extract::{Path, State},
    http::header,
    response::{IntoResponse, Response},
};
use serde_json::json;

/// `{"slots":[[slot, places left, capacity],…]}`.
pub async fn places_left(
    State(app): State<SharedApp>,
    Path(address): Path<String>,
) -> Result<Response, AppError> {
    let id = NeedPath::parse(&address).ok_or(AppError::NotFound)?.id;
    let slots = slots::places_left(&app.db, id).await?;
    if slots.is_empty() && needs::need(&app.db, id, app.clock.now()).await?.is_none() {
        return Err(AppError::NotFound);
    }
    Ok(([(header::CACHE_CONTROL, "no-store")], Json(json!({ "slots": slots }))).into_response())
}
