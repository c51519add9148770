//! The part of the country that a search looks at.

use super::Point;
use serde::{Deserialize, Serialize};

/// A typed place once it is understood.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Area {
    /// A circle around a commune or around the visitor.
    Around {
        /// What it is called: `Rennes (35)`; empty for the visitor's own position.
        name: String,
        /// Its department's code, empty for the visitor's own position.
        department: String,
        /// The middle.
        centre: Point,
    },
    /// One department or all those of a region.
    Departments {
        /// The department's or region's name.
        name: String,
        /// INSEE codes of the departments (`35`, `2A`, `974`).
        codes: Vec<String>,
    },
}
