//! A need in a list: read in half a second.

use crate::domain::{
    Lang, dates,
    need::{NeedCard, NeedState, Remote, SignUpAt},
    numbers,
};
use crate::likes::LikeButton;
use crate::texts::needs as say;
use crate::ui::{FieldMark, Icon, Sign};
use jiff::civil::Date;
use leptos::prelude::*;

/// One card; the whole of it is the link. `today` is the day on the reader's calendar.
#[component]
pub fn Card(lang: Lang, card: NeedCard, today: Date) -> impl IntoView {
    let places = card_places(lang, &card);
    view! {
        <article class=format!("card field-{}", card.field.code())>
            <FieldMark lang field=card.field/>
            {heart(lang, &card)}
            <h3><a href=lang.href(&card.path())>{card.title.clone()}</a></h3>
            <p class="by">{card.association.clone()}</p>
            <ul class="facts">
                <li><Icon sign=if card.place.is_some() { Sign::MapPin } else { Sign::House }/>{card_place(lang, &card)}</li>
                {card_when(lang, &card, today).map(|(sign, words)| view! { <li><Icon sign/>{words}</li> })}
                {places}
            </ul>
        </article>
    }
}

/// One that is over can only be given up.
fn heart(lang: Lang, card: &NeedCard) -> Option<impl IntoView + use<>> {
    let likes = card.likes.filter(|likes| card.state == NeedState::Open || likes.mine)?;
    let title = card.title.clone();
    Some(view! { <LikeButton lang need_id=card.id title likes/> })
}

/// Several cards, `wide` in as many columns as there is room for, or one below the other.
#[component]
pub fn Cards(lang: Lang, cards: Vec<NeedCard>, today: Date, #[prop(optional)] wide: bool) -> impl IntoView {
    let cards = cards.into_iter().map(|card| view! { <li><Card lang card today/></li> }).collect_view();
    view! { <ul class=if wide { "cards wide" } else { "cards" } role="list">{cards}</ul> }
}

/// Where it is, and how far.
pub fn card_place(lang: Lang, card: &NeedCard) -> impl IntoView + use<> {
    let name = match &card.place {
        Some((city, department)) if department.is_empty() => city.clone(),
        Some((city, department)) => format!("{city}\u{a0}({department})"),
        None => say::from_home(lang).to_owned(),
    };
    let more = (card.more_places > 0).then(|| say::more_places(lang, card.more_places));
    let also = (card.remote == Remote::Possible && card.place.is_some()).then(|| say::or_from_home(lang));
    let distance = card.distance_km.filter(|_| card.place.is_some()).map(|km| numbers::distance(lang, km));
    view! {
        <span>
            {name} {more.map(|more| view! { " " <span class="more">{more}</span> })}
            {also.map(|also| view! { ", " {also} })}
            {distance.map(|distance| view! { " · " <b>{distance}</b> })}
        </span>
    }
}

/// When it is next, with its icon.
pub fn card_when(lang: Lang, card: &NeedCard, today: Date) -> Option<(Sign, String)> {
    if let Some(times) = &card.next {
        let mut words = dates::short_slot(lang, times, today);
        if card.more_slots > 0 {
            words.push_str(&say::more_slots(lang, card.more_slots));
        }
        return Some((Sign::Calendar, words));
    }
    let schedule = card.schedule.clone().filter(|words| !words.is_empty()).map(|words| (Sign::Repeat, words));
    schedule.or_else(|| {
        let last = dates::span(lang, None, card.last_day, today)?;
        Some((Sign::Calendar, last))
    })
}

/// How many are still wanted, or why nobody is, as a line of a list of facts.
pub fn card_places(lang: Lang, card: &NeedCard) -> Option<impl IntoView + use<>> {
    let (class, sign, words) = match (card.state, card.sign_up) {
        (NeedState::Closed, _) => ("over", Sign::X, say::closed(lang).to_owned()),
        (_, SignUpAt::There) => ("there", Sign::ExternalLink, say::sign_up_there(lang).to_owned()),
        _ if card.capacity == 0 => return None,
        _ if card.left == 0 => ("full", Sign::Hourglass, say::full(lang).to_owned()),
        _ => {
            ("left", Sign::UserRound, say::places_left(lang, card.left, numbers::whole(lang, card.capacity)))
        }
    };
    Some(view! { <li class=class><Icon sign/>{words}</li> })
}
