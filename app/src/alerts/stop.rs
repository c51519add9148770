//! `/desabonnement/alertes/{token}`: no more of an alert; and that it is stopped.

use super::conditions;
use crate::{domain::Lang, texts::alerts as say};
use leptos::prelude::*;

/// One button, POST to the same address.
#[component]
pub fn StopPage(
    lang: Lang,
    /// The search, in words.
    asked: Vec<String>,
    action: String,
) -> impl IntoView {
    view! {
        <section class="alert narrow">
            <h1>{say::stop_title(lang)}</h1>
            <div class="panel watched-panel">{conditions(asked)}</div>
            <p>{say::stop_text(lang)}</p>
            <form class="stop" method="post" action=action>
                <input type="hidden" name="List-Unsubscribe" value="One-Click"/>
                <button class="button big" type="submit">{say::stop_one(lang)}</button>
            </form>
        </section>
    }
}

/// Nothing is kept any more.
#[component]
pub fn StoppedPage(lang: Lang) -> impl IntoView {
    view! {
        <section class="alert narrow">
            <h1>{say::stopped_title(lang)}</h1>
            <p>{say::stopped_text(lang)}</p>
            <p class="actions">
                <a class="button quiet" href=lang.href("/missions")>{crate::texts::common::all_needs(lang)}</a>
            </p>
        </section>
    }
}
