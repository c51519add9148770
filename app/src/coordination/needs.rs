//! `/espace/{association}`: the needs of an association, the newest first, and the drafts.

use super::{DeskFrame, Tab};
use crate::{
    domain::{
        Lang,
        association::{Association, Role},
        dates,
        need::{NeedCard, NeedState},
    },
    texts::{coordination as say, posting},
};
use jiff::civil::Date;
use leptos::prelude::*;

/// A draft, in a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftLine {
    /// Where it is gone on with, below the association's space.
    pub path: String,
    /// Its title so far.
    pub title: String,
    /// When it was last kept.
    pub kept: String,
    /// It waits for the association to be let in.
    pub ready: bool,
    /// It changes a need that is posted.
    pub changes: bool,
}

/// The page.
#[component]
pub fn NeedsPage(
    lang: Lang,
    association: Association,
    role: Role,
    cards: Vec<NeedCard>,
    /// Ids of those that were posted here, and can be changed.
    posted: Vec<i64>,
    drafts: Vec<DraftLine>,
    /// What has just been done.
    notice: Option<String>,
    today: Date,
) -> AnyView {
    let none = cards.is_empty() && drafts.is_empty();
    let may_post = role >= Role::Coordinator;
    let desk = lang.href(&association.desk());
    let new = format!("{desk}/missions/nouvelle");
    let rows = cards
        .into_iter()
        .map(|card| {
            let buttons = may_post && posted.contains(&card.id);
            row(lang, &desk, &card, buttons, today)
        })
        .collect_view();
    let drafts = if may_post { drafts } else { Vec::new() };
    let drafts = (!drafts.is_empty()).then(|| {
        let lines = drafts.into_iter().map(|draft| draft_row(lang, &desk, draft)).collect_view();
        view! {
            <section aria-labelledby="drafts">
                <h2 id="drafts">{posting::drafts(lang)}</h2>
                <ul class="desk-needs" role="list">{lines}</ul>
            </section>
        }
    });
    view! {
        <DeskFrame lang association role tab=Tab::Needs notice>
            <div class="desk-title">
                <h1>{say::needs(lang)}</h1>
                {may_post.then(|| view! { <a class="button" href=new>{say::new_need(lang)}</a> })}
            </div>
            {none.then(|| view! { <p>{say::no_need_yet(lang)}</p> })}
            <ul class="desk-needs" role="list">{rows}</ul>
            {drafts}
        </DeskFrame>
    }
    .into_any()
}

fn row(lang: Lang, desk: &str, card: &NeedCard, buttons: bool, today: Date) -> impl IntoView + use<> {
    let when = card.next.map(|times| dates::slot(lang, &times, today)).or_else(|| card.schedule.clone());
    let closed = card.state == NeedState::Closed;
    let edit = format!("{desk}/missions/{}", card.id);
    let of_need = posting::of_need(lang, &card.title);
    view! {
        <li>
            <a href=lang.href(&card.path())>{card.title.clone()}</a>
            {closed.then(|| view! { <span class="badge calm">{say::closed(lang)}</span> })}
            <span class="small">{when}</span>
            <span class="small">{say::taken(lang, card.capacity - card.left, card.capacity)}</span>
            {buttons
                .then(|| {
                    let acts = [
                        if closed { ("reopen", posting::reopen(lang)) } else { ("close", posting::close(lang)) },
                        ("copy", posting::copy(lang)),
                        ("archive", posting::archive(lang)),
                    ];
                    let acts = acts.map(|(act, words)| {
                        view! {
                            <button class="link" type="submit" name="act" value=act>
                                {words} <span class="heard">" "{of_need.clone()}</span>
                            </button>
                        }
                    });
                    view! {
                        <form class="need-acts" method="post" action=format!("{edit}/etat")>
                            <a href=edit.clone()>{posting::edit(lang)} <span class="heard">" "{of_need.clone()}</span></a>
                            {acts.into_iter().collect_view()}
                        </form>
                    }
                })}
        </li>
    }
}

fn draft_row(lang: Lang, desk: &str, draft: DraftLine) -> impl IntoView + use<> {
    let title = if draft.title.is_empty() { posting::untitled(lang).to_owned() } else { draft.title };
    view! {
        <li>
            <a href=format!("{desk}{}", draft.path)>{title}</a>
            {draft.ready.then(|| view! { <span class="badge calm">{posting::draft_ready(lang)}</span> })}
            {draft.changes.then(|| view! { <span class="badge calm">{posting::draft_of(lang)}</span> })}
            <span class="small">{posting::draft_since(lang, draft.kept)}</span>
        </li>
    }
}
