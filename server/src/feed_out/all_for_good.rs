//! All for Good's footprint feed, FPXML 0.1. What it can't carry: the tags of a description, the register's number of an
//! association, how often one comes in words (it stands at the end of the description), places shift by shift.

use super::{
    api_engagement::{application_url, department, moment, title},
    stream::{Context, Listed},
    xml::{Xml, without_references},
};
use crate::{
    feed::all_for_good_tags::{MOBILITY, TRANSPORT},
    places::time_zone,
    store::feed_out::Asking,
};
use app::domain::{
    Lang, association,
    need::{Address, Need, Remote, SlotTimes},
};
use jiff::civil::Time;

/// What stands before the first association.
pub(super) fn head(xml: &mut Xml, context: Context<'_>) {
    xml.open("FootprintFeed schemaVersion=\"0.1\"");
    xml.around("FeedInfo", |xml| {
        xml.text("providerID", context.public_url);
        xml.text("providerName", app::texts::common::name(Lang::Fr));
        xml.value("createdDateTime", moment(context.since));
        xml.text("providerURL", context.public_url);
    });
    xml.open("Organizations");
}

/// What stands between the last association and the first need.
pub(super) fn between(xml: &mut Xml) {
    xml.close("Organizations");
    xml.open("VolunteerOpportunities");
}

/// What stands after the last need.
pub(super) fn tail(xml: &mut Xml) {
    xml.close("VolunteerOpportunities");
    xml.close("FootprintFeed");
}

/// One association.
pub(super) fn organization(xml: &mut Xml, context: Context<'_>, asking: &Asking) {
    let ours = format!("{}{}", context.public_url, association::path(asking.id, &asking.slug));
    xml.around("Organization", |xml| {
        xml.value("organizationID", asking.id);
        xml.optional("nationalEIN", asking.siren.as_deref());
        xml.text("name", &asking.name);
        xml.optional("description", asking.about.as_deref());
        if let Some(city) = &asking.city {
            xml.around("location", |xml| {
                xml.text("city", city);
                xml.value("country", "FR");
            });
        }
        xml.text("organizationURL", asking.web_page.as_deref().unwrap_or(&ours));
        if let Some(hash) = &asking.logo_hash {
            xml.text("logoURL", &format!("{}/associations/{}/logo/{hash}", context.public_url, asking.id));
        }
        xml.text("detailURL", &ours);
    });
}

/// One need.
pub(super) fn opportunity(xml: &mut Xml, context: Context<'_>, listed: &Listed) {
    let need = &listed.need;
    xml.around("VolunteerOpportunity", |xml| {
        xml.value("volunteerOpportunityID", need.id);
        xml.around("sponsoringOrganizationIDs", |xml| {
            xml.value("sponsoringOrganizationID", need.association.id);
        });
        xml.text("title", &title(need));
        xml.value("volunteersNeeded", need.places().0.max(1));
        xml.around("dateTimeDurations", |xml| durations(xml, need));
        xml.around("locations", |xml| {
            if need.remote != Remote::No {
                xml.around("location", |xml| xml.value("virtual", "Yes"));
            }
            need.addresses.iter().for_each(|one| location(xml, context, one));
        });
        if let Some(audience) = &need.audience {
            xml.around("audienceTags", |xml| xml.text("audienceTag", audience));
        }
        xml.around("categoryTags", |xml| tags(xml, need));
        xml.value("minimumAge", if need.open_to_minors { 0 } else { 18 });
        xml.optional("skills", need.requirements.as_deref());
        xml.text("detailURL", &application_url(context, need));
        xml.value("language", Lang::Fr.code());
        xml.text("description", &description(need));
        xml.value("lastUpdated", moment(listed.more.updated_at));
    });
}

fn tags(xml: &mut Xml, need: &Need) {
    xml.value("categoryTag", need.field.code());
    xml.optional("categoryTag", need.activity.as_deref());
    for (yes, tag) in [(need.reduced_mobility, MOBILITY), (need.close_to_transport, TRANSPORT)] {
        xml.optional("categoryTag", yes.then_some(tag));
    }
    for tag in need.tags.iter().flat_map(|tags| tags.split(", ")) {
        xml.text("categoryTag", tag);
    }
}

/// Each shift to come with places left, or the days between which one may come.
fn durations(xml: &mut Xml, need: &Need) {
    let zone = time_zone(department(need));
    let mut dated = false;
    for times in need.coming_slots().filter(|slot| slot.left() > 0).filter_map(|slot| slot.times) {
        dated = true;
        xml.around("dateTimeDuration", |xml| shift(xml, &times, zone));
    }
    if !dated {
        xml.around("dateTimeDuration", |xml| {
            xml.value("openEnded", if need.last_day.is_none() { "Yes" } else { "No" });
            xml.optional("startDate", need.first_day.map(|day| day.to_string()).as_deref());
            xml.optional("endDate", need.last_day.map(|day| day.to_string()).as_deref());
        });
    }
}

fn shift(xml: &mut Xml, times: &SlotTimes, zone: &str) {
    xml.value("openEnded", "No");
    xml.value("startDate", times.starts.date());
    xml.value("endDate", times.ends.unwrap_or(times.starts).date());
    let clock = |xml: &mut Xml, tag: &str, time: Time| {
        xml.open(&format!("{tag} olsonTZ=\"{zone}\""));
        xml.shown(time.strftime("%H:%M:%S"));
        xml.close(tag);
    };
    clock(xml, "startTime", times.starts.time());
    if let Some(ends) = times.ends {
        clock(xml, "endTime", ends.time());
    }
}

fn location(xml: &mut Xml, context: Context<'_>, address: &Address) {
    let region = context.places.department(&address.department_code).map(|found| &*found.region_name);
    xml.around("location", |xml| {
        xml.text("streetAddress1", &address.street);
        xml.text("city", &address.city);
        xml.optional("region", region);
        xml.text("postalCode", &address.postcode);
        xml.value("country", "FR");
        xml.value("latitude", address.point.lat);
        xml.value("longitude", address.point.lon);
    });
}

/// As plain text: an empty line between paragraphs, a dash before what was an item.
fn description(need: &Need) -> String {
    let mut out = need.description_html.replace("<li>", "\n- ");
    for (tag, instead) in [("</p>", "\n\n"), ("<br>", "\n"), ("</ul>", "\n\n"), ("</ol>", "\n\n")] {
        out = out.replace(tag, instead);
    }
    for level in 3..=6 {
        out = out.replace(&format!("</h{level}>"), "\n\n");
    }
    let mut plain = String::with_capacity(out.len());
    for (index, part) in out.split('<').enumerate() {
        plain.push_str(if index == 0 { part } else { part.split_once('>').map_or(part, |(_, after)| after) });
    }
    let entities = [("&nbsp;", "\u{a0}"), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&amp;", "&")];
    for (entity, sign) in entities {
        plain = plain.replace(entity, sign);
    }
    while plain.contains("\n\n\n") {
        plain = plain.replace("\n\n\n", "\n\n");
    }
    let mut plain = without_references(plain.trim());
    for words in [need.schedule.as_deref(), need.credit.as_deref()].into_iter().flatten() {
        plain.push_str("\n\n");
        plain.push_str(words);
    }
    plain
}
