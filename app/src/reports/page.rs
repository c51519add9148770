//! `/missions/{need}/signaler`: somebody tells the moderators of a need.

use super::ReportForm;
use crate::{
    domain::{Lang, report::Reason},
    forms::{ErrorSummary, LongInput, Problems, TextInput, field_class, note_id},
    texts::{needs, reports as say, sign_ups},
};
use leptos::prelude::*;

/// The form.
#[component]
pub fn ReportPage(
    lang: Lang,
    /// The need's address without language, and its title.
    need: (String, String),
    form: ReportForm,
    problems: Problems,
) -> AnyView {
    let (path, title) = need;
    let labels = vec![("raison", say::reason(lang)), ("mots", say::words(lang)), ("email", say::email(lang))];
    let wrong = problems.get("raison").is_some();
    let reasons = Reason::ALL
        .into_iter()
        .enumerate()
        .map(|(index, reason)| {
            let code = reason.code();
            // The summary of what is wrong leads to the first.
            let id = if index == 0 { "raison".to_owned() } else { format!("raison-{code}") };
            view! {
                <label class="choice">
                    <input type="radio" name="raison" id=id value=code required checked=form.reason == code
                        aria-describedby=note_id("raison")/>
                    <span>{reason.label(lang)}</span>
                </label>
            }
        })
        .collect_view();
    view! {
        <section class="report narrow">
            <nav class="breadcrumb" aria-label=needs::breadcrumb(lang)>
                <a href=lang.href(&path)>{say::back(lang)}</a>
            </nav>
            <h1>{say::title(lang)}</h1>
            <p class="by"><b>{say::about(lang, title)}</b></p>
            <p>{say::intro(lang)}</p>
            <ErrorSummary lang problems=problems.clone() labels/>
            <form class="plain-form" method="post" action=lang.href(&format!("{path}/signaler"))>
                <fieldset class=field_class(wrong) aria-describedby=note_id("raison")>
                    <legend>{say::reason(lang)}</legend>
                    <p class="note" id=note_id("raison")>{wrong.then(|| say::reason_missing(lang))}</p>
                    <div class="choices">{reasons}</div>
                </fieldset>
                <LongInput lang name="mots" label=say::words(lang) hint=say::words_hint(lang) value=form.words
                    problems=problems.clone() optional=true/>
                <TextInput lang name="email" label=say::email(lang) hint=say::email_hint(lang) value=form.email
                    problems kind="email" autocomplete="email" optional=true/>
                <div class="away" aria-hidden="true">
                    <label for="site">{sign_ups::trap(lang)}</label>
                    <input id="site" name="site" tabindex="-1" autocomplete="off" value=form.trap/>
                </div>
                <input type="hidden" name="t" value=form.stamp/>
                <p class="actions">
                    <button class="button" type="submit">{say::send(lang)}</button>
                </p>
            </form>
        </section>
    }
    .into_any()
}

/// After it: what happens now.
#[component]
pub fn ReportThanksPage(
    lang: Lang,
    /// The need's address without language.
    path: String,
) -> AnyView {
    view! {
        <section class="report narrow">
            <h1>{say::thanks_title(lang)}</h1>
            <p>{say::thanks_text(lang)}</p>
            <p>{say::thanks_answer(lang)}</p>
            <p class="small">{say::thanks_danger(lang)}</p>
            <p class="actions">
                <a class="button quiet" href=lang.href(&path)>{say::back(lang)}</a>
            </p>
        </section>
    }
    .into_any()
}
