//! Needs beside each other: a line a question, a column a need.

use crate::{
    domain::{
        Lang, Point, dates,
        need::{Need, NeedState, Remote, SignUpAt},
        numbers,
        place::Suggestion,
    },
    places::PlaceField,
    texts::{likes as say, needs},
    ui::{FieldMark, Icon, Sign},
};
use jiff::civil::Date;
use leptos::prelude::*;

/// Most needs beside each other.
pub const MOST_COMPARED: usize = 6;
/// Dates named before the rest is only counted.
const DATES: usize = 3;

/// A need, and how far it is from where somebody would set out, in km.
#[derive(Clone, Debug)]
pub struct Compared {
    /// All that is known of it.
    pub need: Need,
    /// Nothing without a place to measure from, or for a need from home.
    pub far: Option<f64>,
}

/// Where somebody would set out from.
#[derive(Clone, Debug, Default)]
pub struct From {
    /// As typed.
    pub typed: String,
    /// The place's name once understood; empty for the reader's own position.
    pub name: String,
    /// Where that is.
    pub centre: Option<Point>,
    /// What it may mean, or what comes near.
    pub which: Vec<Suggestion>,
    /// No place is called so.
    pub unknown: bool,
    /// It is larger than a commune.
    pub vague: bool,
}

/// The page.
#[component]
pub fn ComparePage(
    lang: Lang,
    compared: Vec<Compared>,
    from: From,
    /// Whether more was asked for than fits.
    left_out: bool,
    today: Date,
) -> impl IntoView {
    let back = view! {
        <nav class="breadcrumb" aria-label=needs::breadcrumb(lang)>
            <a href=lang.href("/mes-favoris")><Icon sign=Sign::ArrowLeft/>{say::back(lang)}</a>
        </nav>
    };
    let title = view! { <h1>{say::compare_title(lang)}</h1> };
    if compared.is_empty() {
        return view! {
            <section class="compare-page">
                {back} {title} <p>{say::nothing_to_compare(lang)}</p>
                <p class="actions"><a class="button" href=lang.href("/missions")>{say::empty_action(lang)}</a></p>
            </section>
        }
        .into_any();
    }
    let ids: Vec<i64> = compared.iter().map(|one| one.need.id).collect();
    view! {
        <section class="compare-page">
            {back} {title}
            {left_out.then(|| view! { <p class="notice">{say::left_out(lang, MOST_COMPARED)}</p> })}
            <FromWhere lang from=from.clone() ids/>
            <Beside lang compared from today/>
        </section>
    }
    .into_any()
}

#[component]
fn FromWhere(lang: Lang, from: From, ids: Vec<i64>) -> impl IntoView {
    let hidden = ids.iter().map(|id| view! { <input type="hidden" name="mission" value=id.to_string()/> });
    let query: String = ids.iter().map(|id| format!("mission={id}&")).collect();
    let trouble = if from.vague {
        Some(say::from_vague(lang))
    } else if from.unknown {
        Some(say::from_unknown(lang))
    } else {
        (!from.which.is_empty()).then(|| say::from_which(lang))
    };
    let choices = from.which.into_iter().take(12).map(|place| {
        let href = lang.href(&format!("/mes-favoris/comparer?{query}lieu={}", place.value));
        view! { <li><a href=href>{place.name}</a> " " <span class="small">{place.detail}</span></li> }
    });
    let choices = choices.collect_view();
    view! {
        <form class="compare-from" action=lang.href("/mes-favoris/comparer")>
            {hidden.collect_view()}
            <fieldset>
                <legend>{say::from_where(lang)}</legend>
                <PlaceField lang id="lieu".to_owned() text=from.name value=from.typed/>
                <button class="button quiet" type="submit">{say::measure(lang)}</button>
            </fieldset>
            {trouble.map(|words| view! { <p class="problem" role="status">{words}</p> <ul>{choices}</ul> })}
        </form>
    }
}

/// The table. Where room is scarce its cells stand below each other, each with its need's name: so every role is said.
#[component]
fn Beside(lang: Lang, compared: Vec<Compared>, from: From, today: Date) -> impl IntoView {
    let far = if from.name.is_empty() {
        say::how_far_from_you(lang).to_owned()
    } else {
        say::how_far_from(lang, &from.name)
    };
    let mut lines: Vec<(String, Vec<AnyView>)> = Vec::new();
    let mut line = |name: &str, cell: &dyn Fn(&Compared) -> AnyView| {
        lines.push((name.to_owned(), compared.iter().map(cell).collect()));
    };
    line(say::when(lang), &|one| when(lang, &one.need, today));
    line(say::place(lang), &|one| place(lang, &one.need));
    if from.centre.is_some() {
        line(&far, &|one| {
            words(one.far.map_or_else(|| say::from_home(lang).to_owned(), |km| numbers::distance(lang, km)))
        });
    }
    line(say::places_left(lang), &|one| left(lang, &one.need));
    line(say::for_whom(lang), &|one| words(for_whom(lang, &one.need)));
    line(say::requirements(lang), &|one| {
        let said = one.need.requirements.clone().filter(|words| !words.is_empty());
        words(said.unwrap_or_else(|| say::nothing_said(lang).to_owned()))
    });
    let titles: Vec<String> = compared.iter().map(|one| one.need.title.clone()).collect();
    let heads = compared.iter().map(|one| head(lang, &one.need)).collect_view();
    let rows = lines.into_iter().map(|(name, cells)| {
        let cells = cells.into_iter().zip(titles.clone()).map(|(cell, title)| {
            view! { <td role="cell" data-need=title>{cell}</td> }
        });
        view! { <tr role="row"><th role="rowheader" scope="row">{name}</th>{cells.collect_view()}</tr> }
    });
    view! {
        <div class="compare-scroll" role="region" aria-label=say::compare_title(lang) tabindex="0">
            <table class="compare" role="table">
                <thead role="rowgroup">
                    <tr role="row">
                        <th role="columnheader" scope="col">{say::mission(lang)}</th>
                        {heads}
                    </tr>
                </thead>
                <tbody role="rowgroup">{rows.collect_view()}</tbody>
            </table>
        </div>
    }
}

fn head(lang: Lang, need: &Need) -> impl IntoView + use<> {
    view! {
        <th role="columnheader" scope="col" class=format!("field-{}", need.field.code())>
            <FieldMark lang field=need.field/>
            <a href=lang.href(&need.path())>{need.title.clone()}</a>
            <span class="small">{need.association.name.clone()}</span>
        </th>
    }
}

fn words(text: String) -> AnyView {
    text.into_any()
}

fn when(lang: Lang, need: &Need, today: Date) -> AnyView {
    let coming: Vec<_> = need.coming_slots().filter_map(|slot| slot.times).collect();
    if coming.is_empty() {
        let schedule = need.schedule.clone().filter(|words| !words.is_empty());
        let span = || dates::span(lang, need.first_day, need.last_day, today);
        return words(schedule.or_else(span).unwrap_or_else(|| needs::whenever(lang).to_owned()));
    }
    let more = i64::try_from(coming.len().saturating_sub(DATES)).unwrap_or(0);
    let shown = coming.into_iter().take(DATES);
    let shown = shown.map(|times| view! { <li>{dates::short_slot(lang, &times, today)}</li> });
    let more = (more > 0).then(|| view! { <li class="small">{needs::more_slots(lang, more).trim_start_matches(", ").to_owned()}</li> });
    view! { <ul role="list">{shown.collect_view()} {more}</ul> }.into_any()
}

fn place(lang: Lang, need: &Need) -> AnyView {
    let Some(first) = need.addresses.first() else { return words(say::from_home(lang).to_owned()) };
    let more = i64::try_from(need.addresses.len()).unwrap_or(0) - 1;
    let mut text = first.line();
    if more > 0 {
        text = format!("{text}, {}", needs::more_places(lang, more));
    }
    match need.remote {
        Remote::No => {}
        Remote::Possible => text = format!("{text}, {}", needs::or_from_home(lang)),
        Remote::Full => needs::from_home(lang).clone_into(&mut text),
    }
    words(text)
}

fn left(lang: Lang, need: &Need) -> AnyView {
    let (left, capacity) = need.places();
    let (class, text) = match (need.state, need.sign_up) {
        (NeedState::Closed, _) => ("over", needs::closed(lang).to_owned()),
        (_, SignUpAt::There) => ("there", say::there(lang).to_owned()),
        _ if capacity == 0 => ("over", say::no_count(lang).to_owned()),
        _ if left == 0 => ("full", needs::full(lang).to_owned()),
        _ => ("left", needs::places_left(lang, left, numbers::whole(lang, capacity))),
    };
    view! { <span class=class>{text}</span> }.into_any()
}

fn for_whom(lang: Lang, need: &Need) -> String {
    let said = need.audience.clone().filter(|words| !words.is_empty());
    let ages = if need.open_to_minors { needs::minors_welcome(lang) } else { say::adults(lang) };
    let mobility = need.reduced_mobility.then(|| needs::reduced_mobility(lang));
    let parts = [said.as_deref(), Some(ages), mobility];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}
