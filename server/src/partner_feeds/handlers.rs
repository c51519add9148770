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

/// What stands in the address: `source`, `act`, and whose it is.
type Values = Path<HashMap<String, String>>;

fn value<'a>(values: &'a Values, name: &str) -> Result<&'a str, AppError> {
    values.get(name).map(String::as_str).ok_or(AppError::NotFound)
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
    let feed = keeper.feed(&app, value(&values, "source")?).await?;
    shown::one(StatusCode::OK, &app, &visit, keeper, feed, Problems::default(), &done).await
}

/// `POST …/{source}/{act}`: reads it at once, pauses it or goes on, or reads it no more.
pub async fn act<W: Into<Keeper>>(
    State(app): State<SharedApp>,
    visit: Visit,
    who: W,
    values: Values,
    body: Bytes,
) -> PageResult {
    let keeper = who.into();
    let feed = keeper.feed(&app, value(&values, "source")?).await?;
    match value(&values, "act")? {
        "maintenant" => super::now(&app, &visit, keeper, feed, &body).await,
        "pause" => super::pause(&app, &visit, keeper, feed, &body).await,
        "retrait" => super::remove(&app, &visit, keeper, feed, &body).await,
        _ => Err(AppError::NotFound),
    }
}
