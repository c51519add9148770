//! What stands in the address of the table after the `?`, and the form that puts it there.

use crate::{
    domain::{Lang, handling::Seen},
    texts::sign_up_table as say,
};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// The filter as it is typed and sent.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct FilterForm {
    /// Words of names and addresses.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub q: String,
    /// Code of a state.
    #[serde(rename = "etat", skip_serializing_if = "String::is_empty")]
    pub state: String,
    /// Id of a need.
    #[serde(rename = "mission", skip_serializing_if = "String::is_empty")]
    pub need: String,
    /// Id of one of the need's slots.
    #[serde(rename = "creneau", skip_serializing_if = "String::is_empty")]
    pub slot: String,
    /// Id of a member, or `0` for nobody.
    #[serde(rename = "suivi", skip_serializing_if = "String::is_empty")]
    pub assigned: String,
    /// `ancien` or `nom`; else the newest first.
    #[serde(rename = "tri", skip_serializing_if = "String::is_empty")]
    pub order: String,
    /// From 1.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub page: String,
}

/// The columns of an export, by the codes that stand in its address.
pub const COLUMNS: [&str; 16] = [
    "prenom",
    "nom",
    "email",
    "telephone",
    "mission",
    "debut",
    "fin",
    "inscription",
    "etat",
    "place",
    "suivi",
    "mot",
    "mineur",
    "parent",
    "accord",
    "numero",
];

/// What a column is called.
#[must_use]
pub fn column_words(lang: Lang, code: &str) -> &'static str {
    match code {
        "prenom" => say::col_first_name(lang),
        "nom" => say::col_last_name(lang),
        "email" => say::col_email(lang),
        "telephone" => say::col_phone(lang),
        "mission" => say::col_need(lang),
        "debut" => say::col_starts(lang),
        "fin" => say::col_ends(lang),
        "inscription" => say::col_since(lang),
        "etat" => say::col_state(lang),
        "place" => say::col_place(lang),
        "suivi" => say::col_assigned(lang),
        "mot" => say::col_message(lang),
        "mineur" => say::col_minor(lang),
        "parent" => say::col_parent(lang),
        "accord" => say::col_consent(lang),
        _ => say::col_number(lang),
    }
}

/// A choice without a label of its own kind: what is sent, what is read.
fn select(
    name: &'static str,
    label: &'static str,
    any: &'static str,
    value: &str,
    options: Vec<(String, String)>,
) -> AnyView {
    let options = options
        .into_iter()
        .map(|(code, words)| {
            let selected = code == value;
            view! { <option value=code selected=selected>{words}</option> }
        })
        .collect_view();
    view! {
        <div class="filter">
            <label for=format!("f-{name}")>{label}</label>
            <select id=format!("f-{name}") name=name>
                <option value="">{any}</option>
                {options}
            </select>
        </div>
    }
    .into_any()
}

/// The form of the filter: plain `GET`.
#[component]
pub(super) fn Filters(
    lang: Lang,
    /// The table's address.
    base: String,
    filter: FilterForm,
    /// Needs to choose from; none where the table is about one.
    needs: Vec<(i64, String)>,
    /// Slots to choose from, where the table is about one need.
    slots: Vec<(i64, String)>,
    members: Vec<(i64, String)>,
) -> AnyView {
    let states =
        Seen::ALL.into_iter().map(|seen| (seen.code().to_owned(), seen.label(lang).to_owned())).collect();
    let needs: Vec<_> = needs.into_iter().map(|(id, title)| (id.to_string(), title)).collect();
    let slots: Vec<_> = slots.into_iter().map(|(id, when)| (id.to_string(), when)).collect();
    let mut people = vec![("0".to_owned(), say::nobody(lang).to_owned())];
    people.extend(members.into_iter().map(|(id, name)| (id.to_string(), name)));
    let orders = vec![
        ("ancien".to_owned(), say::oldest(lang).to_owned()),
        ("nom".to_owned(), say::by_name(lang).to_owned()),
    ];
    let all = base.clone();
    let filtered = filter != FilterForm { page: filter.page.clone(), ..FilterForm::default() };
    view! {
        <form class="table-filters" method="get" action=base role="search">
            <div class="filter">
                <label for="f-q">{say::words(lang)}</label>
                <input id="f-q" name="q" type="search" maxlength="100" value=filter.q.clone()/>
            </div>
            {select("etat", say::col_state(lang), say::any_state(lang), &filter.state, states)}
            {(!needs.is_empty()).then(|| select("mission", say::col_need(lang), say::any_need(lang), &filter.need, needs))}
            {(!slots.is_empty()).then(|| select("creneau", say::slot(lang), say::any_slot(lang), &filter.slot, slots))}
            {select("suivi", say::col_assigned(lang), say::anybody(lang), &filter.assigned, people)}
            {select("tri", say::order(lang), say::newest(lang), &filter.order, orders)}
            <p class="filter-go">
                <button class="button" type="submit">{say::filter(lang)}</button>
                <span data-swap="all">{filtered.then(|| view! { <a href=all>{say::all(lang)}</a> })}</span>
            </p>
        </form>
    }
    .into_any()
}
