//! What one must know before saying yes, each fact with its sign.

use super::slots::Slots;
use crate::domain::{
    Lang, dates,
    need::{Address, Need, NeedState, Remote, SignUpAt},
};
use crate::places::{SmallMap, department_name};
use crate::texts::needs as say;
use crate::ui::{Icon, Sign};
use jiff::civil::Date;
use leptos::prelude::*;

/// Addresses shown before the rest folds away.
const SHOWN: usize = 2;

/// When, where, for whom, what it takes.
#[component]
pub fn Facts(lang: Lang, need: Need, today: Date) -> impl IntoView {
    let audience = need.audience.clone().filter(|words| !words.is_empty());
    let requirements = need.requirements.clone().filter(|words| !words.is_empty());
    view! {
        <dl class="need-facts" aria-label=say::facts(lang)>
            <div>
                <dt><Icon sign=Sign::Calendar/>{say::when(lang)}</dt>
                <dd>{when(lang, &need, today)}</dd>
            </div>
            <div>
                <dt><Icon sign=Sign::MapPin/>{say::place(lang)}</dt>
                <dd><Where lang need=need.clone()/></dd>
            </div>
            {audience.map(|words| view! { <div><dt><Icon sign=Sign::Users/>{say::audience(lang)}</dt><dd>{words}</dd></div> })}
            {requirements.map(|words| view! { <div><dt><Icon sign=Sign::Check/>{say::requirements(lang)}</dt><dd>{words}</dd></div> })}
        </dl>
        <Welcomes lang need/>
    }
}

fn when(lang: Lang, need: &Need, today: Date) -> impl IntoView + use<> {
    let closed = need.state == NeedState::Closed;
    let schedule = need.schedule.clone().filter(|words| !words.is_empty());
    let dated = need.slots.iter().any(|slot| slot.times.is_some());
    let span = if dated { None } else { dates::span(lang, need.first_day, need.last_day, today) };
    let whenever = (schedule.is_none() && span.is_none() && !dated).then(|| say::whenever(lang));
    let shows_slots = need.sign_up == SignUpAt::Here || dated;
    view! {
        {schedule.map(|words| view! { <p>{words}</p> })}
        {span.map(|words| view! { <p>{words}</p> })}
        {whenever.map(|words| view! { <p>{words}</p> })}
        {shows_slots.then(|| view! { <Slots lang slots=need.slots.clone() today closed/> })}
    }
}

#[component]
fn Where(lang: Lang, need: Need) -> impl IntoView {
    let remote = match need.remote {
        Remote::No => None,
        Remote::Possible => Some(say::remote_possible(lang)),
        Remote::Full => Some(say::remote_full(lang)),
    };
    let points: Vec<_> =
        need.addresses.iter().map(|address| (address.point, address.department_code.clone())).collect();
    let label = need.addresses.first().map_or_else(String::new, |address| {
        let department = department_name(&address.department_code).unwrap_or_default();
        say::map_label(lang, &address.city, department)
    });
    let on_map = need.remote != Remote::Full && !points.is_empty();
    let mut addresses = need.addresses.into_iter();
    let first = addresses.by_ref().take(SHOWN).map(line).collect_view();
    let rest: Vec<_> = addresses.map(line).collect();
    let more = i64::try_from(rest.len()).unwrap_or(i64::MAX);
    view! {
        <div class="where">
            <div>
                {first}
                {(more > 0)
                    .then(|| {
                        view! {
                            <details class="more-addresses">
                                <summary>{say::more_addresses(lang, more)}</summary>
                                {rest}
                            </details>
                        }
                    })}
                {remote.map(|words| view! { <p>{words}</p> })}
            </div>
            {on_map.then(|| view! { <SmallMap points label/> })}
        </div>
    }
}

fn line(address: Address) -> impl IntoView {
    let street = Some(address.street).filter(|street| !street.is_empty());
    let city = format!("{} {}", address.postcode, address.city);
    view! {
        <p class="address">
            {street.map(|street| view! { {street} <br/> })} {city.trim().to_owned()}
        </p>
    }
}

/// Who is welcome besides.
#[component]
fn Welcomes(lang: Lang, need: Need) -> impl IntoView {
    let all = [
        (need.open_to_minors, Sign::UserRound, say::minors_welcome(lang)),
        (need.reduced_mobility, Sign::Accessibility, say::reduced_mobility(lang)),
        (need.close_to_transport, Sign::Bus, say::transport(lang)),
    ];
    let shown: Vec<_> = all
        .into_iter()
        .filter(|(yes, ..)| *yes)
        .map(|(_, sign, words)| view! { <li><Icon sign/>{words}</li> })
        .collect();
    (!shown.is_empty()).then(|| view! { <ul class="welcomes" role="list">{shown}</ul> })
}
