//! `/espace/{association}`: the needs of an association, the newest first.

use super::{DeskFrame, Tab};
use crate::{
    domain::{
        Lang,
        association::{Association, Role},
        dates,
        need::{NeedCard, NeedState},
    },
    texts::coordination as say,
};
use jiff::civil::Date;
use leptos::prelude::*;

/// The page.
#[component]
pub fn NeedsPage(
    lang: Lang,
    association: Association,
    role: Role,
    cards: Vec<NeedCard>,
    today: Date,
) -> impl IntoView {
    let none = cards.is_empty();
    let may_post = role >= Role::Coordinator;
    let new = lang.href(&format!("{}/missions/nouvelle", association.desk()));
    let rows = cards.into_iter().map(|card| row(lang, &card, today)).collect_view();
    view! {
        <DeskFrame lang association role tab=Tab::Needs>
            <div class="desk-title">
                <h1>{say::needs(lang)}</h1>
                {may_post.then(|| view! { <a class="button" href=new>{say::new_need(lang)}</a> })}
            </div>
            {none.then(|| view! { <p>{say::no_need_yet(lang)}</p> })}
            <ul class="desk-needs" role="list">{rows}</ul>
        </DeskFrame>
    }
}

fn row(lang: Lang, card: &NeedCard, today: Date) -> impl IntoView + use<> {
    let when = card.next.map(|times| dates::slot(lang, &times, today)).or_else(|| card.schedule.clone());
    let closed = card.state == NeedState::Closed;
    view! {
        <li>
            <a href=lang.href(&card.path())>{card.title.clone()}</a>
            {closed.then(|| view! { <span class="badge calm">{say::closed(lang)}</span> })}
            <span class="small">{when}</span>
            <span class="small">{say::taken(lang, card.capacity - card.left, card.capacity)}</span>
        </li>
    }
}
