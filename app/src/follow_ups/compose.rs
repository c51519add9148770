//! `/espace/{association}/relances/nouvelle`: to whom, what, when; and how the first three will get it.

use super::{FollowUpForm, Prepared, Sample, Samples, samples::MergeFields};
use crate::{
    coordination::{DeskFrame, Tab},
    domain::{
        Lang,
        association::{Association, Role},
    },
    forms::{ErrorSummary, LongInput, Problems, TextInput, live::FormLive},
    texts::{follow_ups as say, messages, unsubscribe},
};
use leptos::prelude::*;

/// The page.
#[component]
pub fn ComposePage(
    lang: Lang,
    association: Association,
    role: Role,
    form: FollowUpForm,
    problems: Problems,
    /// How many it goes to.
    people: i64,
    /// Some of their first names.
    names: String,
    /// How many of them want no more mail.
    silent: i64,
    prepared: Vec<Prepared>,
    /// The first three, once a preview was asked for.
    samples: Vec<Sample>,
    /// What has just been done.
    notice: Option<String>,
) -> AnyView {
    let action = lang.href(&format!("{}/relances/nouvelle", association.desk()));
    let carried = hidden(&form);
    let choose = prepared
        .iter()
        .map(|one| view! { <button class="button quiet" type="submit" name="modele" value=one.name.clone()>{one.name.clone()}</button> })
        .collect_view();
    let (live, own) =
        (format!("{action}/vif"), lang.href(&format!("{}/relances/messages", association.desk())));
    let unseen = samples.is_empty();
    let none = people == 0;
    view! {
        <DeskFrame lang association role tab=Tab::FollowUps notice>
            <h1>{say::title(lang)}</h1>
            {if none {
                view! { <p>{say::nobody(lang)}</p> }.into_any()
            } else {
                view! { <p>{say::to(lang, people)} " " <span class="small">{names}</span></p> }.into_any()
            }}
            {(silent > 0).then(|| view! { <p class="notice calm">{unsubscribe::among(lang, silent)}</p> })}
            <ErrorSummary lang problems=problems.clone()/>
            <form class="starters" method="get" action=action.clone() aria-label=say::prepared(lang)>
                {hidden(&form)}
                <p class="small">{say::prepared(lang)}</p>
                <p class="in-a-row">{choose}</p>
                <p class="small"><a href=own>{messages::to_messages(lang)}</a></p>
            </form>
            <form class="plain-form follow-up" method="post" action=action data-live=live data-eager="" novalidate>
                <FormLive/>
                {carried}
                <input type="hidden" name="once" value=form.once.clone()/>
                <TextInput lang name="subject" label=say::subject(lang) value=form.subject problems=problems.clone() most=150/>
                <LongInput lang name="body" label=say::body(lang) hint=say::body_hint(lang) value=form.body
                    problems=problems.clone() rows=10/>
                <MergeFields lang/>
                <TextInput lang name="when" label=say::when(lang) hint=say::when_hint(lang) value=form.when
                    problems=problems kind="datetime-local" optional=true most=40/>
                <div class:empty=unseen>
                    <div data-preview="">{(!unseen).then(|| view! { <Samples lang samples/> })}</div>
                </div>
                <p class="in-a-row">
                    <button class="button quiet" type="submit" name="faire" value="apercu">{say::preview(lang)}</button>
                    <button class="button" type="submit" name="faire" value="envoyer" disabled=none>{say::send(lang, people)}</button>
                </p>
            </form>
        </DeskFrame>
    }
    .into_any()
}

/// Whom it is for, carried along.
fn hidden(form: &FollowUpForm) -> AnyView {
    let need = (!form.mission.is_empty())
        .then(|| view! { <input type="hidden" name="mission" value=form.mission.clone()/> });
    let filter = (!form.filtre.is_empty())
        .then(|| view! { <input type="hidden" name="filtre" value=form.filtre.clone()/> });
    let people = form
        .personne
        .iter()
        .map(|id| view! { <input type="hidden" name="personne" value=id.clone()/> })
        .collect_view();
    let news = (!form.nouvelle.is_empty())
        .then(|| view! { <input type="hidden" name="nouvelle" value=form.nouvelle.clone()/> });
    view! { {need} {filter} {people} {news} }.into_any()
}
