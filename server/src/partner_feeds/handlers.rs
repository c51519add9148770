//! The handlers, each for whoever may keep feeds.

use super::{Keeper, shown};
use crate::{
    http::{AppError, PageResult, Visit, forms::Query},
    state::SharedApp,
};
use app::{forms::Problems, partner_feeds::FeedForm};
use axum::{
    body::Bytes,
    extract::{Path, State},
    http::StatusCode,
};
use shown::Done;
use std::collections::HashMap;

/// What stands in the address: `source`, and whose it is.
type Values = Path<HashMap<String, String>>;

fn source(values: &Values) -> Result<&str, AppError> {
    values.get("source").map(String::as_str).ok_or(AppError::NotFound)
}

/// `GET`.
pub async fn list<W: Into<Keeper>>(
    State(app): State<SharedApp>,
    visit: Visit,
    who: W,
    Query(done): Query<Done>,
) -> PageResult {
    let nothing = (FeedForm::default(), Problems::default());
    shown::list(StatusCode::OK, &app, &visit, who.into(), nothing, &done).await
}

/// `POST`: adds one.
pub async fn add<W: Into<Keeper>>(
    State(app): State<SharedApp>,
    visit: Visit,
    who: W,
    body: Bytes,
) -> PageResult {
    super::add(&app, &visit, who.into(), &body).await
}

/// `GET …/{source}`.
pub async fn one<W: Into<Keeper>>(
    State(app): State<SharedApp>,
    visit: Visit,
    who: W,
    values: Values,
    Query(done): Query<Done>,
) -> PageResult {
    let keeper = who.into();
    let feed = keeper.feed(&app, source(&values)?).await?;
    shown::one(StatusCode::OK, &app, &visit, keeper, feed, Problems::default(), &done).await
}

/// `POST …/{source}/maintenant`: reads it at once.
pub async fn now<W: Into<Keeper>>(
    State(app): State<SharedApp>,
    visit: Visit,
    who: W,
    values: Values,
    body: Bytes,
) -> PageResult {
    super::now(&app, &visit, who.into(), source(&values)?, &body).await
}

/// `POST …/{source}/pause`: pauses it, or goes on.
pub async fn pause<W: Into<Keeper>>(
    State(app): State<SharedApp>,
    visit: Visit,
    who: W,
    values: Values,
    body: Bytes,
) -> PageResult {
    super::pause(&app, &visit, who.into(), source(&values)?, &body).await
}

/// `POST …/{source}/retrait`: reads it no more.
pub async fn remove<W: Into<Keeper>>(
    State(app): State<SharedApp>,
    visit: Visit,
    who: W,
    values: Values,
    body: Bytes,
) -> PageResult {
    super::remove(&app, &visit, who.into(), source(&values)?, &body).await
}
