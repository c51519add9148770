//! `/espace/{association}`: the needs of an association.

use crate::{
    http::{Head, PageResult, Visit, page, signed_in::Member},
    local_time::today,
    state::SharedApp,
    store::needs,
};
use app::coordination::NeedsPage;
use axum::extract::State;
use leptos::prelude::*;

/// Most needs on the page.
const SHOWN: i64 = 200;

/// `GET`.
pub async fn list(State(app): State<SharedApp>, visit: Visit, member: Member) -> PageResult {
    let now = app.clock.now();
    let ids = needs::all_of(&app.db, member.association.id, SHOWN).await?;
    let cards = needs::cards(&app.db, &ids, None, now).await?;
    let (lang, today) = (visit.lang, today(now));
    let (association, role) = (member.association, member.role);
    let head = Head { title: association.name.clone(), private: true, class: "desk", ..Head::default() };
    Ok(page(&app, &visit, head, || view! { <NeedsPage lang association role cards today/> }))
}
