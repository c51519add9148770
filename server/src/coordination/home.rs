//! `/espace`: the associations that one acts for.

use crate::{
    http::{Head, PageResult, Visit, page, signed_in::SignedIn},
    state::{App, SharedApp},
    store::{StoreError, members, members::Membership, waiting as store},
};
use app::{
    coordination::{SpacePage, Waiting, YourAssociation},
    texts,
};
use axum::extract::State;
use leptos::prelude::*;

/// `GET`.
pub async fn space(State(app): State<SharedApp>, visit: Visit, signed_in: SignedIn) -> PageResult {
    let coordinator = signed_in.coordinator;
    let mut associations = Vec::new();
    for Membership { association, role } in members::of(&app.db, coordinator.id).await? {
        let waiting = waiting(&app, association.id).await?;
        associations.push(YourAssociation { association, role, waiting });
    }
    let (lang, email, moderator) = (visit.lang, coordinator.email, coordinator.moderator);
    let title = texts::coordination::space_title(lang).to_owned();
    let head = Head { title, private: true, class: "space", ..Head::default() };
    Ok(page(&app, &visit, head, || view! { <SpacePage lang email associations moderator/> }))
}

/// What waits for an association's answer.
pub(super) async fn waiting(app: &App, association: i64) -> Result<Waiting, StoreError> {
    let (count, since) = store::of(&app.db, association).await?;
    let days = since.map_or(0, |since| (app.clock.now() - since) / 86_400);
    Ok(Waiting { count, days })
}
