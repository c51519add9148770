//! `POST /missions/{id}/partage`: somebody shared a need, says their browser. Counted, and nothing else.

use crate::{
    figures::{Event, Passer, count},
    http::{AppError, PageResult, forms::read_form},
    needs::NeedPath,
    state::SharedApp,
    store::needs,
};
use app::domain::share::Channel;
use axum::{
    body::Bytes,
    extract::{Path, State},
    http::StatusCode,
    response::IntoResponse,
};
use serde::Deserialize;

/// What the browser says.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Said {
    /// [`Channel::code`].
    canal: String,
}

/// `POST`.
pub async fn shared(
    State(app): State<SharedApp>,
    passer: Passer,
    Path(address): Path<String>,
    body: Bytes,
) -> PageResult {
    let id = NeedPath::parse(&address).ok_or(AppError::NotFound)?.id;
    let said: Said = read_form(&body)?;
    let channel = Channel::from_code(&said.canal).ok_or(AppError::BadRequest("no such way of sharing"))?;
    if !needs::exists(&app.db, id).await? {
        return Err(AppError::NotFound);
    }
    count(&app, &passer, id, Event::Shared(channel));
    Ok(StatusCode::NO_CONTENT.into_response())
}
