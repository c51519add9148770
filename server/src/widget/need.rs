//! `/widget/missions/{id}`: one need, in short; also the card that a pasted link becomes.

use super::frame::{Asked, Told, framed};
use crate::{
    figures::{self, Event, Passer},
    http::{AppError, PageResult, Visit, forms::Query},
    local_time::today,
    needs::{NeedPath, unless_withheld},
    state::{App, SharedApp},
    store,
};
use app::{
    domain::need::{Need, NeedState},
    widget::WidgetNeed,
};
use axum::{
    extract::{Path, State},
    http::StatusCode,
};
use leptos::prelude::*;

/// `GET`. One that is closed says so: 410.
pub async fn page(
    State(app): State<SharedApp>,
    visit: Visit,
    passer: Passer,
    Path(address): Path<String>,
    Query(asked): Query<Asked>,
) -> PageResult {
    let need = find(&app, &address).await?;
    let open = need.state == NeedState::Open;
    if open {
        figures::count(&app, &passer, need.id, Event::Seen);
    }
    let status = if open { StatusCode::OK } else { StatusCode::GONE };
    let (lang, look, today) = (visit.lang, asked.look(), today(app.clock.now()));
    let told = Told { title: need.title.clone(), whole: need.path() };
    Ok(framed(
        status,
        &app,
        &visit,
        look,
        told,
        || view! { <WidgetNeed lang look need today from=passer.source()/> },
    ))
}

/// The need at an address in the frame, whatever its slug.
pub(super) async fn find(app: &App, address: &str) -> Result<Need, AppError> {
    let id = NeedPath::parse(address).ok_or(AppError::NotFound)?.id;
    let need = store::needs::need(&app.db, id, app.clock.now()).await?.ok_or(AppError::NotFound)?;
    unless_withheld(app, &need).await?;
    Ok(need)
}
