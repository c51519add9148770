//! `/espace`: the associations that one acts for.

use crate::{
    http::{Head, PageResult, Visit, page, signed_in::SignedIn},
    state::SharedApp,
    store::members,
};
use app::{
    coordination::{SpacePage, YourAssociation},
    texts,
};
use axum::extract::State;
use leptos::prelude::*;

/// `GET`.
pub async fn space(State(app): State<SharedApp>, visit: Visit, signed_in: SignedIn) -> PageResult {
    let coordinator = signed_in.coordinator;
    let associations: Vec<YourAssociation> = members::of(&app.db, coordinator.id)
        .await?
        .into_iter()
        .map(|membership| YourAssociation { association: membership.association, role: membership.role })
        .collect();
    let (lang, email, moderator) = (visit.lang, coordinator.email, coordinator.moderator);
    let title = texts::coordination::space_title(lang).to_owned();
    let head = Head { title, private: true, class: "space", ..Head::default() };
    Ok(page(&app, &visit, head, || view! { <SpacePage lang email associations moderator/> }))
}
