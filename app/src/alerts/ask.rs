//! `/missions/alerte?…`: asking to be told of what is new in a search.

use super::{conditions, rhythms};
use crate::domain::{Lang, alert::Rhythm, email::EmailError, search::SearchProblem};
use crate::search::problem_words;
use crate::texts::{alerts as say, forms};
use leptos::prelude::*;

/// What the page shows.
#[derive(Clone, Debug, Default)]
pub struct Asking {
    /// The search, in words.
    pub asked: Vec<String>,
    /// What was wrong with its address.
    pub problems: Vec<SearchProblem>,
    /// How many needs it finds today.
    pub total: u32,
    /// The search page with this search, with language.
    pub search: String,
    /// Where the form is sent, with language.
    pub action: String,
    /// Why nothing was kept, in words, where it is no field's.
    pub refused: Option<String>,
    /// When the form was given out.
    pub stamp: String,
    /// Up to which opening the visitor has seen.
    pub seen: i64,
    /// Whether the form was sent.
    pub sent: bool,
    /// What was typed.
    pub email: String,
    /// What is wrong with it.
    pub email_error: Option<EmailError>,
    /// What was chosen.
    pub rhythm: Option<Rhythm>,
    /// The form was sent without a rhythm.
    pub rhythm_missing: bool,
}

/// What will be watched, and one short form; or that the mail is on its way.
#[component]
pub fn AskPage(lang: Lang, asking: Asking) -> impl IntoView {
    if asking.sent {
        return view! {
            <section class="alert narrow">
                <h1>{say::sent_title(lang)}</h1>
                <p>{say::sent_text(lang)}</p>
                <p class="aside">{say::sent_hint(lang)}</p>
                <p class="actions"><a class="button quiet" href=asking.search>{say::back(lang)}</a></p>
            </section>
        }
        .into_any();
    }
    let today = if asking.total == 0 {
        say::today_none(lang).to_owned()
    } else {
        say::today(lang, asking.total.into())
    };
    let problems = asking
        .problems
        .iter()
        .map(|problem| view! { <li>{problem_words(lang, *problem)}</li> })
        .collect_view();
    let wrong = !asking.problems.is_empty();
    view! {
        <section class="alert narrow">
            <h1>{say::title(lang)}</h1>
            <p>{say::intro(lang)}</p>
            <div class="panel watched-panel">
                <h2>{say::watched(lang)}</h2>
                {conditions(asking.asked.clone())}
                {wrong.then(|| view! { <ul class="problems" role="list">{problems}</ul> })}
                <p class="small">{today} " · " <a href=asking.search.clone()>{say::change_search(lang)}</a></p>
            </div>
            {asking.refused.clone().map(|words| view! { <p class="notice" role="alert">{words}</p> })}
            <form class="plain-form" method="post" action=asking.action.clone()>
                <input type="hidden" name="vu" value=asking.seen/>
                <input type="hidden" name="t" value=asking.stamp.clone()/>
                <div class="away" aria-hidden="true">
                    <label for="site">{forms::trap(lang)}</label>
                    <input id="site" name="site" tabindex="-1" autocomplete="off"/>
                </div>
                {email_field(lang, &asking)}
                <fieldset class=if asking.rhythm_missing { "field rhythms wrong" } else { "field rhythms" } aria-describedby=asking.rhythm_missing.then_some("rhythm-note")>
                    <legend>{say::rhythm(lang)}</legend>
                    {asking.rhythm_missing.then(|| view! { <p class="note" id="rhythm-note">{say::rhythm_missing(lang)}</p> })}
                    {rhythms(lang, asking.rhythm)}
                </fieldset>
                <button class="button big" type="submit">{say::go(lang)}</button>
            </form>
        </section>
    }
    .into_any()
}

fn email_field(lang: Lang, asking: &Asking) -> impl IntoView + use<> {
    let error = asking.email_error;
    view! {
        <div class=if error.is_some() { "field wrong" } else { "field" }>
            <label for="email">{say::email(lang)}</label>
            <p class="note" id="email-note">{error.map_or(say::email_hint(lang), |error| error.text(lang))}</p>
            <div class="input">
                <input
                    id="email"
                    name="email"
                    type="email"
                    autocomplete="email"
                    inputmode="email"
                    autocapitalize="off"
                    spellcheck="false"
                    required
                    value=asking.email.clone()
                    aria-describedby="email-note"
                    aria-invalid=error.map(|_| "true")
                    autofocus=error.is_some()
                />
            </div>
        </div>
    }
}
