//! The search page: the form above, the list, the map that stays.

use super::{
    SearchResults, filters::Filters, found::Found, live::LiveSearch, map::Where, results_list::Results,
};
use crate::domain::{Lang, search::SearchQuery};
use crate::search_feeds::Follow;
use crate::texts::search as say;
use crate::ui::{Icon, Sign};
use jiff::civil::Date;
use leptos::prelude::*;

/// The whole page. What is marked `data-swap` is replaced by [`LiveSearch`] when a filter changes; the form
/// itself stays as it is, so that nobody loses their place in it.
#[component]
pub fn SearchPage(
    /// Language of the page.
    lang: Lang,
    /// Today on the reader's calendar.
    today: Date,
    /// What is asked.
    query: SearchQuery,
    /// What was found.
    results: SearchResults,
) -> impl IntoView {
    view! {
        <div class="search-page">
            <Filters lang query=query.clone() results=results.clone()/>
            <div class="search-columns">
                <div class="search-list">
                    <div class="found-head">
                        <Found lang query=query.clone() results=results.clone()/>
                        <a class="to-map button quiet" href="#carte"><Icon sign=Sign::Map/>{say::to_map(lang)}</a>
                    </div>
                    <div id="results" data-swap="results">
                        <Results lang query=query.clone() results=results.clone() today/>
                    </div>
                    <div data-swap="follow">
                        {results.is_clear().then(|| view! { <Follow lang query=query.clone()/> })}
                    </div>
                </div>
                <aside class="search-map" id="carte" aria-label=say::map(lang) data-swap="map">
                    <Where lang query results/>
                </aside>
            </div>
            <p class="heard" role="status"></p>
            <LiveSearch/>
        </div>
    }
}
