//! Ways out of a search that finds nothing, each with the number that it gives.

use crate::domain::{
    Lang,
    search::{Relaxation, SearchQuery},
};
use crate::texts::search as say;
use leptos::prelude::*;

/// The list of links.
#[component]
pub(super) fn Rescues(lang: Lang, query: SearchQuery, rescues: Vec<(Relaxation, u32)>) -> impl IntoView {
    if rescues.is_empty() {
        return view! {
            <p>{say::no_rescue(lang)}</p>
            <a class="button" href=lang.href("/missions")>{say::rescue_all(lang)}</a>
        }
        .into_any();
    }
    let links = rescues
        .into_iter()
        .map(|(relaxation, count)| {
            let href = lang.href(&query.relaxed(relaxation).to_path());
            view! {
                <li>
                    <a href=href>
                        <span>{words(lang, &query, relaxation)}</span>
                        <b>{say::found(lang, count.into())}</b>
                    </a>
                </li>
            }
        })
        .collect_view();
    view! {
        <p>{say::rescue_intro(lang)}</p>
        <ul class="rescues" role="list">{links}</ul>
    }
    .into_any()
}

fn words(lang: Lang, query: &SearchQuery, relaxation: Relaxation) -> String {
    match relaxation {
        Relaxation::Radius(km) => say::rescue_radius(lang, km),
        Relaxation::Words => say::rescue_words(lang, &query.words),
        Relaxation::Fields => say::rescue_fields(lang).to_owned(),
        Relaxation::Remote => say::rescue_remote(lang).to_owned(),
        Relaxation::Minors => say::rescue_minors(lang).to_owned(),
        Relaxation::ReducedMobility => say::rescue_reduced_mobility(lang).to_owned(),
        Relaxation::Dates => say::rescue_dates(lang).to_owned(),
        Relaxation::Place => say::rescue_place(lang).to_owned(),
        Relaxation::AllButWordsAndPlace => say::rescue_words_and_place(lang).to_owned(),
        Relaxation::AllButWords => say::rescue_only_words(lang, &query.words),
        Relaxation::AllButPlace => say::rescue_only_place(lang).to_owned(),
        Relaxation::All => say::rescue_all(lang).to_owned(),
    }
}
