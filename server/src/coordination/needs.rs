//! `/espace/{association}`: the needs of an association, and its drafts.

use super::{
    home::waiting,
    posting::{
        shown::{Asked, notice},
        told,
        typed::{form_of_change, form_of_draft},
    },
};
use crate::{
    http::{Head, PageResult, Visit, forms::Query, page, signed_in::Member},
    likes::{self, Liker},
    links_back::tell::in_words,
    local_time::{local, today},
    state::{App, SharedApp},
    store::{
        self, StoreError, change_drafts, dead_links, drafts,
        figures::{self, Scope},
        holds, needs, needs_posted,
    },
};
use app::{
    coordination::{DraftLine, NeedsPage, People},
    domain::{Lang, dates, figures::day_code},
};
use axum::extract::State;
use jiff::{ToSpan, civil::Date};
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
    let mut cards = needs::cards(&app.db, &ids, None, now).await?;
    likes::on_cards(&app, &Liker::nobody(), &mut cards).await?;
    let posted = needs_posted::posted_of(&app.db, id).await?;
    let drafts = lines(&app, lang, &member, today).await?;
    let waiting = waiting(&app, id).await?;
    let people = store::waiting::by_need(&app.db, id).await?;
    let people = people
        .iter()
        .map(|one| (one.need_id, People { all: one.people, fresh: one.fresh }))
        .collect::<HashMap<_, _>>();
    let untold = told::untold(&app, lang, id, None).await?;
    let withheld = holds::of_association(&app.db, id).await?.into_iter().collect();
    let dead = dead_links::dead_of(&app.db, id).await?.into_iter();
    let dead =
        dead.map(|one| (one.need_id, in_words(lang, &one.url, (&one.why, one.seen_at), now))).collect();
    let month = (day_code(today.saturating_sub(30.days())), day_code(today));
    let visits = figures::days(&app.db, Scope::Site(id), month).await?.iter().map(|line| line.total).sum();
    let (association, role) = (member.association, member.role);
    let notice = notice(lang, &asked.fait);
    let head = Head { title: association.name.clone(), private: true, class: "desk", ..Head::default() };
    Ok(page(&app, &visit, head, || {
        view! { <NeedsPage lang association role cards posted people waiting untold drafts withheld dead visits notice today/> }
    }))
}

/// The new needs that anybody typed, and the changes that the reader did, the last kept first.
async fn lines(app: &App, lang: Lang, member: &Member, today: Date) -> Result<Vec<DraftLine>, StoreError> {
    let kept = |at| {
        let kept = local(at, "75");
        format!("{}, {}", dates::day(lang, kept.date(), today), dates::time(lang, kept.time()))
    };
    let of = member.association.id;
    let (new, changes) = (drafts::of(&app.db, of), change_drafts::of(&app.db, of, member.coordinator.id));
    let new = new.await?.into_iter().map(|draft| {
        let line = DraftLine {
            path: format!("/missions/nouvelle?draft={}", draft.id),
            title: form_of_draft(&draft).title,
            kept: kept(draft.updated_at),
            ready: draft.ready,
            changes: false,
        };
        (draft.updated_at, line)
    });
    let changes = changes.await?.into_iter().map(|draft| {
        let line = DraftLine {
            path: format!("/missions/{}", draft.need_id),
            title: form_of_change(&draft).title,
            kept: kept(draft.updated_at),
            ready: false,
            changes: true,
        };
        (draft.updated_at, line)
    });
    let mut lines: Vec<_> = new.chain(changes).collect();
    lines.sort_by_key(|(at, _)| std::cmp::Reverse(*at));
    Ok(lines.into_iter().map(|(_, line)| line).collect())
}
