//! From one page of results to the next.

use crate::domain::{
    Lang, numbers,
    search::{MAX_PAGE, PAGE_SIZE, SearchQuery},
};
use crate::texts::search as say;
use crate::ui::{Icon, Sign};
use leptos::prelude::*;

/// Back, where we are, onwards; nothing where all is on one page.
#[component]
pub(super) fn Pages(lang: Lang, query: SearchQuery, total: u32) -> impl IntoView {
    let page_size = u32::try_from(PAGE_SIZE).unwrap_or(u32::MAX);
    let last = total.div_ceil(page_size).min(MAX_PAGE);
    let page = query.page;
    let href = |page: u32| lang.href(&query.with_page(page).to_path());
    (last > 1).then(|| {
        view! {
            <nav class="pages" aria-label=say::pages(lang)>
                {(page > 1)
                    .then(|| {
                        view! {
                            <a class="button quiet" rel="prev" href=href(page - 1)>
                                <Icon sign=Sign::ArrowLeft/>
                                {say::previous(lang)}
                            </a>
                        }
                    })}
                <span class="page-number">
                    {say::page(lang, numbers::whole(lang, page.into()), numbers::whole(lang, last.into()))}
                </span>
                {(page < last)
                    .then(|| {
                        view! {
                            <a class="button quiet" rel="next" href=href(page + 1)>
                                {say::next(lang)}
                                <Icon sign=Sign::ArrowRight/>
                            </a>
                        }
                    })}
            </nav>
        }
    })
}
