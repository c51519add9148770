//! `GET /`: one question, two inputs, and what is open.

use crate::{
    http::{AppError, Head, PageResult, Visit, page_that_tells},
    likes::{self, Liker},
    local_time::today,
    search::IndexQuery,
    share::cards,
    state::SharedApp,
    store::needs,
    structured_data::{self, Seen},
};
use app::{domain::search::Sort, home::HomePage, texts, ui::Told};
use axum::{extract::State, http::StatusCode};
use leptos::prelude::*;

/// Cards on the first page.
const NEWEST: usize = 6;

/// The first page.
pub async fn home(State(app): State<SharedApp>, visit: Visit, liker: Liker) -> PageResult {
    let query = IndexQuery { sort: Sort::Pertinence, limit: NEWEST, ..IndexQuery::default() };
    let asked = app.clone();
    let found =
        tokio::task::spawn_blocking(move || asked.index.search(&query)).await?.map_err(AppError::from)?;
    let ids: Vec<i64> = found.hits.iter().map(|hit| hit.need_id).collect();
    let mut newest = needs::cards(&app.db, &ids, None, app.clock.now()).await?;
    likes::on_cards(&app, &liker, &mut newest).await?;
    let (lang, today) = (visit.lang, today(app.clock.now()));
    let likes = likes::form(&app, &liker);
    let head =
        Head { description: texts::home::question(lang).to_owned(), class: "home", likes, ..Head::default() };
    let open_needs = i64::from(found.total);
    let (fields, departments) = (found.fields, found.departments);
    let told = Told {
        cards: cards::of_page(&app, lang, ("", &head.description), "/"),
        ..structured_data::home(Seen::of(&app, &visit))
    };
    Ok(page_that_tells(
        StatusCode::OK,
        &app,
        &visit,
        head,
        told,
        || view! { <HomePage lang today open_needs newest fields departments/> },
    ))
}
