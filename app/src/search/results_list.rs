//! What was found, or the way out of having found nothing.

use super::{SearchResults, pages::Pages, rescues::Rescues};
use crate::domain::{
    Lang,
    place::{PlaceKind, Suggestion},
    search::SearchQuery,
};
use crate::needs::Cards;
use crate::texts::search as say;
use crate::ui::{Door, Icon, Sign};
use jiff::civil::Date;
use leptos::prelude::*;

/// Questions first, then cards and pages.
#[component]
pub(super) fn Results(lang: Lang, query: SearchQuery, results: SearchResults, today: Date) -> impl IntoView {
    if !results.which_place.is_empty() {
        return view! { <WhichPlace lang query places=results.which_place/> }.into_any();
    }
    if results.unknown_place.is_some() {
        return view! { <UnknownPlace lang query nearest=results.nearest/> }.into_any();
    }
    if results.cards.is_empty() {
        return view! { <Nothing lang query results/> }.into_any();
    }
    let total = results.total;
    view! {
        <h2 class="heard">{say::found(lang, total.into())}</h2>
        <Cards lang cards=results.cards today/>
        <Pages lang query total/>
    }
    .into_any()
}

/// The typed place means several: each a link.
#[component]
fn WhichPlace(lang: Lang, query: SearchQuery, places: Vec<Suggestion>) -> impl IntoView {
    view! {
        <section class="ask-again">
            <p>{say::which_place_more(lang, &query.place)}</p>
            <Choices lang query=query.clone() places/>
            <a class="onwards" href=lang.href(&query.without_place().to_path())>{say::without_place(lang)}</a>
        </section>
    }
}

#[component]
fn UnknownPlace(lang: Lang, query: SearchQuery, nearest: Vec<Suggestion>) -> impl IntoView {
    let near = !nearest.is_empty();
    view! {
        <section class="ask-again">
            <p>{say::unknown_place_advice(lang)}</p>
            {near
                .then(|| {
                    view! {
                        <h2>{say::perhaps(lang)}</h2>
                        <Choices lang query=query.clone() places=nearest/>
                    }
                })}
            <a class="onwards" href=lang.href(&query.without_place().to_path())>{say::without_place(lang)}</a>
        </section>
    }
}

#[component]
fn Choices(lang: Lang, query: SearchQuery, places: Vec<Suggestion>) -> impl IntoView {
    let kind = |kind: PlaceKind| match kind {
        PlaceKind::Commune => None,
        PlaceKind::FormerCommune => Some(say::kind_former(lang)),
        PlaceKind::Department => Some(say::kind_department(lang)),
        PlaceKind::Region => Some(say::kind_region(lang)),
    };
    let links = places
        .into_iter()
        .map(|place| {
            let href = lang.href(&query.with_place(&place.value).to_path());
            let detail: Vec<&str> = [Some(place.detail.as_str()), kind(place.kind)]
                .into_iter()
                .flatten()
                .filter(|part| !part.is_empty())
                .collect();
            view! {
                <li>
                    <a href=href>
                        <Icon sign=Sign::MapPin/>
                        <b>{place.name}</b>
                        <span>{detail.join(" · ")}</span>
                    </a>
                </li>
            }
        })
        .collect_view();
    view! { <ul class="place-choices" role="list">{links}</ul> }
}

/// Nothing found: never the end of the road.
#[component]
fn Nothing(lang: Lang, query: SearchQuery, results: SearchResults) -> impl IntoView {
    if results.total > 0 {
        let first = lang.href(&query.with_page(1).to_path());
        return view! {
            <section class="nothing">
                <p>{say::beyond(lang)}</p>
                <a class="button" href=first>{say::first_page(lang)}</a>
            </section>
        }
        .into_any();
    }
    view! {
        <section class="nothing">
            <Door/>
            <Rescues lang query rescues=results.rescues/>
        </section>
    }
    .into_any()
}
