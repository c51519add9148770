//! Where the needs are: a drawing with pins, and below it the same places with their needs.

use super::Look;
use crate::{
    domain::{
        Lang, Point,
        need::{Need, NeedCard},
        text::fold,
    },
    needs::card_when,
    places::{Pin, PinMap},
    texts::widget as say,
    ui::{Icon, Sign},
};
use jiff::civil::Date;
use leptos::prelude::*;
use std::collections::BTreeMap;

/// The needs of one commune, or those from home.
struct Place {
    name: String,
    pin: Option<(Point, String)>,
    needs: Vec<i64>,
}

/// The map and the list of places; a pin leads to its place in the list, or straight to the only need there.
#[component]
pub fn MapView(
    lang: Lang,
    look: Look,
    needs: Vec<Need>,
    /// Cards of the same needs.
    cards: Vec<NeedCard>,
    today: Date,
) -> impl IntoView {
    let places = places(lang, &needs);
    let pins: Vec<Pin> = places
        .iter()
        .enumerate()
        .filter_map(|(index, place)| {
            let (point, department) = place.pin.clone()?;
            let list = format!("#lieu-{index}");
            let href = match place.needs.as_slice() {
                [only] => look.need(lang, *only, ""),
                _ => list.clone(),
            };
            Some(Pin { point, department, href, list, name: place.name.clone(), count: place.needs.len() })
        })
        .collect();
    let sections = places.iter().enumerate().map(|(index, place)| {
        let sign = if place.pin.is_some() { Sign::MapPin } else { Sign::House };
        let lines = place.needs.iter().filter_map(|id| {
            let card = cards.iter().find(|card| card.id == *id)?;
            let when = card_when(lang, card, today).map(|(_, words)| view! { <small>{words}</small> });
            Some(view! { <li><a href=look.need(lang, card.id, "")>{card.title.clone()}</a> {when}</li> })
        });
        view! {
            <section id=format!("lieu-{index}")>
                <h2><Icon sign/>{place.name.clone()}</h2>
                <ul role="list">{lines.collect_view()}</ul>
            </section>
        }
    });
    view! {
        <div class="widget-where">
            <PinMap lang pins label=say::places(lang).to_owned()/>
            <div class="widget-places">{sections.collect_view()}</div>
        </div>
    }
}

/// Every commune with its needs, by name; those from home at the end.
fn places(lang: Lang, needs: &[Need]) -> Vec<Place> {
    let mut found: BTreeMap<(String, String), Place> = BTreeMap::new();
    let mut home = Place { name: say::from_home(lang).to_owned(), pin: None, needs: Vec::new() };
    for need in needs {
        if need.addresses.is_empty() {
            home.needs.push(need.id);
        }
        for address in &need.addresses {
            let key = (fold(&address.city), address.department_code.clone());
            let place = found.entry(key).or_insert_with(|| Place {
                name: format!("{}\u{a0}({})", address.city, address.department_code),
                pin: Some((address.point, address.department_code.clone())),
                needs: Vec::new(),
            });
            if place.needs.last() != Some(&need.id) {
                place.needs.push(need.id);
            }
        }
    }
    let home = (!home.needs.is_empty()).then_some(home);
    found.into_values().chain(home).collect()
}
