//! The commune that somebody means, out of what they typed.

use crate::places::{Directory, Resolution};
use app::{
    domain::{Point, area::Area},
    forms::Problem,
};

/// A commune, as an address needs it.
#[derive(Clone, Debug, PartialEq)]
pub struct Town {
    /// INSEE code.
    pub insee: String,
    /// Its name.
    pub city: String,
    /// Its only postcode, or the first.
    pub postcode: String,
    /// INSEE code of its department.
    pub department_code: String,
    /// Its middle.
    pub point: Point,
}

/// How many names a question lists.
const NAMED: usize = 4;

/// The commune meant by `typed`.
///
/// # Errors
/// That there is none, that there are several, or that something larger is meant.
pub fn town(directory: &Directory, typed: &str) -> Result<Town, Problem> {
    match directory.resolve(typed) {
        Resolution::One(Area::Around { name, centre, .. }) => {
            let commune = directory.nearest_commune(centre).ok_or(Problem::PlaceUnknown)?;
            // « Paris » stays Paris, though its middle is in an arrondissement; a position has no name.
            let city = name.split(" (").next().filter(|name| !name.is_empty()).unwrap_or(&commune.name);
            Ok(Town {
                insee: commune.insee.to_string(),
                city: city.to_owned(),
                postcode: commune.postcodes.first().map(|code| format!("{code:05}")).unwrap_or_default(),
                department_code: commune.department.code.to_string(),
                point: centre,
            })
        }
        Resolution::One(Area::Departments { .. }) => Err(Problem::PlaceTooLarge),
        Resolution::Several(some) => {
            let names: Vec<String> =
                some.iter().take(NAMED).map(|one| format!("{} ({})", one.name, one.detail)).collect();
            Err(Problem::PlaceSeveral(names.join(", ")))
        }
        Resolution::Anywhere | Resolution::Unknown { .. } => Err(Problem::PlaceUnknown),
    }
}
