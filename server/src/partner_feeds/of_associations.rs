//! `/espace/{association}/flux`: an association's own feeds.

use super::{Keeper, shown};
use crate::{
    http::{PageResult, Visit, forms::Query, signed_in::ForCoordinators},
    state::SharedApp,
};
use app::{
    forms::Problems,
    partner_feeds::{FeedForm, Whose},
};
use axum::{
    body::Bytes,
    extract::{Path, State},
    http::StatusCode,
};
use shown::Done;

fn keeper(ForCoordinators(member): ForCoordinators) -> Keeper {
    Keeper {
        whose: Whose::Association(Box::new(member.association), member.role),
        person: member.coordinator,
    }
}

/// `GET`.
pub async fn list(
    State(app): State<SharedApp>,
    visit: Visit,
    who: ForCoordinators,
    Query(done): Query<Done>,
) -> PageResult {
    let nothing = (FeedForm::default(), Problems::default());
    shown::list(StatusCode::OK, &app, &visit, keeper(who), nothing, &done).await
}

/// `POST`: adds one.
pub async fn add(
    State(app): State<SharedApp>,
    visit: Visit,
    who: ForCoordinators,
    body: Bytes,
) -> PageResult {
    super::add(&app, &visit, keeper(who), &body).await
}

/// `GET …/{source}`.
pub async fn one(
    State(app): State<SharedApp>,
    visit: Visit,
    who: ForCoordinators,
    Path((_, source)): Path<(String, String)>,
    Query(done): Query<Done>,
) -> PageResult {
    let keeper = keeper(who);
    let feed = keeper.feed(&app, &source).await?;
    shown::one(StatusCode::OK, &app, &visit, keeper, feed, Problems::default(), &done).await
}

/// `POST …/{source}/maintenant`: reads it at once.
pub async fn now(
    State(app): State<SharedApp>,
    visit: Visit,
    who: ForCoordinators,
    Path((_, source)): Path<(String, String)>,
    body: Bytes,
) -> PageResult {
    super::now(&app, &visit, keeper(who), &source, &body).await
}

/// `POST …/{source}/pause`: pauses it, or goes on.
pub async fn pause(
    State(app): State<SharedApp>,
    visit: Visit,
    who: ForCoordinators,
    Path((_, source)): Path<(String, String)>,
    body: Bytes,
) -> PageResult {
    super::pause(&app, &visit, keeper(who), &source, &body).await
}

/// `POST …/{source}/retrait`: reads it no more.
pub async fn remove(
    State(app): State<SharedApp>,
    visit: Visit,
    who: ForCoordinators,
    Path((_, source)): Path<(String, String)>,
    body: Bytes,
) -> PageResult {
    super::remove(&app, &visit, keeper(who), &source, &body).await
}
