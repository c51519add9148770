//! `/espace/{association}/missions/{need}/presence`: who is expected, to be printed.

use super::{cells::dialled, table::its_need, times};
use crate::{
    http::{Head, PageResult, Visit, kept_by_nobody, page as document, signed_in::Member},
    local_time::today,
    state::SharedApp,
    store::sign_up_table::{self as store, Filter, Order},
};
use app::{
    coordination::sign_ups::{PresencePage, Sheet},
    domain::{dates, handling::Handling},
    texts::sign_up_table as say,
};
use axum::extract::{Path, State};
use leptos::prelude::*;
use std::collections::BTreeMap;

/// Most people on the lists of one need.
const SHOWN: i64 = 2000;

/// `GET`.
pub async fn page(
    State(app): State<SharedApp>,
    visit: Visit,
    member: Member,
    Path((_, need)): Path<(String, String)>,
) -> PageResult {
    let (lang, today) = (visit.lang, today(app.clock.now()));
    let (id, need) = its_need(&app, &member, &need).await?;
    let filter = Filter {
        association_id: member.association.id,
        need_id: Some(id),
        order: Order::Name,
        ..Filter::default()
    };
    let mut slots: BTreeMap<Option<i64>, Sheet> = BTreeMap::new();
    for line in store::batch(&app.db, &filter, None, SHOWN).await? {
        if line.state().holds_place() && line.handling != Handling::Declined.code() {
            let slot = || times(&line).map(|times| dates::slot(lang, &times, today));
            let sheet =
                slots.entry(line.starts_at).or_insert_with(|| Sheet { slot: slot(), people: Vec::new() });
            sheet.people.push((line.name(), line.phone.as_deref().map(dialled).unwrap_or_default()));
        }
    }
    let sheets = slots.into_values().collect();
    let (association, role) = (member.association, member.role);
    let title = format!("{} · {need}", say::presence_title(lang));
    let head = Head { title, private: true, class: "desk-wide", ..Head::default() };
    let page = document(&app, &visit, head, || view! { <PresencePage lang association role need sheets/> });
    Ok(kept_by_nobody(page))
}
