//! The one form: words and place, then a line of chips, each showing its state. A chip that opens is a
//! `<details>`: a list below it on wide screens, a sheet from the bottom edge on a phone.

use super::{
    SearchResults,
    problems::{Problems, described_by},
};
use crate::domain::{
    Field, Lang,
    area::Area,
    dates, numbers,
    search::{DEFAULT_RADIUS_KM, RADII_KM, SearchQuery},
};
use crate::places::PlaceField;
use crate::texts::{places, search as say};
use crate::ui::{Icon, Sign, field_sign};
use leptos::prelude::*;

/// The form. Everything in it goes into the address, by the names of [`SearchQuery`].
#[component]
pub(super) fn Filters(lang: Lang, query: SearchQuery, results: SearchResults) -> impl IntoView {
    let (text, value) = place(lang, &query, &results);
    let (invalid, described) = described_by(&results.problems, "q");
    view! {
        <form class="search-form" id="search" action=lang.href("/missions") method="get" role="search">
            <div class="ask">
                <div class="ask-what">
                    <label for="what">{say::what(lang)}</label>
                    <input
                        id="what"
                        name="q"
                        type="search"
                        value=query.words.clone()
                        placeholder=say::what_example(lang)
                        maxlength="200"
                        autocomplete="off"
                        enterkeyhint="search"
                        aria-invalid=invalid
                        aria-describedby=described
                    />
                </div>
                <div class="ask-where">
                    <PlaceField lang id="where".to_owned() text value/>
                </div>
                <button class="button" type="submit"><Icon sign=Sign::Search/>{say::go(lang)}</button>
            </div>
            <div class="chips" role="group" aria-label=say::filters(lang)>
                <FieldChip lang query=query.clone() results=results.clone()/>
                <RadiusChip lang query=query.clone() results=results.clone()/>
                <DatesChip lang query=query.clone() results=results.clone()/>
                {toggle("a-distance", query.remote, Sign::House, say::remote(lang))}
                {toggle("mineurs", query.minors, Sign::UserRound, say::minors(lang))}
                {toggle("pmr", query.reduced_mobility, Sign::Accessibility, say::reduced_mobility(lang))}
                <span data-swap="clear">
                    {query
                        .is_filtered()
                        .then(|| view! { <a class="clear" href=lang.href("/missions")>{say::clear(lang)}</a> })}
                </span>
            </div>
            <div data-swap="problems">
                <Problems lang problems=results.problems.clone()/>
            </div>
        </form>
    }
}

/// What stands in the place field, and what the address carries where that is something else.
fn place(lang: Lang, query: &SearchQuery, results: &SearchResults) -> (String, String) {
    match &results.area {
        Some(Area::Around { name, .. }) if name.is_empty() => {
            (places::around_me(lang).to_owned(), query.place.clone())
        }
        Some(Area::Around { name, .. } | Area::Departments { name, .. }) => {
            (name.clone(), query.place.clone())
        }
        None => (query.place.clone(), String::new()),
    }
}

fn toggle(name: &'static str, on: bool, sign: Sign, words: &'static str) -> impl IntoView {
    view! {
        <label class="chip toggle">
            <input type="checkbox" name=name value="1" checked=on/>
            <Icon sign/>
            {words}
        </label>
    }
}

/// At the foot of an opened chip: shows what was chosen.
#[component]
fn Show(lang: Lang, total: u32, swap: &'static str) -> impl IntoView {
    view! {
        <p class="chip-foot">
            <button class="button wide" type="submit">
                <span data-swap=swap>
                    {if total == 0 { say::show_none(lang).to_owned() } else { say::show(lang, total.into()) }}
                </span>
            </button>
        </p>
    }
}

#[component]
fn FieldChip(lang: Lang, query: SearchQuery, results: SearchResults) -> impl IntoView {
    let state = match query.fields.as_slice() {
        [] => say::fields(lang).to_owned(),
        [one] => one.label(lang).to_owned(),
        several => say::fields_chosen(lang, i64::try_from(several.len()).unwrap_or(i64::MAX)),
    };
    let count =
        |field: Field| results.fields.iter().find(|(known, _)| *known == field).map_or(0, |known| known.1);
    let mut fields = Field::ALL;
    fields.sort_by_cached_key(|field| (count(*field) == 0, crate::domain::text::fold(field.label(lang))));
    let lines = fields
        .into_iter()
        .map(|field| {
            let count = numbers::whole(lang, count(field).into());
            view! {
                <li>
                    <label class=format!("choice field-{}", field.code())>
                        <input type="checkbox" name="domaine" value=field.code() checked=query.fields.contains(&field)/>
                        <Icon sign=field_sign(field)/>
                        <span>{field.label(lang)}</span>
                        <span class="count" data-swap=format!("count-{}", field.code())>{count}</span>
                    </label>
                </li>
            }
        })
        .collect_view();
    view! {
        <details class="chip-box" name="filters">
            <summary class="chip">
                <span data-swap="fields" class=("chosen", !query.fields.is_empty())>{state}</span>
                <Icon sign=Sign::ChevronDown/>
            </summary>
            <fieldset class="chip-sheet">
                <legend>{say::fields(lang)}</legend>
                <ul role="list" class="choices">{lines}</ul>
                <Show lang total=results.total swap="show-fields"/>
            </fieldset>
        </details>
    }
}

#[component]
fn RadiusChip(lang: Lang, query: SearchQuery, results: SearchResults) -> impl IntoView {
    let (invalid, described) = described_by(&results.problems, "rayon");
    let current = query.radius();
    let mut radii = RADII_KM.to_vec();
    if !radii.contains(&current) {
        radii.push(current);
        radii.sort_unstable();
    }
    let options = radii
        .into_iter()
        .map(|km| {
            let value = if km == DEFAULT_RADIUS_KM { String::new() } else { km.to_string() };
            view! { <option value=value selected=km == current>{say::radius_km(lang, km)}</option> }
        })
        .collect_view();
    view! {
        <span class="chip select">
            <select name="rayon" aria-label=say::radius(lang) aria-invalid=invalid aria-describedby=described>
                {options}
            </select>
            <Icon sign=Sign::ChevronDown/>
        </span>
    }
}

#[component]
fn DatesChip(lang: Lang, query: SearchQuery, results: SearchResults) -> impl IntoView {
    let chosen = query.from.is_some() || query.until.is_some();
    let state = state_of_dates(lang, &query);
    let input = |name: &'static str, label: &'static str, value: Option<jiff::civil::Date>| {
        let (invalid, described) = described_by(&results.problems, name);
        view! {
            <p>
                <label for=name>{label}</label>
                <input
                    id=name
                    type="date"
                    name=name
                    value=value.map(|day| day.to_string())
                    aria-invalid=invalid
                    aria-describedby=described
                />
            </p>
        }
    };
    let inputs = [input("du", say::from(lang), query.from), input("au", say::until(lang), query.until)];
    view! {
        <details class="chip-box" name="filters">
            <summary class="chip">
                <span data-swap="dates" class=("chosen", chosen)>{state}</span>
                <Icon sign=Sign::ChevronDown/>
            </summary>
            <fieldset class="chip-sheet">
                <legend>{say::dates(lang)}</legend>
                <div class="two-dates">{inputs}</div>
                <Show lang total=results.total swap="show-dates"/>
            </fieldset>
        </details>
    }
}

fn state_of_dates(lang: Lang, query: &SearchQuery) -> String {
    match (query.from, query.until) {
        (Some(from), Some(until)) => dates::range(lang, from, until, from),
        (Some(from), None) => format!("{} {}", say::from(lang), dates::date_only(lang, from, from)),
        (None, Some(until)) => format!("{} {}", say::until(lang), dates::date_only(lang, until, until)),
        (None, None) => say::dates(lang).to_owned(),
    }
}
