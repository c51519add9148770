//! `/missions/{id}-{slug}/carte.png`: what networks show of a need beside its link, 1200 × 630.
//!
//! The address that pages name carries `?v=`, a hash of all that is drawn: when a need changes, networks that keep
//! pictures by their address ask for a new one, and what was drawn for a hash never has to be drawn again.

mod drawing;
mod paint;
mod subject;

pub use paint::{HEIGHT, WIDTH, painted};
pub use subject::Subject;

use super::{
    drawn::{self, drawn},
    kept::{Of, Seen},
};
use crate::{
    http::{AppError, PageResult, Visit, forms::Query},
    local_time::today,
    needs::{NeedPath, unless_withheld},
    state::{App, SharedApp},
    store::{logos, needs},
};
use app::domain::{Lang, need::Need};
use axum::{
    body::Bytes,
    extract::{Path, State},
    http::HeaderMap,
    response::Response,
};
use serde::Deserialize;
use std::sync::Arc;

/// How long those may keep a picture who asked for it by its hash: a day, since no hash says that it was taken down.
const KEPT: &str = "public, max-age=86400";
/// What an address without its hash shows may change.
const KEPT_SHORTLY: &str = "public, max-age=300";

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
    // A picture of this very need and hash needs nothing from the database: it would be gone if the need had changed.
    if let Some(bytes) = app.pictures.get(Of::Card(id), &asked.v) {
        return Ok(answer(&asked.v, &asked.v, bytes, &headers));
    }
    let seen = app.pictures.seen();
    let now = app.clock.now();
    let need = needs::need(&app.db, id, now).await?.ok_or(AppError::NotFound)?;
    unless_withheld(&app, &need).await?;
    let mut subject = Subject::of_need(visit.lang, &need, today(now));
    subject.host = host(&app.settings.public_url).to_owned();
    shown(&app, (Of::Card(id), seen), &asked.v, subject, &headers).await
}

/// `GET /carte.png`: the portal's own.
pub async fn of_portal(
    State(app): State<SharedApp>,
    visit: Visit,
    Query(asked): Query<Asked>,
    headers: HeaderMap,
) -> PageResult {
    let subject = Subject::of_portal(visit.lang, &app.settings.public_url);
    shown(&app, (Of::Portal, app.pictures.seen()), &asked.v, subject, &headers).await
}

async fn shown(
    app: &Arc<App>,
    (of, seen): (Of, Seen),
    asked: &str,
    subject: Subject,
    headers: &HeaderMap,
) -> PageResult {
    let version = subject.version();
    if let Some(bytes) = app.pictures.get(of, &version) {
        return Ok(answer(asked, &version, bytes, headers));
    }
    let logo = match &subject.logo {
        Some(logo) => logos::file(&app.db, logo.association_id, &logo.hash).await?,
        None => None,
    };
    let draw = move || {
        painted(&subject, logo.as_ref().map(|(_, bytes)| bytes.as_slice()))
            .map_err(|error| AppError::File(error.to_string()))
    };
    let bytes = drawn(app, (of, &version), seen, draw).await?;
    Ok(answer(asked, &version, bytes, headers))
}

fn answer(asked: &str, version: &str, bytes: Bytes, headers: &HeaderMap) -> Response {
    let keep = if asked == version { KEPT } else { KEPT_SHORTLY };
    drawn::answer(version, keep, "image/png", bytes, headers)
}

pub(super) fn host(public_url: &str) -> &str {
    public_url.split_once("://").map_or(public_url, |(_, host)| host)
}
