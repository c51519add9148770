//! `/espace/{association}`: the needs of an association, and its drafts.

use super::{
    home::waiting,
    posting::{
        shown::{Asked, notice},
        told,
        typed::form_of_draft,
    },
};
use crate::{
    http::{Head, PageResult, Visit, forms::Query, page, signed_in::Member},
    local_time::{local, today},
    state::SharedApp,
    store::{self, drafts, drafts::Draft, needs, needs_posted},
};
use app::{
    coordination::{DraftLine, NeedsPage, People},
    domain::{Lang, dates},
};
use axum::extract::State;
use jiff::civil::Date;
use leptos::prelude::*;
use std::collections::HashMap;

/// Most needs on the page.
const SHOWN: i64 = 200;

/// `GET`.
pub async fn list(
    State(app): State<SharedApp>,
    visit: Visit,
    member: Member,
    Query(asked): Query<Asked>,
) -> PageResult {
    let (now, id) = (app.clock.now(), member.association.id);
    let (lang, today) = (visit.lang, today(now));
    let ids = needs::all_of(&app.db, id, SHOWN).await?;
    let cards = needs::cards(&app.db, &ids, None, now).await?;
    let posted = needs_posted::posted_of(&app.db, id).await?;
    let drafts = drafts::of(&app.db, id).await?;
    let drafts = drafts.iter().map(|draft| line(lang, draft, today)).collect::<Vec<_>>();
    let waiting = waiting(&app, id).await?;
    let people = store::waiting::by_need(&app.db, id).await?;
    let people = people
        .iter()
        .map(|one| (one.need_id, People { all: one.people, fresh: one.fresh }))
        .collect::<HashMap<_, _>>();
    let untold = told::untold(&app, lang, id, None).await?;
    let (association, role) = (member.association, member.role);
    let notice = notice(lang, &asked.fait);
    let head = Head { title: association.name.clone(), private: true, class: "desk", ..Head::default() };
    Ok(page(&app, &visit, head, || {
        view! { <NeedsPage lang association role cards posted people waiting untold drafts notice today/> }
    }))
}

fn line(lang: Lang, draft: &Draft, today: Date) -> DraftLine {
    let kept = local(draft.updated_at, "75");
    let path = match draft.need_id {
        Some(need) => format!("/missions/{need}"),
        None => format!("/missions/nouvelle?draft={}", draft.id),
    };
    DraftLine {
        path,
        title: form_of_draft(draft).title,
        kept: format!("{}, {}", dates::day(lang, kept.date(), today), dates::time(lang, kept.time())),
        ready: draft.ready,
        changes: draft.need_id.is_some(),
    }
}
