//! `/associations/{id}-{slug}`: an association's public page. One that the moderators haven't let in is not there.

use crate::{
    http::{AppError, Head, PageResult, Visit, forms::Query, page_that_tells},
    likes::{self, Liker},
    local_time::today,
    needs::NeedPath,
    oembed,
    share::cards,
    state::SharedApp,
    store::{associations, claims, logos, needs},
    structured_data::{self, Seen},
};
use app::{associations::AssociationPage, domain::association::AssociationState, ui::Told};
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Redirect},
};
use leptos::prelude::*;
use serde::Deserialize;

/// Needs on a page.
const SHOWN: i64 = 60;

/// Which page is asked for.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Asked {
    page: String,
}

/// `GET`.
pub async fn page(
    State(app): State<SharedApp>,
    visit: Visit,
    liker: Liker,
    Path(address): Path<String>,
    Query(asked): Query<Asked>,
) -> PageResult {
    let now = app.clock.now();
    // Written as a need's address is: `{id}-{slug}`.
    let path = NeedPath::parse(&address).ok_or(AppError::NotFound)?;
    let association = associations::association(&app.db, path.id)
        .await?
        .filter(|association| association.state == AssociationState::Approved)
        .ok_or(AppError::NotFound)?;
    if association.slug != path.slug {
        return Ok(Redirect::permanent(&visit.lang.href(&association.path())).into_response());
    }
    let logo = logos::of(&app.db, association.id).await?;
    let open = claims::is_open(&app.db, association.id).await?;
    let pages = 1 + (needs::open_count_of(&app.db, association.id).await? - 1).max(0) / SHOWN;
    let page = asked.page.parse().unwrap_or(1).clamp(1, pages);
    let ids = needs::open_of(&app.db, association.id, SHOWN, (page - 1) * SHOWN).await?;
    let mut cards = needs::cards(&app.db, &ids, None, now).await?;
    likes::on_cards(&app, &liker, &mut cards).await?;
    let (lang, today) = (visit.lang, today(now));
    let description = association.about.chars().take(160).collect();
    let (title, likes) = (association.name.clone(), likes::form(&app, &liker));
    let head = Head { title, description, class: "association", likes, ..Head::default() };
    let told = Told {
        cards: cards::of_page(&app, lang, (&head.title, &head.description), &association.path()),
        ..structured_data::association(Seen::of(&app, &visit), &association, logo.as_ref())
    };
    let told = oembed::discovered(told, &app, lang, &association.path(), &association.name);
    Ok(page_that_tells(StatusCode::OK, &app, &visit, head, told, || {
        view! { <AssociationPage lang association logo cards page pages open today/> }
    }))
}
