//! `/espace/{association}/missions/{need}/presence`: who is expected, to be printed.

use super::{cells::dialled, table::its_need, times};
use crate::{
    http::{Head, PageResult, Visit, kept_by_nobody, page as document, signed_in::Member},
    local_time::today,
    state::SharedApp,
    store::sign_up_table::{self as store, After, Filter, Line, Order},
};
use app::{
    coordination::sign_ups::{PresencePage, Sheet},
    domain::{dates, handling::Handling, sign_up::SignUpState},
    texts::sign_up_table as say,
};
use axum::extract::{Path, State};
use leptos::prelude::*;
use std::collections::BTreeMap;

/// People read at a time.
const BATCH: i64 = 2000;

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
    let mut slots: BTreeMap<(Option<i64>, Option<i64>), Sheet> = BTreeMap::new();
    let mut lines = store::batch(&app.db, &filter, None, BATCH).await?;
    while let Some(after) = lines.last().map(After::from) {
        for line in lines.iter().filter(|line| is_expected(line)) {
            let slot = || times(line).map(|times| dates::slot(lang, &times, today));
            let sheet = slots
                .entry((line.starts_at, line.ends_at))
                .or_insert_with(|| Sheet { slot: slot(), people: Vec::new() });
            sheet.people.push((line.name(), line.phone.as_deref().map(dialled).unwrap_or_default()));
        }
        lines = store::batch(&app.db, &filter, Some(&after), BATCH).await?;
    }
    let sheets = slots.into_values().collect();
    let (association, role) = (member.association, member.role);
    let title = format!("{} · {need}", say::presence_title(lang));
    let head = Head { title, private: true, class: "desk-wide", ..Head::default() };
    let page = document(&app, &visit, head, || view! { <PresencePage lang association role need sheets/> });
    Ok(kept_by_nobody(page))
}

/// Who has a place; who is only offered one hasn't said yet that they come.
fn is_expected(line: &Line) -> bool {
    let state = line.state();
    state.holds_place() && state != SignUpState::Offered && line.handling != Handling::Declined.code()
}
