//! A mission as the feed writes it: text only, nothing judged yet.

use super::mission::MAX_ADDRESSES;
use serde::Serialize;

/// One `<address>`, as written.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct RawAddress {
    /// Number and street.
    pub street: String,
    /// Postcode.
    pub postal_code: String,
    /// Commune, in any of the ways people write one (`PARIS 75018`).
    pub city: String,
    /// INSEE code of the department.
    pub department_code: String,
    /// Name of the department.
    pub department_name: String,
    /// Region.
    pub region: String,
    /// Country, by name or code.
    pub country: String,
    /// Latitude, degrees.
    pub lat: String,
    /// Longitude, degrees.
    pub lon: String,
}

/// A dated shift, as written.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct RawSlot {
    /// Date and time.
    pub starts: String,
    /// Date and time, or empty.
    pub ends: String,
    /// IANA name of the zone whose clocks are meant, or empty.
    pub zone: String,
    /// People wanted in this one, or empty.
    pub places: String,
}

macro_rules! raw_mission {
    (texts { $($(#[$attribute:meta])* $field:ident $tag:literal)* } lists { $($list:ident $list_tag:literal)* } address { $($part:ident $part_tag:literal)* }) => {
        /// One `<mission>`, as written: every element of the format, trimmed, empty where missing.
        #[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
        pub struct RawMission {
            $(#[doc = concat!("`<", $tag, ">`")] $(#[$attribute])* pub $field: String,)*
            $(#[doc = concat!("`<", $list_tag, ">`: comma-separated or repeated `<value>` elements")] pub $list: Vec<String>,)*
            /// `<addresses>`
            pub addresses: Vec<RawAddress>,
            /// Dated shifts, of formats that have them.
            #[serde(skip_serializing_if = "Vec::is_empty")]
            pub slots: Vec<RawSlot>,
            /// Why part of it was not read: a field or the whole was beyond the reader's bounds.
            pub too_long: Option<&'static str>,
        }

        impl RawMission {
            /// The element's name as a constant, if the format knows it.
            pub(super) fn known(tag: &str) -> Option<&'static str> {
                match tag { $($tag => Some($tag),)* $($list_tag => Some($list_tag),)* _ => RawAddress::known(tag) }
            }

            /// Takes in one element's content: its text, or its `<value>`s where it had some.
            pub(super) fn set(&mut self, tag: &str, text: &str, values: &mut Vec<String>) {
                match tag {
                    $($tag => self.$field = if values.is_empty() { text.trim().to_owned() } else { values.join(", ") },)*
                    $($list_tag => self.$list = if values.is_empty() { split_list(text) } else { std::mem::take(values) },)*
                    _ => {
                        if self.addresses.is_empty() {
                            self.addresses.push(RawAddress::default());
                        }
                        if let Some(address) = self.addresses.last_mut() {
                            address.set(tag, text);
                        }
                    }
                }
                values.clear();
            }
        }

        impl RawAddress {
            fn known(tag: &str) -> Option<&'static str> {
                match tag { $($part_tag => Some($part_tag),)* _ => None }
            }

            fn set(&mut self, tag: &str, text: &str) {
                match tag { $($part_tag => self.$part = text.trim().to_owned(),)* _ => {} }
            }
        }
    };
}

raw_mission! {
    texts {
        title "title"
        client_id "clientId"
        description "description"
        application_url "applicationUrl"
        posted_at "postedAt"
        start_at "startAt"
        end_at "endAt"
        schedule "schedule"
        places "places"
        compensation_amount "compensationAmount"
        compensation_unit "compensationUnit"
        compensation_type "compensationType"
        remote "remote"
        domain "domain"
        image "image"
        reduced_mobility_accessible "reducedMobilityAccessible"
        close_to_transport "closeToTransport"
        open_to_minors "openToMinors"
        priority "priority"
        metadata "metadata"
        organization_name "organizationName"
        #[serde(skip_serializing_if = "String::is_empty")]
        organization_description "organizationDescription"
        organization_rna "organizationRNA"
        organization_siren "organizationSiren"
        organization_url "organizationUrl"
        organization_logo "organizationLogo"
        organization_client_id "organizationClientId"
        organization_id "organizationId"
        organization_type "organizationType"
        organization_full_address "organizationFullAddress"
        organization_post_code "organizationPostCode"
        organization_city "organizationCity"
        organization_status "organizationStatusJuridique"
    }
    lists {
        activity "activity"
        tags "tags"
        audience "audience"
        soft_skills "softSkills"
        rome_skills "romeSkills"
        requirements "requirements"
        organization_beneficiaries "organizationBeneficiaries"
        organization_networks "organizationReseaux"
    }
    address {
        street "street"
        postal_code "postalCode"
        city "city"
        department_code "departmentCode"
        department_name "departmentName"
        region "region"
        country "country"
        lat "lat"
        lon "lon"
    }
}

impl RawMission {
    /// Begins an address, in the place of the last if nothing was said of that; of too many, only the first too many.
    pub(super) fn begin_address(&mut self) {
        let unsaid = self.addresses.last().is_some_and(|last| *last == RawAddress::default());
        if !unsaid && self.addresses.len() <= MAX_ADDRESSES {
            self.addresses.push(RawAddress::default());
        }
    }

    /// What is written of the mission that has no place of its own in a need, as a JSON object.
    pub(super) fn extra(&self) -> Option<String> {
        // What our own feed wrote there was read.
        let metadata = if self.metadata.starts_with("{\"slots\":") { "" } else { &self.metadata };
        object(&[("image", &self.image), ("priority", &self.priority), ("metadata", metadata)])
    }

    /// The same of the association.
    pub(super) fn organization_extra(&self) -> Option<String> {
        let beneficiaries = self.organization_beneficiaries.join(", ");
        let networks = self.organization_networks.join(", ");
        object(&[
            ("organizationLogo", &self.organization_logo),
            ("organizationType", &self.organization_type),
            ("organizationFullAddress", &self.organization_full_address),
            ("organizationPostCode", &self.organization_post_code),
            ("organizationCity", &self.organization_city),
            ("organizationStatusJuridique", &self.organization_status),
            ("organizationBeneficiaries", &beneficiaries),
            ("organizationReseaux", &networks),
        ])
    }
}

/// The parts that say something; `None` if none does.
fn object(parts: &[(&str, &str)]) -> Option<String> {
    let told: serde_json::Map<String, serde_json::Value> = parts
        .iter()
        .filter(|(_, text)| !text.is_empty())
        .map(|(name, text)| ((*name).to_owned(), serde_json::Value::from(*text)))
        .collect();
    (!told.is_empty()).then(|| serde_json::Value::Object(told).to_string())
}

fn split_list(text: &str) -> Vec<String> {
    text.split(',').map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned).collect()
}
