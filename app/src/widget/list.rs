//! The needs one below the other, a dozen a page.

use super::{
    Look,
    needs::{need_line, soonest_first},
};
use crate::{
    domain::{Lang, need::NeedCard},
    texts::widget as say,
    ui::{Icon, Sign},
};
use jiff::civil::Date;
use leptos::prelude::*;

/// Needs on a page.
const ON_A_PAGE: usize = 12;

/// The list, the next needs first.
#[component]
pub fn ListView(
    lang: Lang,
    look: Look,
    association_id: i64,
    mut cards: Vec<NeedCard>,
    /// Which page, from 1; one that isn't there is the last.
    page: usize,
    today: Date,
) -> impl IntoView {
    soonest_first(&mut cards);
    let pages = cards.len().div_ceil(ON_A_PAGE).max(1);
    let page = page.clamp(1, pages);
    let shown = cards.iter().skip((page - 1) * ON_A_PAGE).take(ON_A_PAGE);
    let lines = shown.map(|card| need_line(lang, look, card, today)).collect_view();
    let href = |page: usize| look.needs(lang, association_id, &[format!("page={page}")]);
    view! {
        <ul class="cards wide" role="list">{lines}</ul>
        {(pages > 1)
            .then(|| {
                let before = (page > 1).then(|| {
                    view! { <a href=href(page - 1) rel="prev"><Icon sign=Sign::ArrowLeft/>{say::before(lang)}</a> }
                });
                let after = (page < pages).then(|| {
                    view! { <a href=href(page + 1) rel="next">{say::after(lang)}<Icon sign=Sign::ArrowRight/></a> }
                });
                view! {
                    <nav class="widget-steps" aria-label=say::pages(lang)>
                        {before} <span>{say::page(lang, page, pages)}</span> {after}
                    </nav>
                }
            })}
    }
}
