//! Below the results: the ways to follow a search.

use crate::domain::{
    Lang,
    search::{FeedKind, SearchQuery},
};
use crate::texts::search_feeds as say;
use crate::ui::{Icon, Sign};
use leptos::prelude::*;

/// By mail, in a calendar, as a feed; each a link with what comes of it.
#[component]
pub fn Follow(lang: Lang, query: SearchQuery) -> impl IntoView {
    let query = query.what();
    let feed = |kind: FeedKind| lang.href(&query.to_feed_path(kind));
    let mail = lang.href(&query.to_path_below("/missions/alerte"));
    let ways = [
        (mail, "nofollow", Sign::Mail, say::by_mail(lang), say::by_mail_hint(lang)),
        (
            feed(FeedKind::Calendar),
            "alternate",
            Sign::Calendar,
            say::calendar(lang),
            say::calendar_hint(lang),
        ),
        (feed(FeedKind::Atom), "alternate", Sign::Rss, say::atom(lang), say::atom_hint(lang)),
    ];
    let ways = ways.map(|(href, rel, sign, words, hint)| {
        view! {
            <li>
                <a href=href rel=rel><Icon sign/>{words}</a>
                <span class="small">{hint}</span>
            </li>
        }
    });
    view! {
        <section class="follow" aria-labelledby="follow">
            <h2 id="follow">{say::title(lang)}</h2>
            <ul role="list">{ways.collect_view()}</ul>
        </section>
    }
}
