//! `POST /missions/{id}/suivi` and `/associations/{id}/suivi`: a link was followed, says the browser that followed it.
//! No redirect: the link itself leads straight there.

use crate::{
    figures::{self, Event, Passer},
    http::{AppError, PageResult},
    needs::NeedPath,
    state::SharedApp,
    store::links_followed,
};
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::IntoResponse,
};

/// The link of a need.
pub async fn need(State(app): State<SharedApp>, passer: Passer, Path(address): Path<String>) -> PageResult {
    let id = NeedPath::parse(&address).ok_or(AppError::NotFound)?.id;
    if !links_followed::need_leads_out(&app.db, id).await? {
        return Err(AppError::NotFound);
    }
    figures::count(&app, &passer, id, Event::Followed);
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// The site of an association.
pub async fn association(
    State(app): State<SharedApp>,
    passer: Passer,
    Path(address): Path<String>,
) -> PageResult {
    let id = NeedPath::parse(&address).ok_or(AppError::NotFound)?.id;
    if !links_followed::has_site(&app.db, id).await? {
        return Err(AppError::NotFound);
    }
    figures::count_site(&app, &passer, id);
    Ok(StatusCode::NO_CONTENT.into_response())
}
