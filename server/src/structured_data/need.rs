//! A need: a job posting of a volunteer, and an event for each shift to come.

use super::{Seen, known, told};
use crate::local_time::with_offset;
use app::{
    domain::{
        association,
        need::{Address, Need, NeedState, Remote, SignUpAt, Slot, SlotTimes},
    },
    ui::Told,
};
use jiff::civil::{DateTime, Time};
use serde_json::{Value, json};

/// What a need's page tells; nothing of one that is closed.
#[must_use]
pub fn need(seen: Seen<'_>, need: &Need) -> Told {
    if need.state == NeedState::Closed {
        return Told::default();
    }
    let shifts = need.coming_slots().filter_map(|slot| Some(event(seen, need, slot, slot.times?)));
    told(std::iter::once(posting(seen, need)).chain(shifts).collect())
}

fn posting(seen: Seen<'_>, need: &Need) -> Value {
    let url = seen.at(&need.path());
    let places: Vec<_> = need.addresses.iter().map(place).collect();
    let from_home = need.remote == Remote::Full;
    known(json!({
        "@type": "JobPosting",
        "@id": format!("{url}#mission"),
        "title": need.title,
        "description": need.description_html,
        "identifier": {
            "@type": "PropertyValue",
            "name": app::texts::common::name(seen.lang),
            "value": need.id.to_string(),
        },
        "url": url,
        "datePosted": need.posted_on.to_string(),
        "validThrough": valid_through(need),
        "employmentType": "VOLUNTEER",
        "hiringOrganization": organization(seen, need),
        "jobLocation": places,
        "jobLocationType": from_home.then_some("TELECOMMUTE"),
        "applicantLocationRequirements": from_home.then(|| json!({ "@type": "Country", "name": "France" })),
        "totalJobOpenings": Some(need.places().0).filter(|left| *left > 0),
        "industry": need.field.label(seen.lang),
        "qualifications": need.requirements,
        "workHours": need.schedule,
        "directApply": need.sign_up == SignUpAt::Here,
    }))
}

/// When nobody is taken any more: as the last shift begins, or at the end of the last day.
fn valid_through(need: &Need) -> Option<String> {
    let last: Option<DateTime> = need
        .coming_slots()
        .map(|slot| slot.times.map(|times| times.starts))
        .collect::<Option<Vec<_>>>()?
        .into_iter()
        .max();
    let day = need.last_day.map(|day| day.to_datetime(Time::constant(23, 59, 59, 0)));
    last.into_iter().chain(day).min().map(|end| with_offset(end, department(need)))
}

fn event(seen: Seen<'_>, need: &Need, slot: &Slot, times: SlotTimes) -> Value {
    let (url, department) = (seen.at(&need.path()), department(need));
    let online = json!({ "@type": "VirtualLocation", "url": url });
    let mut places: Vec<_> = need.addresses.iter().map(place).collect();
    let (mode, first) = match need.remote {
        Remote::No => ("Offline", None),
        Remote::Possible => ("Mixed", Some(online)),
        Remote::Full => ("Online", Some(online)),
    };
    places.extend(first);
    let stock = if slot.left() > 0 { "InStock" } else { "SoldOut" };
    known(json!({
        "@type": "Event",
        "@id": format!("{url}#creneau-{}", slot.id),
        "name": need.title,
        "url": url,
        "startDate": with_offset(times.starts, department),
        "endDate": times.ends.map(|ends| with_offset(ends, department)),
        "eventStatus": "https://schema.org/EventScheduled",
        "eventAttendanceMode": format!("https://schema.org/{mode}EventAttendanceMode"),
        "location": places,
        "organizer": organization(seen, need),
        "maximumAttendeeCapacity": slot.capacity,
        "remainingAttendeeCapacity": slot.left(),
        "isAccessibleForFree": true,
        "offers": {
            "@type": "Offer",
            "price": 0,
            "priceCurrency": "EUR",
            "availability": format!("https://schema.org/{stock}"),
            "url": url,
            "validFrom": need.posted_on.to_string(),
        },
    }))
}

fn organization(seen: Seen<'_>, need: &Need) -> Value {
    let who = &need.association;
    // Its page finds its own name behind the number.
    let page = seen.at(&association::path(who.id, &app::domain::text::slug(&who.name)));
    known(json!({
        "@type": "NGO",
        "name": who.name,
        "url": page,
        "sameAs": who.web_page,
        "logo": who.logo.as_ref().map(|logo| format!("{}{}", seen.public_url, logo.path())),
    }))
}

fn place(address: &Address) -> Value {
    let said = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    json!({
        "@type": "Place",
        "address": known(json!({
            "@type": "PostalAddress",
            "streetAddress": said(&address.street),
            "postalCode": said(&address.postcode),
            "addressLocality": address.city,
            "addressCountry": "FR",
        })),
        "geo": {
            "@type": "GeoCoordinates",
            "latitude": address.point.lat,
            "longitude": address.point.lon,
        },
    })
}

fn department(need: &Need) -> &str {
    need.addresses.first().map_or("75", |address| &address.department_code)
}
