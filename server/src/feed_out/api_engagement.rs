//! API Engagement's partner feed, with every element that there is something to say in.

use super::{
    stream::{Context, Listed},
    xml::{Xml, without_references},
};
use crate::local_time::with_offset;
use app::domain::{
    association,
    need::{Address, Need, SignUpAt},
};
use serde::Serialize;
use serde_json::{Map, Value};

/// Longest description, in signs: what that project's importer takes.
const LONGEST: usize = 20_000;
/// Elements of a mission that only a need from another feed has, kept as they came.
const KEPT: [&str; 1] = ["priority"];
/// The same of its association.
const KEPT_OF_ASSOCIATION: [&str; 6] = [
    "organizationType",
    "organizationFullAddress",
    "organizationPostCode",
    "organizationBeneficiaries",
    "organizationReseaux",
    "organizationStatusJuridique",
];

/// What the format has no element for; our own importer reads it back.
#[derive(Serialize)]
struct Metadata<'a> {
    slots: Vec<MetadataSlot>,
    #[serde(skip_serializing_if = "Option::is_none")]
    page: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    credit: Option<&'a str>,
}

#[derive(Serialize)]
struct MetadataSlot {
    start: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    end: String,
    places: i64,
}

/// What stands before the first mission.
pub(super) fn head(xml: &mut Xml, context: Context<'_>) {
    xml.open("source");
    xml.text("publisher", app::texts::common::name(app::domain::Lang::Fr));
    xml.text("publisherurl", context.public_url);
    xml.value("lastBuildDate", moment(context.since));
}

/// What stands after the last.
pub(super) fn tail(xml: &mut Xml) {
    xml.close("source");
}

/// One need.
pub(super) fn mission(xml: &mut Xml, context: Context<'_>, listed: &Listed) {
    let need = &listed.need;
    xml.around("mission", |xml| {
        xml.value("clientId", need.id);
        xml.text("title", &title(need));
        xml.text("description", &description(need));
        xml.text("applicationUrl", &application_url(context, need));
        xml.value("postedAt", moment(listed.more.posted_at));
        let (starts, ends) = span(need);
        xml.optional("startAt", starts.as_deref());
        xml.optional("endAt", ends.as_deref());
        xml.around("addresses", |xml| need.addresses.iter().for_each(|one| address(xml, context, one)));
        xml.optional("schedule", need.schedule.as_deref());
        xml.value("places", need.places().0.max(1));
        xml.optional("activity", need.activity.as_deref());
        xml.value("remote", need.remote.code());
        xml.value("domain", need.field.code());
        values(xml, "tags", need.tags.iter().flat_map(|tags| tags.split(", ")));
        values(xml, "audience", need.audience.as_deref());
        values(xml, "requirements", need.requirements.as_deref());
        xml.value("reducedMobilityAccessible", flag(need.reduced_mobility));
        xml.value("closeToTransport", flag(need.close_to_transport));
        xml.value("openToMinors", flag(need.open_to_minors));
        let extra = object(listed.more.feed_extra.as_deref());
        let card = format!("{}{}/carte.png", context.public_url, need.path());
        xml.text("image", extra.get("image").and_then(Value::as_str).unwrap_or(&card));
        KEPT.iter().for_each(|name| xml.optional(name, extra.get(*name).and_then(Value::as_str)));
        let theirs = extra.get("metadata").and_then(Value::as_str);
        xml.optional("metadata", metadata(need).as_deref().or(theirs));
        organization(xml, context, listed);
    });
}

fn organization(xml: &mut Xml, context: Context<'_>, Listed { need, more }: &Listed) {
    let (who, extra) = (&need.association, object(more.association_extra.as_deref()));
    let kept = |name: &str| extra.get(name).and_then(Value::as_str);
    let ours = || format!("{}{}", context.public_url, association::path(who.id, &more.association_slug));
    let logo = who.logo.as_ref().map(|logo| format!("{}{}", context.public_url, logo.path()));
    xml.text("organizationName", &who.name);
    xml.optional("organizationRNA", more.rna.as_deref());
    xml.optional("organizationSiren", more.siren.as_deref());
    xml.text("organizationUrl", &who.web_page.clone().unwrap_or_else(ours));
    xml.optional("organizationDescription", more.about.as_deref());
    xml.optional("organizationLogo", logo.as_deref().or(kept("organizationLogo")));
    xml.value("organizationClientId", who.id);
    xml.optional("organizationCity", more.city.as_deref().or(kept("organizationCity")));
    KEPT_OF_ASSOCIATION.iter().for_each(|name| xml.optional(name, kept(name)));
}

fn address(xml: &mut Xml, context: Context<'_>, address: &Address) {
    let department = context.places.department(&address.department_code);
    xml.around("address", |xml| {
        xml.text("street", &address.street);
        xml.text("postalCode", &address.postcode);
        xml.text("city", &address.city);
        xml.text("departmentCode", &address.department_code);
        xml.optional("departmentName", department.map(|found| &*found.name));
        xml.optional("region", department.map(|found| &*found.region_name));
        xml.value("country", "France");
        xml.around("location", |xml| {
            xml.value("lat", address.point.lat);
            xml.value("lon", address.point.lon);
        });
    });
}

/// Where one signs up: here, or on the page that it came with.
pub(super) fn application_url(context: Context<'_>, need: &Need) -> String {
    match (need.sign_up, &need.page_url) {
        (SignUpAt::There, Some(page)) => page.clone(),
        _ => format!("{}{}", context.public_url, need.path()),
    }
}

/// At least two words: with who asks, where the title is only one. Importers read titles as HTML: signs that would open a
/// tag there become the quotes that look like them.
pub(super) fn title(need: &Need) -> String {
    let title = without_references(&need.title).replace('<', "‹").replace('>', "›");
    if title.split_whitespace().nth(1).is_some() {
        title
    } else {
        format!("{title} – {}", without_references(&need.association.name))
    }
}

/// As HTML; where that is too long, as plain text up to where it may go.
fn description(need: &Need) -> String {
    let html = without_references(&need.description_html);
    if html.chars().count() <= LONGEST {
        return html;
    }
    let mut text: String = without_references(&need.description_text).chars().take(LONGEST - 1).collect();
    text.push('…');
    text
}

/// First start and last end: of the shifts to come, or the days that it has.
fn span(need: &Need) -> (Option<String>, Option<String>) {
    let department = department(need);
    let times: Vec<_> = need.coming_slots().filter_map(|slot| slot.times).collect();
    let first = times.first().map(|times| with_offset(times.starts, department));
    let last = times.iter().map(|times| times.ends.unwrap_or(times.starts)).max();
    let last_day = need.last_day.filter(|day| last.is_none_or(|last| *day > last.date()));
    (
        first.or_else(|| need.first_day.map(|day| day.to_string())),
        last_day.map(|day| day.to_string()).or_else(|| last.map(|last| with_offset(last, department))),
    )
}

fn metadata(need: &Need) -> Option<String> {
    let slots: Vec<_> = need
        .coming_slots()
        .filter(|slot| slot.left() > 0)
        .filter_map(|slot| {
            let (times, department) = (slot.times?, department(need));
            let end = times.ends.map(|ends| with_offset(ends, department)).unwrap_or_default();
            Some(MetadataSlot { start: with_offset(times.starts, department), end, places: slot.left() })
        })
        .collect();
    let page = need.page_url.as_deref().filter(|_| need.sign_up == SignUpAt::Here);
    let credit = need.credit.as_deref();
    if slots.is_empty() && page.is_none() && credit.is_none() {
        return None;
    }
    serde_json::to_string(&Metadata { slots, page, credit }).ok()
}

/// The department whose clocks count.
pub(super) fn department(need: &Need) -> &str {
    need.addresses.first().map_or("75", |address| &address.department_code)
}

/// Epoch seconds, as ISO 8601.
pub(super) fn moment(epoch: i64) -> jiff::Timestamp {
    jiff::Timestamp::from_second(epoch).unwrap_or(jiff::Timestamp::UNIX_EPOCH)
}

fn values<'a>(xml: &mut Xml, tag: &str, values: impl IntoIterator<Item = &'a str>) {
    let mut values = values.into_iter().filter(|value| !value.trim().is_empty()).peekable();
    if values.peek().is_some() {
        xml.around(tag, |xml| values.for_each(|value| xml.text("value", value)));
    }
}

fn object(json: Option<&str>) -> Map<String, Value> {
    json.and_then(|json| serde_json::from_str(json).ok()).unwrap_or_default()
}

const fn flag(yes: bool) -> &'static str {
    if yes { "yes" } else { "no" }
}
