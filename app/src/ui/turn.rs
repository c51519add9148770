//! From one page of a list to the next.

use super::{Icon, Sign};
use crate::{
    domain::{Lang, numbers},
    texts::search as say,
};
use leptos::prelude::*;

/// Back, where we are, onwards, by the addresses that `at` gives for a page's number; nothing where all is on one.
#[must_use]
pub fn turn(lang: Lang, page: i64, last: i64, at: &dyn Fn(i64) -> String) -> Option<AnyView> {
    (last > 1).then(|| {
        let before = (page > 1).then(|| {
            view! {
                <a class="button quiet" rel="prev" href=at(page - 1)>
                    <Icon sign=Sign::ArrowLeft/>
                    {say::previous(lang)}
                </a>
            }
        });
        let after = (page < last).then(|| {
            view! {
                <a class="button quiet" rel="next" href=at(page + 1)>
                    {say::next(lang)}
                    <Icon sign=Sign::ArrowRight/>
                </a>
            }
        });
        view! {
            <nav class="pages" aria-label=say::pages(lang)>
                {before}
                <span class="page-number">
                    {say::page(lang, numbers::whole(lang, page), numbers::whole(lang, last))}
                </span>
                {after}
            </nav>
        }
        .into_any()
    })
}
