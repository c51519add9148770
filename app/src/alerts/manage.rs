//! `/alertes/{token}`: confirming an alert, changing how often it comes, stopping it, and all that is kept of it.

use super::{conditions, rhythm_words, rhythms};
use crate::domain::{Lang, alert::Rhythm};
use crate::texts::{alerts as say, common};
use leptos::prelude::*;

/// An alert, as its owner sees it. Moments are in words already.
#[derive(Clone, Debug)]
pub struct AlertShown {
    /// The whole address: it is its owner who looks.
    pub email: String,
    /// The language that it is written to in.
    pub lang: Lang,
    /// The search, in words.
    pub asked: Vec<String>,
    /// The search page with this search, with language.
    pub search: String,
    /// How often.
    pub rhythm: Rhythm,
    /// When it was asked for.
    pub created: String,
    /// When it was confirmed; an alert that isn't yet does nothing.
    pub confirmed: Option<String>,
    /// When the last letter was written.
    pub last: Option<String>,
    /// When the search is looked at next.
    pub next: Option<String>,
    /// The search ends with this day.
    pub until: Option<String>,
    /// Only needs that opened after this number are new.
    pub after: i64,
    /// Numbers of the needs told already, the newest first.
    pub told: Vec<i64>,
    /// Further alerts of the same address.
    pub others: Vec<Other>,
}

/// Another alert of the same address.
#[derive(Clone, Debug)]
pub struct Other {
    /// Its search, in words.
    pub asked: String,
    /// Its own page, with language.
    pub href: String,
    /// Whether it was confirmed.
    pub confirmed: bool,
}

/// The page; its forms are sent to `action`, and `notice` says what was just done.
#[component]
pub fn ManagePage(
    lang: Lang,
    alert: AlertShown,
    action: String,
    notice: Option<&'static str>,
) -> impl IntoView {
    let confirmed = alert.confirmed.is_some();
    let (title, text) = if confirmed {
        (say::manage_title(lang), say::manage_text(lang, &alert.email))
    } else {
        (say::confirm_title(lang), say::confirm_text(lang, &alert.email))
    };
    let ends = alert.until.as_ref().map(|day| say::ends(lang, day));
    let next = alert.next.as_ref().map(|when| say::next(lang, when));
    let confirm = (!confirmed).then(|| {
        view! {
            <form method="post" action=action.clone()>
                <input type="hidden" name="faire" value="confirmer"/>
                <button class="button big" type="submit">{say::confirm(lang)}</button>
            </form>
        }
    });
    view! {
        <section class="alert narrow">
            {notice.map(|words| view! { <p class="notice" role="status">{words}</p> })}
            <h1>{title}</h1>
            <p>{text}</p>
            <div class="panel watched-panel">
                {conditions(alert.asked.clone())}
                <p class="small">
                    {rhythm_words(alert.rhythm)(lang)} ". " {next} " " {ends} " "
                    <a href=alert.search.clone()>{say::see(lang)}</a>
                </p>
            </div>
            {confirm}
            {confirmed.then(|| change_rhythm(lang, alert.rhythm, action.clone()))}
            <form class="stop" method="post" action=action.clone()>
                <input type="hidden" name="faire" value="arreter"/>
                <button class="button danger" type="submit">{say::stop(lang)}</button>
                <p class="small">{say::stop_text(lang)}</p>
            </form>
            {(!alert.others.is_empty()).then(|| others(lang, alert.others.clone(), action.clone()))}
            {kept(lang, alert)}
        </section>
    }
}

fn change_rhythm(lang: Lang, rhythm: Rhythm, action: String) -> impl IntoView {
    view! {
        <form class="plain-form" method="post" action=action>
            <input type="hidden" name="faire" value="rythme"/>
            <fieldset class="field rhythms">
                <legend>{say::change_rhythm(lang)}</legend>
                {rhythms(lang, Some(rhythm))}
            </fieldset>
            <button class="button quiet" type="submit">{say::save(lang)}</button>
        </form>
    }
}

fn others(lang: Lang, others: Vec<Other>, action: String) -> impl IntoView {
    let lines = others
        .into_iter()
        .map(|other| {
            let waiting =
                (!other.confirmed).then(|| view! { " " <span class="small">{say::waiting(lang)}</span> });
            view! { <li><a href=other.href>{other.asked}</a> {waiting}</li> }
        })
        .collect_view();
    view! {
        <h2>{say::others(lang)}</h2>
        <ul class="other-alerts">{lines}</ul>
        <form class="stop" method="post" action=action>
            <input type="hidden" name="faire" value="tout"/>
            <button class="button danger" type="submit">{say::stop_all(lang)}</button>
        </form>
    }
}

fn kept(lang: Lang, alert: AlertShown) -> impl IntoView {
    let not_yet = || say::not_yet(lang).to_owned();
    let told: Vec<String> = alert.told.iter().map(ToString::to_string).collect();
    let told = if told.is_empty() { say::kept_told_none(lang).to_owned() } else { told.join(", ") };
    let facts = [
        (say::kept_email(lang), alert.email),
        (say::kept_lang(lang), common::this_language(alert.lang).to_owned()),
        (say::kept_search(lang), alert.asked.join(" · ")),
        (say::kept_rhythm(lang), rhythm_words(alert.rhythm)(lang).to_owned()),
        (say::kept_asked(lang), alert.created),
        (say::kept_confirmed(lang), alert.confirmed.unwrap_or_else(not_yet)),
        (say::kept_last(lang), alert.last.unwrap_or_else(not_yet)),
        (say::kept_next(lang), alert.next.unwrap_or_else(not_yet)),
        (say::kept_after(lang), alert.after.to_string()),
        (say::kept_told(lang), told),
    ];
    let facts = facts.map(|(name, value)| view! { <dt>{name}</dt><dd>{value}</dd> }).collect_view();
    view! {
        <details class="fold kept">
            <summary>{say::kept(lang)}</summary>
            <p>{say::kept_text(lang)}</p>
            <dl class="facts">{facts}</dl>
        </details>
    }
}
