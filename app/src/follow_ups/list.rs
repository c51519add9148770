//! `/espace/{association}/relances`: what was written, how far it is, and the button that stops it.

use crate::{
    coordination::{DeskFrame, Tab},
    domain::{
        Lang,
        association::{Association, Role},
    },
    texts::{follow_ups as say, messages as prepared},
};
use leptos::prelude::*;

/// How far a follow-up is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Its time has not come.
    Planned,
    /// Letters are being written, or wait to leave.
    UnderWay,
    /// All that could leave have left.
    Done,
    /// Somebody stopped it.
    Stopped,
}

/// A follow-up in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// Its id.
    pub id: i64,
    /// As it was typed.
    pub subject: String,
    /// When it goes or went, in words.
    pub when: String,
    /// How far it is.
    pub stage: Stage,
    /// People in all.
    pub people: i64,
    /// Those whose mail has left.
    pub sent: i64,
    /// Those whose mail could not be delivered.
    pub failed: i64,
    /// Passed over.
    pub passed_over: i64,
}

/// The page.
#[component]
pub fn FollowUpsPage(
    lang: Lang,
    association: Association,
    role: Role,
    follow_ups: Vec<Shown>,
    notice: Option<String>,
) -> impl IntoView {
    let none = follow_ups.is_empty();
    let desk = association.desk();
    let below = |path: &str| lang.href(&format!("{desk}{path}"));
    let (ratings, messages) = (below("/avis"), below("/relances/messages"));
    let rules = below("/relances/regles");
    let rows = follow_ups.into_iter().map(|one| row(lang, &desk, role, one)).collect_view();
    view! {
        <DeskFrame lang association role tab=Tab::FollowUps notice>
            <div class="desk-title">
                <h1>{say::list_title(lang)}</h1>
                <p class="in-a-row">
                    <a class="button quiet" href=ratings>{say::to_ratings(lang)}</a>
                    {(role >= Role::Coordinator)
                        .then(|| {
                            view! {
                                <a class="button quiet" href=messages>{prepared::to_messages(lang)}</a>
                                <a class="button quiet" href=rules>{say::to_rules(lang)}</a>
                            }
                        })}
                </p>
            </div>
            {none.then(|| view! { <p>{say::none_yet(lang)}</p> })}
            <ul class="desk-needs" role="list">{rows}</ul>
        </DeskFrame>
    }
}

fn row(lang: Lang, desk: &str, role: Role, one: Shown) -> impl IntoView + use<> {
    let (words, colour) = match one.stage {
        Stage::Planned => (say::planned(lang), "calm"),
        Stage::UnderWay => (say::under_way(lang), "warn"),
        Stage::Done => (say::done(lang), "good"),
        Stage::Stopped => (say::stopped(lang), "calm"),
    };
    let stoppable = matches!(one.stage, Stage::Planned | Stage::UnderWay);
    let progress = say::progress(lang, one.sent, one.people);
    let action = lang.href(&format!("{desk}/relances/{}/arret", one.id));
    view! {
        <li>
            <b>{one.subject}</b>
            <span class=format!("badge {colour}")>{words}</span>
            <span class="small">{one.when}</span>
            <span class="small">{progress.clone()}</span>
            {(one.failed > 0).then(|| view! { <span class="small">{say::failed(lang, one.failed)}</span> })}
            {(one.passed_over > 0).then(|| view! { <span class="small">{say::passed_over(lang, one.passed_over)}</span> })}
            <progress max=one.people.max(1).to_string() value=(one.sent + one.failed + one.passed_over).to_string()
                aria-label=progress></progress>
            {(stoppable && role >= Role::Coordinator)
                .then(|| {
                    view! {
                        <form method="post" action=action>
                            <button class="button quiet danger" type="submit">{say::stop(lang)}</button>
                        </form>
                    }
                })}
        </li>
    }
}
