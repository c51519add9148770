//! `/missions/{id}-{slug}/carte.png`: what networks show of a need beside its link, 1200 × 630.
//!
//! The address that pages name carries `?v=`, a hash of all that is drawn: when a need changes, networks that keep
//! pictures by their address ask for a new one, and what was drawn for a hash never has to be drawn again.

mod drawing;
mod kept;
mod paint;
mod subject;

pub use kept::Kept;
pub use paint::{HEIGHT, WIDTH, painted};
pub use subject::Subject;

use crate::{
    http::{AppError, PageResult, Visit, conditional, forms::Query},
    local_time::today,
    needs::{NeedPath, unless_withheld},
    state::{App, SharedApp},
    store::{logos, needs},
};
use app::domain::{Lang, need::Need};
use axum::{
    body::Bytes,
    extract::{Path, State},
    http::{HeaderMap, StatusCode, header},
    response::IntoResponse,
};
use serde::Deserialize;
use std::sync::Arc;
use tokio::sync::Semaphore;

/// Pictures drawn at once: each takes a core, and some megabytes.
static TURNS: Semaphore = Semaphore::const_new(2);

/// What the address may carry.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Asked {
    v: String,
}

/// Where a need's picture is, without the host.
#[must_use]
pub fn path(lang: Lang, need: &Need, now: i64) -> String {
    let version = Subject::of_need(lang, need, today(now)).version();
    lang.href(&format!("{}/carte.png?v={version}", need.path()))
}

/// Where the portal's own picture is, without the host.
#[must_use]
pub fn path_of_portal(lang: Lang, public_url: &str) -> String {
    lang.href(&format!("/carte.png?v={}", Subject::of_portal(lang, public_url).version()))
}

/// `GET` of a need's.
pub async fn of_need(
    State(app): State<SharedApp>,
    visit: Visit,
    Path(address): Path<String>,
    Query(asked): Query<Asked>,
    headers: HeaderMap,
) -> PageResult {
    let id = NeedPath::parse(&address).ok_or(AppError::NotFound)?.id;
    // A picture of this very hash needs nothing from the database: it shows what the hash says.
    if let Some(bytes) = app.pictures.get(&asked.v) {
        return Ok(answer(&asked.v, &asked.v, bytes, &headers));
    }
    let now = app.clock.now();
    let need = needs::need(&app.db, id, now).await?.ok_or(AppError::NotFound)?;
    unless_withheld(&app, &need).await?;
    let mut subject = Subject::of_need(visit.lang, &need, today(now));
    subject.host = host(&app.settings.public_url).to_owned();
    shown(&app, &asked.v, subject, &headers).await
}

/// `GET /carte.png`: the portal's own.
pub async fn of_portal(
    State(app): State<SharedApp>,
    visit: Visit,
    Query(asked): Query<Asked>,
    headers: HeaderMap,
) -> PageResult {
    shown(&app, &asked.v, Subject::of_portal(visit.lang, &app.settings.public_url), &headers).await
}

async fn shown(app: &Arc<App>, asked: &str, subject: Subject, headers: &HeaderMap) -> PageResult {
    let version = subject.version();
    if let Some(bytes) = app.pictures.get(&version) {
        return Ok(answer(asked, &version, bytes, headers));
    }
    let logo = match &subject.logo {
        Some(logo) => logos::file(&app.db, logo.association_id, &logo.hash).await?,
        None => None,
    };
    // It is never closed; if it were, more at a time would do no harm.
    let turn = TURNS.acquire().await.ok();
    // Somebody else may have asked for the same and been first.
    if let Some(bytes) = app.pictures.get(&version) {
        return Ok(answer(asked, &version, bytes, headers));
    }
    let drawn = tokio::task::spawn_blocking(move || {
        painted(&subject, logo.as_ref().map(|(_, bytes)| bytes.as_slice()))
    })
    .await?
    .map_err(|error| AppError::File(error.to_string()))?;
    drop(turn);
    let bytes = Bytes::from(drawn);
    app.pictures.keep(&version, bytes.clone());
    Ok(answer(asked, &version, bytes, headers))
}

/// What an address without its hash shows may change; with it, never.
fn answer(asked: &str, version: &str, bytes: Bytes, headers: &HeaderMap) -> axum::response::Response {
    let tag = format!("\"{version}\"");
    let keep = if asked == version { "public, max-age=31536000, immutable" } else { "public, max-age=300" };
    let known = conditional::is_known(headers, &tag, None);
    let about = [(header::ETAG, tag), (header::CACHE_CONTROL, keep.to_owned())];
    if known {
        return (StatusCode::NOT_MODIFIED, about).into_response();
    }
    (about, [(header::CONTENT_TYPE, "image/png")], bytes).into_response()
}

pub(super) fn host(public_url: &str) -> &str {
    public_url.split_once("://").map_or(public_url, |(_, host)| host)
}
