//! Finds out where a mission's addresses are.

use super::raw::RawAddress;
use super::refusal::Note;
use app::domain::Point;
use app::domain::need::Address;

/// How far from the middle of its commune an address may lie, in km, before its coordinates are not believed.
/// Guyane's communes are as large as departments.
const BELIEVED_KM: f64 = 40.0;
const BELIEVED_KM_GUYANE: f64 = 250.0;

/// A commune, as far as an address needs one.
#[derive(Clone, Debug, PartialEq)]
pub struct Located {
    /// INSEE code.
    pub insee: String,
    /// Its name as people write it.
    pub name: String,
    /// One of its postcodes: the written one where that fits.
    pub postcode: String,
    /// INSEE code of its department.
    pub department_code: String,
    /// Its middle.
    pub point: Point,
}

/// Who knows where communes are.
pub trait Locate {
    /// The commune that an address names, in any of the ways people write one.
    fn locate(&self, address: &RawAddress) -> Option<Located>;

    /// The commune nearest to a point.
    fn nearest(&self, point: Point) -> Option<Located>;
}

/// One address, placed; adds what had to be mended to `notes`.
pub(super) fn place(raw: &RawAddress, directory: &impl Locate, notes: &mut Vec<Note>) -> Option<Address> {
    if !in_france(&raw.country) {
        return None;
    }
    let written = point(&raw.lat, &raw.lon);
    let commune = directory.locate(raw).or_else(|| {
        written.and_then(|point| directory.nearest(point).filter(|near| believed(point, near)))
    })?;
    let point = match written {
        Some(point) if believed(point, &commune) => point,
        Some(_) => {
            notes.push(Note::Coordinates);
            commune.point
        }
        None => commune.point,
    };
    let Located { insee, name, postcode, department_code, .. } = commune;
    Some(Address { street: street(raw, &name), postcode, city: name, insee, department_code, point })
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

fn believed(point: Point, commune: &Located) -> bool {
    let limit = if commune.department_code == "973" { BELIEVED_KM_GUYANE } else { BELIEVED_KM };
    point.distance_km(commune.point) <= limit
}

/// The street, unless it only repeats the commune.
fn street(raw: &RawAddress, city: &str) -> String {
    let street = super::description::line(&raw.street);
    let folded = app::domain::text::fold(&street);
    let repeats = folded == app::domain::text::fold(city) || folded == app::domain::text::fold(&raw.city);
    if repeats { String::new() } else { street.chars().take(200).collect() }
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
    let folded = app::domain::text::fold(country);
    matches!(folded.as_str(), "" | "france" | "fr" | "fra" | "france metropolitaine")
        || overseas.contains(&folded.as_str())
}
