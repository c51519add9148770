//! `/desabonnement/alertes/{token}`: no more of an alert; and that it is stopped.

use super::conditions;
use crate::{domain::Lang, texts::alerts as say, ui::OneClick};
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
            <OneClick class="stop" action words=say::stop_one(lang)/>
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
