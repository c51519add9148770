//! What stands around an association's needs in whichever view: whose they are, and the ways to the other views.

use super::{Look, View};
use crate::{
    domain::{
        Lang,
        association::Association,
        need::{NeedCard, SlotTimes},
    },
    needs::{card_place, card_places, card_when},
    texts::widget as say,
    ui::{FieldMark, Icon, Sign},
};
use jiff::civil::Date;
use leptos::prelude::*;

/// The page.
#[component]
pub fn WidgetNeeds(
    lang: Lang,
    look: Look,
    association: Association,
    /// Whether there are no needs at all.
    none: bool,
    /// Whether there are more than are shown.
    more: bool,
    /// The view itself.
    children: Children,
) -> impl IntoView {
    let shown = look.view.unwrap_or(View::List);
    let ways = View::ALL.map(|view| {
        let href = look.of(view).needs(lang, association.id, &[]);
        view! {
            <li>
                <a href=href aria-current=(view == shown).then_some("page")>
                    <Icon sign=view.sign()/>
                    {view.words(lang)}
                </a>
            </li>
        }
    });
    let ways = ways.into_iter().collect_view();
    let all = more.then(|| {
        view! {
            <p class="small">
                {say::soonest(lang)} " "
                <a href=lang.href(&association.path()) target="_blank" rel="noopener">
                    {say::see_all(lang)} <span class="heard">" ("{say::new_tab(lang)}")"</span>
                </a>
            </p>
        }
    });
    view! {
        <header class="widget-head">
            <div>
                <h1>{say::title(lang)}</h1>
                <p>{association.name.clone()}</p>
            </div>
            {(!none)
                .then(|| {
                    view! { <nav class="widget-views" aria-label=say::views(lang)><ul role="list">{ways}</ul></nav> }
                })}
        </header>
        {all}
        {if none { view! { <p class="widget-none">{say::none(lang)}</p> }.into_any() } else { children().into_any() }}
    }
}

/// A need in a list: one link, and the facts.
pub(super) fn need_line(lang: Lang, look: Look, card: &NeedCard, today: Date) -> impl IntoView + use<> {
    let remote = if card.place.is_some() { Sign::MapPin } else { Sign::House };
    view! {
        <li>
            <article class=format!("card field-{}", card.field.code())>
                <FieldMark lang field=card.field/>
                <h2><a href=look.need(lang, card.id, "")>{card.title.clone()}</a></h2>
                <ul class="facts">
                    <li><Icon sign=remote/>{card_place(lang, card)}</li>
                    {card_when(lang, card, today).map(|(sign, words)| view! { <li><Icon sign/>{words}</li> })}
                    {card_places(lang, card)}
                </ul>
            </article>
        </li>
    }
}

/// The next ones first, then those without a date, each as they came.
pub(super) fn soonest_first(cards: &mut [NeedCard]) {
    let starts = |times: &SlotTimes| times.starts;
    cards.sort_by_key(|card| (card.next.is_none(), card.next.as_ref().map(starts)));
}
