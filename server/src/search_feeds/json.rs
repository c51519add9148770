//! A search as JSON Feed 1.1 (jsonfeed.org), with all that is known of a need below `_coup_de_main`.

use super::entries::{Entry, Feed, own_page};
use crate::{api::shapes, local_time::moment};
use app::domain::need::Need;
use serde_json::{Value, json};

/// The whole document.
pub fn write(feed: &Feed<'_>) -> String {
    let (page, last) = (feed.asked.query.page, feed.last_page());
    let mut document = json!({
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": feed.search(),
        "feed_url": feed.page(page),
        "icon": format!("{}/favicon.svg", feed.app.settings.public_url),
        "language": feed.lang.code(),
        "authors": [{ "name": app::texts::common::name(feed.lang), "url": feed.app.settings.public_url }],
        "_coup_de_main": {
            "about": format!("{}/", feed.app.settings.public_url),
            "total": feed.total,
            "page": page,
            "last_page": last,
            "problems": feed.asked.problems.iter().map(|problem| json!({
                "parameter": problem.parameter(),
                "detail": app::search::problem_words(feed.lang, *problem),
            })).collect::<Vec<_>>(),
        },
        "items": feed.entries.iter().map(|entry| item(feed, entry)).collect::<Vec<_>>(),
    });
    if page < last {
        document["next_url"] = feed.page(page + 1).into();
    }
    document.to_string()
}

fn item(feed: &Feed<'_>, entry: &Entry) -> Value {
    let need = &entry.need;
    let mut item = json!({
        "id": entry.id(&feed.app.settings.public_url),
        "url": feed.whole(&need.path()),
        "title": need.title,
        "content_html": entry.html(feed),
        "summary": need.association.name,
        "date_published": moment(entry.change.posted_at),
        "date_modified": moment(entry.change.updated_at),
        "authors": [author(need)],
        "tags": tags(feed, need),
        "_coup_de_main": details(feed, entry),
    });
    if let Some(own) = own_page(need) {
        item["external_url"] = own.into();
    }
    if let Some(logo) = &need.association.logo {
        item["image"] = format!("{}{}", feed.app.settings.public_url, logo.path()).into();
    }
    item
}

fn author(need: &Need) -> Value {
    let mut author = json!({ "name": need.association.name });
    if let Some(site) = &need.association.web_page {
        author["url"] = site.as_str().into();
    }
    author
}

fn tags(feed: &Feed<'_>, need: &Need) -> Vec<String> {
    let filed = need.tags.as_deref().unwrap_or_default().split(',').map(str::trim).map(str::to_owned);
    std::iter::once(need.field.label(feed.lang).to_owned())
        .chain(filed.filter(|tag| !tag.is_empty()))
        .collect()
}

/// The need as `/api/v1/needs` gives it.
fn details(feed: &Feed<'_>, entry: &Entry) -> Value {
    let public_url = &feed.app.settings.public_url;
    let need = shapes::need::Need::of(public_url, entry.need.clone(), entry.change.updated_at);
    // Only maps whose keys aren't strings fail, and no shape has one.
    serde_json::to_value(need).unwrap_or_default()
}
