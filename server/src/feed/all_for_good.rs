//! Which elements All for Good's footprint feed (FPXML 0.1) has, and what they are in the words of the other format.
//!
//! Who asks stands first, each organization once; the opportunities name it by its id. What is kept of organizations
//! until then is bounded. There is no field of volunteering but free words, and no posting date but that of the last
//! change: they are read as what they come nearest to.

use super::all_for_good_dates::{self as dates, Duration};
use super::all_for_good_tags;
use super::node::Node;
use super::raw::RawMission;
use quick_xml::{XmlVersion, events::BytesStart};
use std::collections::HashMap;

/// The element whose attribute says by which clocks a time is.
pub(super) const START_TIME: &str = "startTime";
/// Most organizations of one feed.
const MOST_ORGANIZATIONS: usize = 100_000;
/// Longest text that is kept of one, in signs.
const LONGEST_OF_ORGANIZATION: usize = 500;

const OF_ORGANIZATION: [&str; 5] = ["organizationID", "nationalEIN", "name", "organizationURL", "logoURL"];
const OF_MISSION: [&str; 10] = [
    "volunteerOpportunityID",
    "title",
    "abstract",
    "volunteersNeeded",
    "minimumAge",
    "skills",
    "detailURL",
    "description",
    "lastUpdated",
    "expires",
];
const OF_GROUP: [&str; 3] = ["sponsoringOrganizationID", "categoryTag", "audienceTag"];
const OF_ADDRESS: [&str; 8] =
    ["virtual", "streetAddress1", "city", "region", "postalCode", "country", "latitude", "longitude"];
const OF_DURATION: [&str; 6] = ["openEnded", "startDate", "endDate", START_TIME, "endTime", "iCalRecurrence"];

/// What an element within `parent` is.
pub(super) fn enter(parent: Node, name: &str) -> Node {
    let text = |known: &[&'static str]| {
        known.iter().find(|one| **one == name).map_or(Node::Skipped, |one| Node::Text(one))
    };
    match (parent, name) {
        (Node::Root, "FeedInfo" | "Organizations" | "VolunteerOpportunities") => Node::Branch,
        (Node::Branch, "providerName") => Node::Head("publisher"),
        (Node::Branch, "providerURL") => Node::Head("publisherurl"),
        (Node::Branch, "Organization") => Node::Organization,
        (Node::Branch, "VolunteerOpportunity") => Node::Mission,
        (Node::Organization, "location") => Node::Seat,
        (Node::Organization, _) => text(&OF_ORGANIZATION),
        (Node::Seat, _) => text(&["city", "postalCode"]),
        (
            Node::Mission,
            "sponsoringOrganizationIDs" | "dateTimeDurations" | "locations" | "categoryTags" | "audienceTags",
        ) => Node::Group,
        (Node::Mission, _) => text(&OF_MISSION),
        (Node::Group, "location") => Node::Address,
        (Node::Group, "dateTimeDuration") => Node::Duration,
        (Node::Group, _) => text(&OF_GROUP),
        (Node::Address, _) => text(&OF_ADDRESS),
        (Node::Duration, _) => text(&OF_DURATION),
        _ => Node::Skipped,
    }
}

/// What is kept between elements.
#[derive(Default)]
pub(super) struct AllForGood {
    organizations: HashMap<String, Organization>,
    organization: Option<Organization>,
    opportunity: Opportunity,
}

#[derive(Default)]
struct Organization {
    id: String,
    name: String,
    number: String,
    url: String,
    logo: String,
    city: String,
    postcode: String,
}

/// What of an opportunity has no place of its own in a [`RawMission`].
#[derive(Default)]
struct Opportunity {
    sponsor: String,
    summary: String,
    expires: String,
    durations: Vec<Duration>,
    /// How many of its locations are none.
    virtual_ones: usize,
}

impl AllForGood {
    pub(super) fn begin(&mut self) {
        self.organization = None;
        self.opportunity = Opportunity::default();
    }

    pub(super) fn begin_organization(&mut self) {
        self.organization = Some(Organization::default());
    }

    pub(super) fn begin_duration(&mut self) {
        dates::begin(&mut self.opportunity.durations);
    }

    /// Keeps the organization that ended; `false` if there are too many.
    pub(super) fn keep_organization(&mut self) -> bool {
        if let Some(organization) = self.organization.take() {
            self.organizations.insert(organization.id.clone(), organization);
        }
        self.organizations.len() <= MOST_ORGANIZATIONS
    }

    /// Takes the time zone that a start's element names.
    pub(super) fn clocks_of(&mut self, start: &BytesStart<'_>) {
        let zone = start.try_get_attribute("olsonTZ").ok().flatten();
        let zone =
            zone.and_then(|zone| zone.normalized_value(XmlVersion::Implicit1_0).ok().map(String::from));
        if let (Some(duration), Some(zone)) = (self.opportunity.durations.last_mut(), zone) {
            duration.zone = zone;
        }
    }

    /// Takes in one element's text.
    pub(super) fn set(&mut self, mission: &mut RawMission, tag: &str, text: &str) {
        let text = text.trim();
        let of_opportunity = &mut self.opportunity;
        if let Some(organization) = &mut self.organization {
            return organization.set(tag, text.chars().take(LONGEST_OF_ORGANIZATION).collect());
        }
        if OF_DURATION.contains(&tag) {
            if let Some(duration) = of_opportunity.durations.last_mut() {
                duration.set(tag, text);
            }
        } else if OF_ADDRESS.contains(&tag) {
            set_address(mission, of_opportunity, tag, text);
        } else {
            match tag {
                "sponsoringOrganizationID" if of_opportunity.sponsor.is_empty() => {
                    text.clone_into(&mut of_opportunity.sponsor);
                }
                "abstract" => text.clone_into(&mut of_opportunity.summary),
                "expires" => text.clone_into(&mut of_opportunity.expires),
                "categoryTag" => mission.tags.extend((!text.is_empty()).then(|| text.to_owned())),
                "audienceTag" => mission.audience.extend((!text.is_empty()).then(|| text.to_owned())),
                "volunteerOpportunityID" => text.clone_into(&mut mission.client_id),
                "title" => text.clone_into(&mut mission.title),
                "volunteersNeeded" => mission.places = needed(text),
                "minimumAge" => mission.open_to_minors = open_to_minors(text),
                "skills" => mission.requirements = vec![text.to_owned()],
                "detailURL" => text.clone_into(&mut mission.application_url),
                "description" => text.clone_into(&mut mission.description),
                "lastUpdated" => text.clone_into(&mut mission.posted_at),
                _ => {}
            }
        }
    }

    /// Makes a mission of what was read.
    pub(super) fn finish(&mut self, mission: &mut RawMission) {
        let read = std::mem::take(&mut self.opportunity);
        if let Some(organization) = self.organizations.get(&read.sponsor) {
            organization.name.clone_into(&mut mission.organization_name);
            organization.number.clone_into(&mut mission.organization_siren);
            organization.url.clone_into(&mut mission.organization_url);
            organization.logo.clone_into(&mut mission.organization_logo);
            organization.city.clone_into(&mut mission.organization_city);
            organization.postcode.clone_into(&mut mission.organization_post_code);
        }
        mission.organization_client_id = read.sponsor;
        if mission.description.is_empty() {
            mission.description = read.summary;
        }
        if mission.requirements == [""] {
            mission.requirements.clear();
        }
        mission.addresses.retain(|address| *address != super::RawAddress::default());
        mission.remote = match (read.virtual_ones, mission.addresses.is_empty()) {
            (0, _) => "no",
            (_, true) => "full",
            (_, false) => "possible",
        }
        .to_owned();
        all_for_good_tags::sort(mission);
        dates::sort(mission, read.durations, read.expires);
    }
}

impl Organization {
    fn set(&mut self, tag: &str, text: String) {
        match tag {
            "organizationID" => self.id = text,
            "name" => self.name = text,
            "nationalEIN" => self.number = text,
            "organizationURL" => self.url = text,
            "logoURL" => self.logo = text,
            "city" => self.city = text,
            "postalCode" => self.postcode = text,
            _ => {}
        }
    }
}

fn set_address(mission: &mut RawMission, opportunity: &mut Opportunity, tag: &str, text: &str) {
    if tag == "virtual" {
        opportunity.virtual_ones += usize::from(is_yes(text));
        return;
    }
    let Some(address) = mission.addresses.last_mut() else { return };
    let part = match tag {
        "streetAddress1" => &mut address.street,
        "city" => &mut address.city,
        "region" => &mut address.region,
        "postalCode" => &mut address.postal_code,
        "country" => &mut address.country,
        "latitude" => &mut address.lat,
        _ => &mut address.lon,
    };
    text.clone_into(part);
}

/// People wanted; `-8888` and its like mean any number, which is said by nothing.
fn needed(text: &str) -> String {
    if text.starts_with('-') || text == "0" { String::new() } else { text.to_owned() }
}

fn open_to_minors(text: &str) -> String {
    match text.parse::<u32>() {
        Ok(age) if age < 18 => "yes",
        Ok(_) => "no",
        Err(_) => "",
    }
    .to_owned()
}

pub(super) fn is_yes(text: &str) -> bool {
    matches!(text.to_lowercase().as_str(), "yes" | "y" | "true" | "1")
}
