//! `/missions/{id}-{slug}/merci`: what happens next. Nothing personal in it, so it may be shown to anybody.

use super::Query;
use crate::{
    http::{Head, PageResult, Visit, page},
    local_time::today,
    needs::find,
    state::SharedApp,
};
use app::{sign_ups::ThanksPage, texts};
use axum::{
    extract::{Path, State},
    response::IntoResponse,
};
use leptos::prelude::*;
use serde::Deserialize;

/// What the address says.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Told {
    creneau: String,
    attente: String,
    mineur: String,
}

/// `GET`.
pub async fn thanks(
    State(app): State<SharedApp>,
    visit: Visit,
    Path(address): Path<String>,
    Query(told): Query<Told>,
) -> PageResult {
    let need = match find(&app, &visit, &address, "/merci").await? {
        Ok(need) => need,
        Err(redirect) => return Ok(redirect.into_response()),
    };
    let slot = need.slots.iter().find(|slot| slot.id.to_string() == told.creneau).cloned();
    let (waiting, minor) = (told.attente == "1", told.mineur == "1");
    let (lang, today) = (visit.lang, today(app.clock.now()));
    let title = if waiting { texts::sign_ups::thanks_waiting(lang) } else { texts::sign_ups::thanks(lang) };
    let head = Head { title: title.to_owned(), private: true, class: "thanks", ..Head::default() };
    Ok(page(&app, &visit, head, || view! { <ThanksPage lang need chosen=slot waiting minor today/> }))
}
