//! `/moderation/j-aime`: needs for which likes came in such numbers from one network that they aren't counted.

use crate::{
    http::{Head, PageResult, Visit, page, signed_in::ForModerators},
    state::SharedApp,
    store::likes,
};
use app::{
    domain::need,
    likes::{MarkedNeed, MarkedPage},
    texts::likes as say,
};
use axum::extract::State;
use leptos::prelude::*;

/// Most needs on the page.
const SHOWN: i64 = 50;

/// `GET`.
pub async fn shown(State(app): State<SharedApp>, visit: Visit, _: ForModerators) -> PageResult {
    let found = likes::most_marked(&app.db, SHOWN).await?;
    let needs: Vec<MarkedNeed> = found
        .into_iter()
        .map(|(id, title, slug, likes)| MarkedNeed { path: need::path(id, &slug), title, likes })
        .collect();
    let lang = visit.lang;
    let title = say::marked_title(lang).to_owned();
    let head = Head { title, private: true, class: "moderation", ..Head::default() };
    Ok(page(&app, &visit, head, || view! { <MarkedPage lang needs/> }))
}
