//! A search as JSON Feed 1.1 (jsonfeed.org), with all that is known of a need below `_coup_de_main`.

use super::entries::{Entry, Feed, moment, own_page};
use crate::local_time::epoch;
use app::domain::need::{Need, SignUpAt};
use jiff::civil::DateTime;
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
        "_coup_de_main": details(need),
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

/// The need in figures and codes, in the words of `/api/v1/needs`. Times are moments (RFC 3339), days are dates.
fn details(need: &Need) -> Value {
    let department = need.addresses.first().map_or("75", |address| address.department_code.as_str());
    let moment = |at: DateTime| epoch(at, department).map(moment);
    let (places_left, places) = need.places();
    json!({
        "id": need.id,
        "field": need.field.code(),
        "activity": need.activity,
        "remote": need.remote.code(),
        "schedule": need.schedule,
        "audience": need.audience,
        "requirements": need.requirements,
        "open_to_minors": need.open_to_minors,
        "reduced_mobility": need.reduced_mobility,
        "close_to_transport": need.close_to_transport,
        "sign_up": match need.sign_up { SignUpAt::Here => "here", SignUpAt::There => "there" },
        "own_page": need.page_url,
        "first_day": need.first_day.map(|day| day.to_string()),
        "last_day": need.last_day.map(|day| day.to_string()),
        "association": {
            "id": need.association.id,
            "name": need.association.name,
            "own_page": need.association.web_page,
        },
        "addresses": need.addresses.iter().map(|address| json!({
            "street": address.street,
            "postcode": address.postcode,
            "city": address.city,
            "insee": address.insee,
            "department": address.department_code,
            "lat": address.point.lat,
            "lon": address.point.lon,
        })).collect::<Vec<_>>(),
        "slots": need.coming_slots().map(|slot| json!({
            "id": slot.id,
            "starts_at": slot.times.and_then(|times| moment(times.starts)),
            "ends_at": slot.times.and_then(|times| times.ends).and_then(moment),
            "places": slot.capacity,
            "places_left": slot.left(),
        })).collect::<Vec<_>>(),
        "places": places,
        "places_left": places_left,
        "credit": need.credit,
    })
}
