//! How many were found, the loudest thing on the page, and where.

use super::SearchResults;
use crate::domain::{
    Lang,
    area::Area,
    numbers,
    search::{SearchQuery, Sort},
};
use crate::texts::search as say;
use leptos::prelude::*;

/// The number, what was asked in words, and the order.
#[component]
pub(super) fn Found(lang: Lang, query: SearchQuery, results: SearchResults) -> impl IntoView {
    let asks = !results.which_place.is_empty() || results.unknown_place.is_some();
    let number = (!asks).then(|| number(lang, &results));
    let words = (!query.words.is_empty()).then(|| say::words(lang, &query.words));
    let place = (!asks).then(|| place(lang, &query, results.area.as_ref()));
    let parts: Vec<String> = words.into_iter().chain(place).collect();
    let sort_id = "sort";
    view! {
        <div class="found" data-swap="found">
            <h1 id="found">{number.unwrap_or_else(|| question(lang, &results))}</h1>
            <p>{parts.join(" · ")}</p>
        </div>
        <div class="sort">
            <label for=sort_id>{say::sort(lang)}</label>
            <select id=sort_id name="tri" form="search">
                {order(lang, &query)}
            </select>
        </div>
    }
}

fn number(lang: Lang, results: &SearchResults) -> String {
    if results.total == 0 { say::found_none(lang).to_owned() } else { say::found(lang, results.total.into()) }
}

fn question(lang: Lang, results: &SearchResults) -> String {
    match &results.unknown_place {
        Some(typed) => say::unknown_place(lang, typed),
        None => say::which_place(lang).to_owned(),
    }
}

fn place(lang: Lang, query: &SearchQuery, area: Option<&Area>) -> String {
    let km = numbers::whole(lang, query.radius().into());
    match area {
        Some(Area::Around { name, .. }) if name.is_empty() => say::around_you(lang, km),
        Some(Area::Around { name, .. }) => say::around(lang, name, km),
        Some(Area::Departments { name, .. }) => name.clone(),
        None => say::anywhere(lang).to_owned(),
    }
}

fn order(lang: Lang, query: &SearchQuery) -> impl IntoView + use<> {
    let chosen = query.sort.map_or("", Sort::code);
    let option = |value: &'static str, label: &'static str| {
        view! { <option value=value selected=value == chosen>{label}</option> }
    };
    [
        option("", say::sort_auto(lang)),
        option(Sort::Distance.code(), say::sort_distance(lang)),
        option(Sort::Date.code(), say::sort_date(lang)),
        option(Sort::Pertinence.code(), say::sort_pertinence(lang)),
    ]
}
