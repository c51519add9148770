//! `/associations/{association}/logo/{hash}`: a logo's file. That of an association which isn't let in is for those who
//! act for it.

use super::entry::Perhaps;
use crate::{
    http::{AppError, PageResult},
    state::SharedApp,
    store::{associations, logos, members},
};
use app::domain::association::AssociationState;
use axum::{
    extract::{Path, State},
    http::header,
    response::IntoResponse,
};

/// `GET`. The file at an address never changes.
pub async fn file(
    State(app): State<SharedApp>,
    Perhaps(coordinator): Perhaps,
    Path((id, hash)): Path<(String, String)>,
) -> PageResult {
    let id: i64 = id.parse().map_err(|_| AppError::NotFound)?;
    let association = associations::association(&app.db, id).await?.ok_or(AppError::NotFound)?;
    let public = association.state == AssociationState::Approved;
    if !public {
        let coordinator = coordinator.ok_or(AppError::NotFound)?;
        members::membership(&app.db, coordinator.id, id).await?.ok_or(AppError::NotFound)?;
    }
    let (kind, bytes) = logos::file(&app.db, id, &hash).await?.ok_or(AppError::NotFound)?;
    let keep = if public { "public, max-age=31536000, immutable" } else { "private, no-cache" };
    let headers = [(header::CONTENT_TYPE, kind.as_str()), (header::CACHE_CONTROL, keep)];
    Ok((headers, bytes).into_response())
}
