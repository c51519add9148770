//! `/chiffres/comment`: how the portal counts.

use crate::{domain::Lang, texts::figures as say};
use leptos::prelude::*;

/// The page.
#[component]
pub fn HowPage(lang: Lang) -> impl IntoView {
    let parts = [
        (say::how_nothing_title(lang), say::how_nothing(lang)),
        (say::how_once_title(lang), say::how_once(lang)),
        (say::how_source_title(lang), say::how_source(lang)),
        (say::how_left_title(lang), say::how_left(lang)),
        (say::how_out_title(lang), say::how_out(lang)),
        (say::how_facts_title(lang), say::how_facts(lang)),
        (say::how_kept_title(lang), say::how_kept(lang)),
    ];
    let parts = parts.map(|(title, text)| view! { <h2>{title}</h2> <p>{text}</p> });
    view! {
        <article class="how-page narrow">
            <h1>{say::how_title(lang)}</h1>
            <p class="lead">{say::how_intro(lang)}</p>
            {parts.collect_view()}
        </article>
    }
}
