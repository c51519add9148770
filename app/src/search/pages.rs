//! From one page of results to the next.

use crate::{
    domain::{
        Lang,
        search::{MAX_PAGE, PAGE_SIZE, SearchQuery},
    },
    ui::turn,
};
use leptos::prelude::*;

/// Back, where we are, onwards; nothing where all is on one page.
#[component]
pub(super) fn Pages(lang: Lang, query: SearchQuery, total: u32) -> impl IntoView {
    let page_size = u32::try_from(PAGE_SIZE).unwrap_or(u32::MAX);
    let last = total.div_ceil(page_size).min(MAX_PAGE);
    let at = |page: i64| lang.href(&query.with_page(u32::try_from(page).unwrap_or(1)).to_path());
    turn(lang, query.page.into(), last.into(), &at)
}
