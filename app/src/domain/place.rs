//! Where something is: points, and what a person may mean by a typed place.

use serde::{Deserialize, Serialize};

/// A point on the globe, WGS 84 degrees.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Point {
    /// Latitude, −90 to 90 degrees.
    pub lat: f64,
    /// Longitude, −180 to 180 degrees.
    pub lon: f64,
}

impl Point {
    /// A point, if both degrees are finite and within the globe.
    #[must_use]
    pub fn new(lat: f64, lon: f64) -> Option<Self> {
        ((-90.0..=90.0).contains(&lat) && (-180.0..=180.0).contains(&lon)).then_some(Self { lat, lon })
    }

    /// Great-circle distance in km (haversine on a sphere of 6,371 km).
    #[must_use]
    pub fn distance_km(self, other: Self) -> f64 {
        let (lat_1, lat_2) = (self.lat.to_radians(), other.lat.to_radians());
        let d_lat = lat_2 - lat_1;
        let d_lon = (other.lon - self.lon).to_radians();
        let a = (d_lat / 2.0).sin().powi(2) + lat_1.cos() * lat_2.cos() * (d_lon / 2.0).sin().powi(2);
        2.0 * 6371.0 * a.sqrt().min(1.0).asin()
    }
}

/// What sort of thing a suggestion stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PlaceKind {
    /// A commune, an arrondissement or an overseas collectivity.
    Commune,
    /// A former commune, now part of another.
    FormerCommune,
    /// A department (or an overseas one).
    Department,
    /// A region.
    Region,
}

/// One line in the list under the place field; also one answer to "which one do you mean?".
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Suggestion {
    /// What goes into `lieu`: an INSEE code, `dep-35` or `reg-53`.
    pub value: String,
    /// The name: `Saint-Denis`.
    pub name: String,
    /// What tells it from its namesakes: `93200 · Seine-Saint-Denis`, `Département`, `Commune déléguée de …`.
    pub detail: String,
    /// What it is.
    pub kind: PlaceKind,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paris_is_392_km_from_lyon() {
        let (Some(paris), Some(lyon)) = (Point::new(48.8566, 2.3522), Point::new(45.7640, 4.8357)) else {
            unreachable!("both are on the globe")
        };
        assert!((paris.distance_km(lyon) - 391.5).abs() < 1.0);
        assert_eq!(paris.distance_km(paris), 0.0);
    }

    #[test]
    fn nothing_is_beyond_the_poles() {
        assert_eq!(Point::new(90.1, 0.0), None);
        assert_eq!(Point::new(f64::NAN, 0.0), None);
    }
}
