//! The feeds of an association or of partners, and a form to add one.

use super::{EVERY, FeedForm, FeedLine, Outcome, Whose, words};
use crate::{
    coordination::{DeskFrame, Tab},
    domain::Lang,
    forms::{Choice, ErrorSummary, Problems, TextInput},
    texts::partner_feeds as say,
};
use leptos::prelude::*;

/// The page.
#[component]
pub fn FeedsPage(
    lang: Lang,
    whose: Whose,
    feeds: Vec<FeedLine>,
    /// What was typed to add one.
    form: FeedForm,
    problems: Problems,
    notice: Option<String>,
) -> AnyView {
    let partners = whose == Whose::Partners;
    let path = lang.href(&whose.path());
    let (title, intro) = if partners {
        (say::partners_title(lang), say::partners_intro(lang))
    } else {
        (say::title(lang), say::intro(lang))
    };
    let none = feeds.is_empty();
    let lines = feeds.into_iter().map(|feed| line(lang, &path, feed)).collect_view();
    let summary = problems.clone();
    let content = view! {
        <div class="partner-feeds">
            <h1>{title}</h1>
            <p>{intro}</p>
            <p class="small">{say::formats(lang)}</p>
            <ErrorSummary lang problems=summary/>
            {none.then(|| view! { <p>{say::none(lang)}</p> })}
            <ul class="feed-list" role="list">{lines}</ul>
            {add(lang, &path, partners, form, problems)}
            {partners.then(|| ours(lang))}
        </div>
    }
    .into_any();
    frame(lang, whose, notice, content)
}

/// What stands around a page of feeds.
pub(super) fn frame(lang: Lang, whose: Whose, notice: Option<String>, content: AnyView) -> AnyView {
    match whose {
        Whose::Association(association, role) => view! {
            <DeskFrame lang association=*association role tab=Tab::Needs notice>
                {content}
            </DeskFrame>
        }
        .into_any(),
        Whose::Partners => view! {
            <section class="moderation narrow">
                {notice.map(|notice| view! { <p class="notice" role="status">{notice}</p> })} {content}
            </section>
        }
        .into_any(),
    }
}

fn line(lang: Lang, path: &str, feed: FeedLine) -> AnyView {
    let (class, state) = words::state(lang, feed.state);
    let href = format!("{path}/{}", feed.id);
    let last = feed.last.as_ref().map(|run| match &run.outcome {
        Outcome::Failed(why, detail) => {
            format!("{}. {}", say::tried(lang, &run.when), words::trouble(lang, *why, detail).0)
        }
        Outcome::Same => format!("{}. {}", say::last(lang, &run.when), say::same(lang)),
        Outcome::Taken(counts) => {
            format!("{}\u{202f}: {}.", say::last(lang, &run.when), words::counts(lang, *counts, run.refused))
        }
    });
    let label = say::history_of(lang, &feed.address);
    view! {
        <li class="standing">
            <h2>{(!feed.name.is_empty()).then(|| feed.name.clone())} <span class="feed-address">{feed.address.clone()}</span></h2>
            <p class=class>{state}</p>
            <p>{say::open(lang, feed.open)}</p>
            {last.map(|last| view! { <p class="small">{last}</p> })}
            {feed.next.map(|next| view! { <p class="small">{say::next(lang, next)}</p> })}
            <p><a href=href aria-label=label>{say::history(lang)}</a></p>
        </li>
    }
    .into_any()
}

/// Where partners find our own.
fn ours(lang: Lang) -> impl IntoView {
    view! {
        <p class="partner-feeds-out small">
            {say::ours(lang)} " " <a href="/flux/api-engagement.xml">"API Engagement"</a> ", "
            <a href="/flux/all-for-good.xml">"All for Good"</a>
        </p>
    }
}

fn add(lang: Lang, path: &str, partners: bool, form: FeedForm, problems: Problems) -> AnyView {
    let every = |hours: i64| match hours {
        6 => say::every_6(lang),
        168 => say::every_168(lang),
        _ => say::every_24(lang),
    };
    let options = EVERY.map(|hours| (hours.to_string(), every(hours).to_owned())).to_vec();
    let chosen = if form.every.is_empty() { "24".to_owned() } else { form.every };
    let of_address = problems.clone();
    let name = partners.then(|| {
        view! {
            <TextInput lang name="name" label=say::name(lang) hint=say::name_hint(lang) value=form.name
                problems=problems.clone() most=100/>
        }
    });
    view! {
        <section class="feed-add" aria-labelledby="add">
            <h2 id="add">{say::add_title(lang)}</h2>
            <form class="plain-form" method="post" action=path.to_owned() novalidate>
                {name}
                <TextInput lang name="address" label=say::address(lang) hint=say::address_hint(lang)
                    value=form.address problems=of_address kind="url" most=2000/>
                <Choice lang name="every" label=say::every(lang) value=chosen problems options/>
                <button class="button" type="submit">{say::add(lang)}</button>
            </form>
        </section>
    }
    .into_any()
}
