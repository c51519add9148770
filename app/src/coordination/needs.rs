//! `/espace/{association}`: the needs of an association, the newest first, and the drafts.

use super::{
    DeskFrame, Tab, Waiting, WaitingLine,
    posting::{Untold, UntoldNews},
};
use crate::{
    domain::{
        Lang,
        association::{Association, Role},
        need::{NeedCard, NeedState, SignUpAt},
        report::Withheld,
    },
    likes::marked_words,
    links_back::{DeadLine, DeadLink},
    needs::{card_places, card_when},
    texts::{coordination as say, links_back, partner_feeds, posting, share_kit},
    ui::{Icon, Sign},
};
use jiff::civil::Date;
use leptos::prelude::*;
use std::collections::HashMap;

/// Who has signed up for a need.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct People {
    /// All but those who withdrew or were declined.
    pub all: i64,
    /// Those whom nobody has answered.
    pub fresh: i64,
}

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
    /// Who has signed up, by the need's id.
    people: HashMap<i64, People>,
    waiting: Waiting,
    /// What people who signed up don't know yet.
    untold: Vec<Untold>,
    drafts: Vec<DraftLine>,
    /// Needs that the public doesn't see, and why.
    withheld: HashMap<i64, Withheld>,
    /// Links that don't answer any more, by need; that of no need is the association's own site.
    dead: HashMap<Option<i64>, DeadLink>,
    /// How often the association's own site was visited from its page here, in thirty days.
    visits: i64,
    /// What has just been done.
    notice: Option<String>,
    today: Date,
) -> AnyView {
    let none = cards.is_empty() && drafts.is_empty();
    let may_post = role >= Role::Coordinator;
    let desk = lang.href(&association.desk());
    let (new, feeds) = (format!("{desk}/missions/nouvelle"), format!("{desk}/flux"));
    let (of, own) = (association.clone(), association.clone());
    let site = dead.get(&None).cloned().map(|dead| {
        let mend = (role == Role::Owner).then(|| (format!("{desk}/fiche"), links_back::mend_entry(lang)));
        view! { <DeadLine dead title=links_back::dead_site(lang) mend/> }
    });
    let visits = (visits > 0).then(|| view! { <p class="small">{links_back::visits(lang, visits)}</p> });
    let untold = if may_post { untold } else { Vec::new() };
    let rows = cards
        .into_iter()
        .map(|card| {
            let buttons = may_post && posted.contains(&card.id);
            let people = people.get(&card.id).copied().unwrap_or_default();
            let (withheld, dead) = (withheld.get(&card.id).copied(), dead.get(&Some(card.id)).cloned());
            row(lang, &desk, &card, (people, withheld, dead), (may_post, buttons), today)
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
            {may_post.then(|| view! { <p class="small"><a href=feeds>{partner_feeds::from_association(lang)}</a></p> })}
            <WaitingLine lang association=of waiting/>
            <UntoldNews lang association=own untold/>
            {site}
            {none.then(|| view! { <p>{say::no_need_yet(lang)}</p> })}
            <ul class="desk-needs" role="list">{rows}</ul>
            {drafts}
            {visits}
        </DeskFrame>
    }
    .into_any()
}

fn row(
    lang: Lang,
    desk: &str,
    card: &NeedCard,
    (people, withheld, dead): (People, Option<Withheld>, Option<DeadLink>),
    (may_post, buttons): (bool, bool),
    today: Date,
) -> impl IntoView + use<> {
    let closed = card.state == NeedState::Closed;
    let (tone, state) = match withheld {
        Some(withheld) => ("warn", withheld.line(lang)),
        None if closed => ("calm", say::closed(lang)),
        None => ("good", say::open(lang)),
    };
    let likes = card.likes.and_then(|likes| marked_words(lang, likes));
    let edit = format!("{desk}/missions/{}", card.id);
    // The public page of what is withheld says nothing.
    let title = if withheld.is_some() && buttons { edit.clone() } else { lang.href(&card.path()) };
    let dead = dead.map(|dead| {
        let mend = buttons.then(|| (format!("{edit}#url"), links_back::mend_need(lang)));
        view! { <DeadLine dead title=links_back::dead_line(lang) mend/> }
    });
    let of_need = posting::of_need(lang, &card.title);
    let of_people = of_need.clone();
    let sign_ups = (card.sign_up == SignUpAt::Here).then(|| {
        let all = if people.all > 0 { say::people(lang, people.all) } else { say::nobody_yet(lang).to_owned() };
        view! {
            <p class="need-people">
                <a href=format!("{edit}/inscriptions")>{all} <span class="heard">" "{of_people}</span></a>
                {(people.fresh > 0).then(|| view! { <span class="badge warn">{say::fresh(lang, people.fresh)}</span> })}
            </p>
        }
    });
    view! {
        <li class="need-line">
            <div>
                <h2><a href=title>{card.title.clone()}</a></h2>
                <ul class="facts" role="list">
                    <li><span class=format!("badge {tone}")>{state}</span></li>
                    {card_when(lang, card, today).map(|(sign, words)| view! { <li><Icon sign/>{words}</li> })}
                    {(!closed).then(|| card_places(lang, card))}
                    {likes.map(|words| view! { <li><Icon sign=Sign::Heart/>{words}</li> })}
                </ul>
                {dead}
            </div>
            {sign_ups}
            {may_post.then(|| acts(lang, card, &edit, withheld, buttons))}
        </li>
    }
}

/// What a coordinator may do with a need; `typed` by hand, since what a feed brought is changed there.
fn acts(lang: Lang, card: &NeedCard, edit: &str, withheld: Option<Withheld>, typed: bool) -> AnyView {
    let of_need = posting::of_need(lang, &card.title);
    let link = |address: String, words| {
        let of_need = of_need.clone();
        view! { <a href=address>{words} <span class="heard">" "{of_need}</span></a> }
    };
    // Nobody is led to what can't be seen.
    let share = withheld.is_none().then(|| link(format!("{edit}/partager"), share_kit::link(lang)));
    if !typed {
        return view! { <p class="need-acts">{share}</p> }.into_any();
    }
    let opens = card.state == NeedState::Closed && withheld.is_none();
    let buttons = [
        if opens { ("reopen", posting::reopen(lang)) } else { ("close", posting::close(lang)) },
        ("copy", posting::copy(lang)),
        ("archive", posting::archive(lang)),
    ]
    .map(|(act, words)| {
        view! {
            <button class="link" type="submit" name="act" value=act>
                {words} <span class="heard">" "{of_need.clone()}</span>
            </button>
        }
    });
    view! {
        <form class="need-acts" method="post" action=format!("{edit}/etat")>
            {share}
            {link(edit.to_owned(), posting::edit(lang))}
            {buttons.into_iter().collect_view()}
        </form>
    }
    .into_any()
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
