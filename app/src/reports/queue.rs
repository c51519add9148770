//! `/moderation/signalements`: the needs that wait for a moderator, the most urgent first.

use super::FlagList;
use crate::{
    domain::{
        Lang,
        flags::Flag,
        need::{Need, NeedState},
        report::{Reason, Told, Verdict, Withheld},
    },
    forms::{Problem, field_class},
    needs::Facts,
    texts::{needs, reports as say},
    ui::TextArea,
};
use jiff::civil::Date;
use leptos::prelude::*;

/// What somebody told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// Why.
    pub reason: Reason,
    /// In their words; may be empty.
    pub words: String,
    /// When, in words.
    pub when: String,
}

/// Something that became of a need or of the reports of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moment {
    /// When, in words.
    pub when: String,
    /// What.
    pub what: String,
    /// What was written then.
    pub words: String,
}

/// A need that waits.
#[derive(Clone, Debug, PartialEq)]
pub struct InQueue {
    /// The need, as everybody reads it.
    pub need: Need,
    /// Why the public doesn't see it, if it doesn't.
    pub withheld: Option<Withheld>,
    /// What its words raise.
    pub flags: Vec<Flag>,
    /// Who told what.
    pub said: Vec<Said>,
    /// What became of it.
    pub history: Vec<Moment>,
    /// Of its association: since when, how many needs, warnings.
    pub association: Vec<String>,
    /// What whoever decides has read.
    pub seen: Seen,
}

/// What is shown of a need, as the form says it: nothing is decided unread.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seen {
    /// What its reports tell.
    pub told: Told,
    /// The revision of the need.
    pub revision: i64,
}

/// The page.
#[component]
pub fn QueuePage(
    lang: Lang,
    queue: Vec<InQueue>,
    /// How many associations wait.
    associations: usize,
    /// The need whose decision lacks its words, and what was typed for all the same.
    #[prop(default = None)]
    missing: Option<i64>,
    /// What has just been done.
    #[prop(default = None)]
    notice: Option<String>,
    today: Date,
) -> AnyView {
    let empty = queue.is_empty();
    let items = queue
        .into_iter()
        .map(|one| {
            let missing = missing == Some(one.need.id);
            view! { <Item lang one missing today/> }
        })
        .collect_view();
    let waiting = (associations > 0).then(|| view! { " " <span class="badge warn">{associations}</span> });
    view! {
        <section class="moderation reports-queue">
            {notice.map(|notice| view! { <p class="notice" role="status">{notice}</p> })}
            <h1>{say::queue_title(lang)}</h1>
            <p class="links-in-a-row">
                <a href=lang.href("/moderation")>{say::associations_link(lang)} {waiting}</a>
                <a href=lang.href("/moderation/signalements/bilan")>{say::summary_link(lang)}</a>
            </p>
            {empty.then(|| view! { <p>{say::queue_empty(lang)}</p> })}
            {items}
        </section>
    }
    .into_any()
}

#[component]
fn Item(lang: Lang, one: InQueue, missing: bool, today: Date) -> AnyView {
    let InQueue { need, withheld, flags, said, history, association, seen } = one;
    let id = need.id;
    let (tone, badge) = match (withheld, need.state) {
        (Some(Withheld::Held), _) => ("warn", say::held_badge(lang)),
        (Some(_), _) => ("warn", say::corrected_badge(lang)),
        (None, NeedState::Open) => ("good", say::open_badge(lang)),
        (None, NeedState::Closed) => ("calm", say::closed_badge(lang)),
    };
    let count = i64::try_from(said.len()).unwrap_or_default();
    let reported =
        (count > 0).then(|| view! { <span class="badge warn">{say::reporters(lang, count)}</span> });
    let reports = (count > 0).then(|| view! { <Reports lang said/> });
    let raised = (!flags.is_empty()).then(|| {
        view! {
            <h3>{say::flags(lang)}</h3>
            <FlagList lang flags/>
        }
    });
    let (title, path) = (need.title.clone(), lang.href(&need.path()));
    let public = withheld.is_none().then(|| view! { <p><a href=path>{say::see_public(lang)}</a></p> });
    view! {
        <article class="standing report-item" aria-labelledby=format!("need-{id}") id=format!("mission-{id}")>
            <h2 id=format!("need-{id}")>{title}</h2>
            <p class="badges"><span class=format!("badge {tone}")>{badge}</span> " " {reported}</p>
            {reports}
            {raised}
            <details class="more" open=count == 0>
                <summary>{say::as_shown(lang)}</summary>
                <Shown lang need today/>
                {public}
            </details>
            <h3>{say::history(lang)}</h3>
            <ol class="history" role="list">
                {history
                    .into_iter()
                    .map(|moment| {
                        let words = (!moment.words.is_empty())
                            .then(|| view! { <blockquote class="lines small">{moment.words}</blockquote> });
                        view! { <li><b>{moment.when}</b> " " {moment.what} {words}</li> }
                    })
                    .collect_view()}
            </ol>
            <h3>{say::association(lang)}</h3>
            <ul class="plain-list" role="list">
                {association.into_iter().map(|line| view! { <li>{line}</li> }).collect_view()}
            </ul>
            <Decide lang id seen withheld=withheld.is_some() missing/>
        </article>
    }
    .into_any()
}

#[component]
fn Reports(lang: Lang, said: Vec<Said>) -> AnyView {
    let lines = said
        .into_iter()
        .map(|one| {
            let words = if one.words.is_empty() {
                view! { <span class="small">{say::no_words(lang)}</span> }.into_any()
            } else {
                view! { <blockquote class="lines">{one.words}</blockquote> }.into_any()
            };
            view! { <li><b>{one.reason.label(lang)}</b> " " <span class="small">{one.when}</span> {words}</li> }
        })
        .collect_view();
    view! {
        <h3>{say::said(lang)}</h3>
        <ul class="plain-list" role="list">{lines}</ul>
    }
    .into_any()
}

/// The need as everybody reads it, and where its links lead.
#[component]
fn Shown(lang: Lang, need: Need, today: Date) -> AnyView {
    let links = [need.page_url.clone(), need.association.web_page.clone()];
    let links = links
        .into_iter()
        .flatten()
        .map(|href| {
            view! {
                <li>
                    <a href=href.clone() rel="nofollow noopener noreferrer ugc" target="_blank">{href.clone()}</a>
                </li>
            }
        })
        .collect_view();
    let facts = view! { <Facts lang need=need.clone() today/> }.into_any();
    view! {
        <div class="as-shown">
            {facts}
            <div class="prose" inner_html=need.description_html.clone()></div>
            <p>{needs::association(lang)} " " <a href=lang.href(&format!("/associations/{}", need.association.id))>{need.association.name.clone()}</a></p>
            <ul class="plain-list" role="list">{links}</ul>
        </div>
    }
    .into_any()
}

#[component]
fn Decide(lang: Lang, id: i64, seen: Seen, withheld: bool, missing: bool) -> AnyView {
    let note = if missing { say::words_missing(lang) } else { say::your_words_hint(lang) };
    let button = |verdict: Verdict, class: &'static str, words: &'static str| {
        view! {
            <button class=format!("button {class}") type="submit" name="verdict" value=verdict.code()>{words}</button>
        }
    };
    let buttons = if withheld {
        [
            Some(button(Verdict::Passed, "", say::publish(lang))),
            Some(button(Verdict::Down, "quiet danger", say::keep_down(lang))),
            None,
        ]
    } else {
        [
            Some(button(Verdict::Warned, "", say::warn(lang))),
            Some(button(Verdict::Dismissed, "quiet", say::dismiss(lang))),
            Some(button(Verdict::Down, "quiet danger", say::unpublish(lang))),
        ]
    };
    let problem = missing.then(|| view! { <span class="heard">{Problem::Missing.say(lang)} " "</span> });
    view! {
        <form class="plain-form" method="post" action=lang.href(&format!("/moderation/signalements#mission-{id}"))>
            <input type="hidden" name="need" value=id.to_string()/>
            <input type="hidden" name="seen" value=seen.told.last.to_string()/>
            <input type="hidden" name="times" value=seen.told.times.to_string()/>
            <input type="hidden" name="revision" value=seen.revision.to_string()/>
            <div class=field_class(missing)>
                <label for=format!("words-{id}")>{say::your_words(lang)}</label>
                <p class="note" id=format!("words-{id}-note")>{problem} {note}</p>
                <div class="input">
                    <TextArea id=format!("words-{id}") name="words" value=String::new() rows=3
                        described_by=format!("words-{id}-note") invalid=missing/>
                </div>
            </div>
            <p class="actions in-a-row">{buttons.into_iter().flatten().collect_view()}</p>
        </form>
    }
    .into_any()
}
