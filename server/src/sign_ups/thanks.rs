//! `/missions/{id}-{slug}/merci`: what happens next. Nothing personal in it, so it may be shown to anybody.

use super::Query;
use crate::{
    http::{Head, PageResult, Visit, page},
    local_time::today,
    needs::find,
    state::SharedApp,
};
use app::{
    domain::need::{Need, Slot},
    sign_ups::ThanksPage,
    texts,
};
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

impl Told {
    /// The slot chosen, whether it was full, whether a parent is asked.
    pub(crate) fn read(&self, need: &Need) -> (Option<Slot>, bool, bool) {
        let slot = need.slots.iter().find(|slot| slot.id.to_string() == self.creneau).cloned();
        (slot, self.attente == "1", self.mineur == "1")
    }
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
    let (slot, waiting, minor) = told.read(&need);
    let (lang, today) = (visit.lang, today(app.clock.now()));
    let title = if waiting { texts::sign_ups::thanks_waiting(lang) } else { texts::sign_ups::thanks(lang) };
    let head = Head { title: title.to_owned(), private: true, class: "thanks", ..Head::default() };
    Ok(page(&app, &visit, head, || view! { <ThanksPage lang need chosen=slot waiting minor today/> }))
}
