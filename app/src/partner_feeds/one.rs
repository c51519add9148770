//! One feed: what was read, what was left out and why, what can be done.

use super::{FeedLine, FeedState, Outcome, RunLine, Whose, list::frame, words};
use crate::{domain::Lang, forms::Problems, texts::partner_feeds as say};
use leptos::prelude::*;

/// The page.
#[component]
pub fn FeedPage(
    lang: Lang,
    whose: Whose,
    feed: FeedLine,
    /// The last runs, the newest first.
    runs: Vec<RunLine>,
    problems: Problems,
    notice: Option<String>,
) -> AnyView {
    let list = lang.href(&whose.path());
    let path = format!("{list}/{}", feed.id);
    let (class, state) = words::state(lang, feed.state);
    let meant = runs.first().is_some_and(|run| words::may_be_meant(&run.outcome));
    let waits = matches!(&whose, Whose::Association(association, _)
        if association.state != crate::domain::association::AssociationState::Approved);
    let title = if feed.name.is_empty() { feed.address.clone() } else { feed.name.clone() };
    let none = runs.is_empty();
    let runs = runs.into_iter().map(|run| row(lang, run)).collect_view();
    let content = view! {
        <div class="partner-feeds">
            <p><a href=list>{say::back(lang)}</a></p>
            <h1 class="feed-title">{title}</h1>
            <p class=class>{state}</p>
            <p>{say::open(lang, feed.open)}</p>
            {(!feed.name.is_empty()).then(|| view! { <p class="small feed-address">{feed.address.clone()}</p> })}
            {waits.then(|| view! { <p class="notice calm" role="note">{say::waits(lang)}</p> })}
            {feed.next.clone().map(|next| view! { <p class="small">{say::next(lang, next)}</p> })}
            {buttons(lang, &path, feed.state, meant)}
            <h2>{say::runs_title(lang)}</h2>
            {none.then(|| view! { <p>{say::no_run(lang)}</p> })}
            <ol class="feed-runs" role="list">{runs}</ol>
            {removal(lang, &path, &problems)}
        </div>
    }
    .into_any();
    frame(lang, whose, notice, content)
}

fn buttons(lang: Lang, path: &str, state: FeedState, meant: bool) -> AnyView {
    let paused = state == FeedState::Paused;
    let (value, words) = if paused { ("non", say::resume(lang)) } else { ("oui", say::pause(lang)) };
    view! {
        <div class="actions in-a-row">
            <form method="post" action=format!("{path}/maintenant")>
                <button class="button" type="submit">{say::now(lang)}</button>
            </form>
            {meant
                .then(|| {
                    view! {
                        <form method="post" action=format!("{path}/maintenant")>
                            <button class="button quiet" type="submit" name="voulu" value="oui">{say::meant(lang)}</button>
                        </form>
                    }
                })}
            <form method="post" action=format!("{path}/pause")>
                <button class="button quiet" type="submit" name="pause" value=value>{words}</button>
            </form>
        </div>
    }
    .into_any()
}

fn row(lang: Lang, run: RunLine) -> AnyView {
    let outcome = match &run.outcome {
        Outcome::Same => view! { <p>{say::same(lang)}</p> }.into_any(),
        Outcome::Taken(counts) => view! { <p>{words::counts(lang, *counts, run.refused)}</p> }.into_any(),
        Outcome::Failed(why, detail) => {
            let (what, then) = words::trouble(lang, *why, detail);
            view! {
                <p class="feed-trouble"><strong>{say::failed(lang)}</strong> " " {what}</p>
                <p>{say::todo(lang, then)}</p>
            }
            .into_any()
        }
    };
    let notes: Vec<_> = run.notes.iter().map(|(what, count)| words::note(lang, *what, *count)).collect();
    let notes = (!notes.is_empty()).then(|| {
        let lines = notes.into_iter().map(|note| view! { <li>{note}</li> }).collect_view();
        view! { <p class="small">{say::mended_title(lang)}</p> <ul class="small">{lines}</ul> }
    });
    let when = format!("{}, {}", run.when, say::took(lang, run.took.max(1)));
    view! {
        <li>
            <p class="small">{when}</p>
            <div>{outcome} {refused(lang, &run)} {notes}</div>
        </li>
    }
    .into_any()
}

fn refused(lang: Lang, run: &RunLine) -> Option<AnyView> {
    if run.refusals.is_empty() {
        return None;
    }
    let shown = i64::try_from(run.refusals.len()).unwrap_or(i64::MAX);
    let lines = run
        .refusals
        .iter()
        .map(|one| {
            let why = words::refused(lang, one);
            let title = if one.title.is_empty() { one.client_id.clone() } else { one.title.clone() };
            let still = one.still_shown.then(|| format!(". {}", say::still_shown(lang)));
            let id = (!one.title.is_empty()).then(|| format!(" ({})", one.client_id));
            view! { <li><strong>{title}</strong> <span class="small">{id}</span> "\u{202f}: " {why} {still}</li> }
        })
        .collect_view();
    Some(
        view! {
            <details class="more">
                <summary>{say::why_refused(lang, run.refused)}</summary>
                <p>{say::refused_hint(lang)}</p>
                {(shown < run.refused).then(|| view! { <p>{say::only_first(lang, shown)}</p> })}
                <ul class="feed-refused">{lines}</ul>
            </details>
        }
        .into_any(),
    )
}

fn removal(lang: Lang, path: &str, problems: &Problems) -> AnyView {
    let problem = problems.get("missions").map(|problem| problem.say(lang));
    let wrong = problem.is_some();
    let choice = |value: &'static str, words: &'static str| {
        view! {
            <label class="feed-choice">
                <input type="radio" name="missions" value=value required
                    aria-describedby=wrong.then_some("missions-note")/>
                <span>{words}</span>
            </label>
        }
    };
    view! {
        <details class="more" open=wrong>
            <summary>{say::remove_title(lang)}</summary>
            <form class="plain-form" method="post" action=format!("{path}/retrait") novalidate>
                <fieldset class=crate::forms::field_class(wrong)>
                    <legend>{say::remove_intro(lang)}</legend>
                    {problem.map(|words| view! { <p class="note" id="missions-note" role="alert">{words}</p> })}
                    {choice("fermer", say::remove_close(lang))}
                    {choice("garder", say::remove_keep(lang))}
                </fieldset>
                <button class="button quiet danger" type="submit">{say::remove(lang)}</button>
            </form>
        </details>
    }
    .into_any()
}
