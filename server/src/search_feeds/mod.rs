//! `/missions.atom`, `/missions.ics`, `/missions.json`: any search as a feed, with the query of the search page.

mod answer;
mod asked;
mod atom;
mod calendar;
mod entries;
mod json;
mod unclear;

pub use asked::{Asked, Unclear, understand};
pub use entries::own_page;

use crate::{
    http::{PageResult, Visit},
    state::SharedApp,
};
use app::domain::search::{FeedKind, SearchQuery};
use app::ui::Alternate;
use axum::{
    extract::{RawQuery, State},
    http::HeaderMap,
};
use entries::Feed;

/// `GET /missions.atom`.
pub async fn atom(app: State<SharedApp>, visit: Visit, query: RawQuery, headers: HeaderMap) -> PageResult {
    feed(FeedKind::Atom, app, visit, query, headers).await
}

/// `GET /missions.ics`.
pub async fn calendar(
    app: State<SharedApp>,
    visit: Visit,
    query: RawQuery,
    headers: HeaderMap,
) -> PageResult {
    feed(FeedKind::Calendar, app, visit, query, headers).await
}

/// `GET /missions.json`.
pub async fn json(app: State<SharedApp>, visit: Visit, query: RawQuery, headers: HeaderMap) -> PageResult {
    feed(FeedKind::Json, app, visit, query, headers).await
}

async fn feed(
    kind: FeedKind,
    State(app): State<SharedApp>,
    visit: Visit,
    RawQuery(raw): RawQuery,
    headers: HeaderMap,
) -> PageResult {
    let asked = match understand(&app, raw.as_deref().unwrap_or_default()) {
        Ok(asked) => asked,
        Err(unclear) => return Ok(unclear::answer(&app, kind, visit.lang, &unclear)),
    };
    let feed = Feed::read(&app, kind, visit.lang, asked).await?;
    let body = match kind {
        FeedKind::Atom => atom::write(&feed),
        FeedKind::Calendar => calendar::write(&feed),
        FeedKind::Json => json::write(&feed),
    };
    Ok(answer::conditional(&headers, kind, body))
}

/// The search page in other forms, for its head: readers of feeds look for them there.
#[must_use]
pub fn alternates(app: &SharedApp, visit: &Visit, query: &SearchQuery, words: &str) -> Vec<Alternate> {
    let title = app::texts::search_feeds::feed_title(visit.lang, words);
    let query = query.what();
    FeedKind::ALL
        .map(|kind| Alternate {
            kind: kind.media_type(),
            title: format!("{title} ({})", kind.name()),
            href: format!("{}{}", app.settings.public_url, visit.lang.href(&query.to_feed_path(kind))),
        })
        .into()
}
