//! Where the needs found are: the map and, for everybody, the list of departments.

use super::SearchResults;
use crate::domain::{Lang, area::Area, search::SearchQuery};
use crate::places::{DepartmentList, FranceMap};
use crate::texts::search as say;
use leptos::prelude::*;

/// Map and list; a department leads to the same search there.
#[component]
pub(super) fn Where(lang: Lang, query: SearchQuery, results: SearchResults) -> impl IntoView {
    let selected = match results.area {
        Some(Area::Departments { codes, .. }) => codes,
        Some(Area::Around { .. }) | None => Vec::new(),
    };
    let counts: Vec<(String, u32)> =
        results.departments.into_iter().map(|(code, _, count)| (code, count)).collect();
    let leads = move |query: SearchQuery| {
        Box::new(move |code: &str| {
            lang.href(&query.without_place().with_place(&format!("dep-{code}")).to_path())
        }) as Box<dyn Fn(&str) -> String>
    };
    view! {
        <FranceMap lang counts=counts.clone() selected=selected.clone() href=leads(query.clone())/>
        <p class="small">{say::map_hint(lang)}</p>
        <DepartmentList lang counts selected href=leads(query)/>
    }
}
