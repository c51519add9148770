//! Finds out where a mission's addresses are.

use super::description::line;
use super::raw::RawAddress;
use super::refusal::Note;
use crate::places::{Commune, Directory, PostalAddress};
use app::domain::Point;
use app::domain::need::Address;
use app::domain::text::fold;

/// One address, placed; adds what had to be mended to `notes`.
pub(super) fn place(raw: &RawAddress, directory: &Directory, notes: &mut Vec<Note>) -> Option<Address> {
    if !in_france(&raw.country) {
        return None;
    }
    let written = point(&raw.lat, &raw.lon);
    let (street, city) = (line(&raw.street), line(&raw.city));
    let address = PostalAddress {
        street: &street,
        postcode: &raw.postal_code,
        city: &city,
        department_code: &raw.department_code,
        point: written,
    };
    let only_point = PostalAddress { point: written, ..PostalAddress::default() };
    let located = directory.locate(&address).or_else(|| directory.locate(&only_point))?;
    let commune = directory.commune(&located.insee)?;
    if (written.is_some() || !raw.lat.is_empty()) && located.point != written {
        notes.push(Note::Coordinates);
    }
    Some(Address {
        street: worth_showing(street, &city, commune),
        postcode: postcode(&raw.postal_code, &city, commune),
        city: commune.name.to_string(),
        insee: located.insee,
        department_code: located.department_code,
        point: located.point?,
    })
}

/// `Rennes (35)` or what else there is, for a person who looks for the mistake.
pub(super) fn describe(raw: &RawAddress) -> String {
    let parts = [&raw.street, &raw.postal_code, &raw.city, &raw.department_code, &raw.country];
    let written: Vec<_> = parts.into_iter().filter(|part| !part.is_empty()).map(String::as_str).collect();
    if written.is_empty() {
        "nothing is written".to_owned()
    } else {
        written.join(" ").chars().take(120).collect()
    }
}

fn point(lat: &str, lon: &str) -> Option<Point> {
    let degrees = |written: &str| written.replace(',', ".").parse::<f64>().ok();
    Point::new(degrees(lat)?, degrees(lon)?)
}

/// The street, unless it only repeats the commune.
fn worth_showing(street: String, city: &str, commune: &Commune) -> String {
    let folded = fold(&street);
    if folded == fold(city) || folded == fold(&commune.name) {
        String::new()
    } else {
        street.chars().take(200).collect()
    }
}

/// The written postcode, also where it stands in the city (`PARIS 75018`), otherwise the commune's only one.
fn postcode(written: &str, city: &str, commune: &Commune) -> String {
    let is_one = |word: &&str| word.len() == 5 && word.bytes().all(|byte| byte.is_ascii_digit());
    let stated = Some(written).filter(is_one).or_else(|| city.split(' ').find(is_one));
    match (stated, &*commune.postcodes) {
        (Some(stated), _) => stated.to_owned(),
        (None, [only]) => format!("{only:05}"),
        (None, _) => String::new(),
    }
}

fn in_france(country: &str) -> bool {
    let overseas = [
        "guadeloupe",
        "martinique",
        "guyane",
        "guyane francaise",
        "la reunion",
        "reunion",
        "mayotte",
        "saint pierre et miquelon",
        "saint barthelemy",
        "saint martin",
        "wallis et futuna",
        "polynesie francaise",
        "nouvelle caledonie",
        "gp",
        "mq",
        "gf",
        "re",
        "yt",
        "pm",
        "bl",
        "mf",
        "wf",
        "pf",
        "nc",
    ];
    let folded = fold(country);
    matches!(folded.as_str(), "" | "france" | "fr" | "fra" | "france metropolitaine")
        || overseas.contains(&folded.as_str())
}
