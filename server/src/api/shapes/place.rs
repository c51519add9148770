//! Places and fields: what searches and pushed needs are told in.

use serde::Serialize;
use utoipa::ToSchema;

/// A commune, a former one, a department or a region.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Place {
    /// What to send as `place`.
    #[schema(example = "35238")]
    pub value: String,
    /// Its name.
    #[schema(example = "Rennes")]
    pub name: String,
    /// What tells it from others of its name.
    #[schema(example = "35000 · Ille-et-Vilaine")]
    pub detail: String,
    /// What it is.
    pub kind: PlaceKind,
    /// Its middle, latitude, WGS 84 degrees; null for what is larger than a commune.
    pub lat: Option<f64>,
    /// Its middle, longitude.
    pub lon: Option<f64>,
}

/// What a place is.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum PlaceKind {
    /// A commune or an arrondissement.
    Commune,
    /// A commune that is part of another now.
    FormerCommune,
    /// A department.
    Department,
    /// A region.
    Region,
}

/// A code with its words.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Term {
    /// The code, which never changes (API Engagement's).
    #[schema(example = "solidarite-insertion")]
    pub code: &'static str,
    /// In French.
    pub fr: &'static str,
    /// In English.
    pub en: &'static str,
}

/// Fields of volunteering, and what one does in them.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Fields {
    /// The fields.
    pub data: Vec<Term>,
    /// The activities.
    pub activities: Vec<Term>,
}
