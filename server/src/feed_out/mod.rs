//! `/flux/api-engagement.xml`, `/flux/all-for-good.xml`: our needs for other portals, streamed, whatever their number.
//!
//! What goes out is what one signs up for here; `?tout=oui` adds what came by others' feeds, each with its own address and
//! credit. A need that is full is left out until a place is free: both formats count the places that are left.

mod all_for_good;
mod api_engagement;
mod fresh;
mod stream;
mod xml;

pub use fresh::Fresh;

use crate::{
    feed::Format,
    http::{PageResult, conditional, forms::Query},
    state::SharedApp,
    store::feed_out::{self as store, Which},
};
use axum::{
    extract::State,
    http::{HeaderMap, StatusCode, header},
    response::IntoResponse,
};
use serde::Deserialize;

/// Seconds that an answer may be kept without asking again.
const KEPT: &str = "public, max-age=300";

/// What is asked after the `?`.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Asked {
    /// `oui`: what came by others' feeds too.
    tout: String,
}

/// `GET /flux/api-engagement.xml`.
pub async fn api_engagement(app: State<SharedApp>, headers: HeaderMap, asked: Query<Asked>) -> PageResult {
    feed(app.0, &headers, &asked.0, Format::ApiEngagement).await
}

/// `GET /flux/all-for-good.xml`.
pub async fn all_for_good(app: State<SharedApp>, headers: HeaderMap, asked: Query<Asked>) -> PageResult {
    feed(app.0, &headers, &asked.0, Format::AllForGood).await
}

async fn feed(app: SharedApp, headers: &HeaderMap, asked: &Asked, format: Format) -> PageResult {
    let which = if asked.tout == "oui" { Which::All } else { Which::Ours };
    let now = app.clock.now();
    let state = store::state(&app.db, now).await?;
    let (etag, since) = app.fresh.seen(state, which, now);
    let modified = conditional::http_date(since);
    let told = [
        (header::CONTENT_TYPE, "application/xml; charset=utf-8".to_owned()),
        (header::CACHE_CONTROL, KEPT.to_owned()),
        (header::ETAG, etag.clone()),
        (header::LAST_MODIFIED, modified),
    ];
    if conditional::is_known(headers, &etag, Some(since)) {
        return Ok((StatusCode::NOT_MODIFIED, told).into_response());
    }
    Ok((told, stream::body(app, format, which, since)).into_response())
}
