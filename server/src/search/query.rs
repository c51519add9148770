//! What is asked of the index and what it answers.

use app::domain::search::Sort;
use app::domain::{Field, Point};

/// Where to look.
#[derive(Clone, Debug, PartialEq, Default)]
pub enum IndexArea {
    /// Everywhere, needs without address included.
    #[default]
    Anywhere,
    /// Around a point.
    Circle {
        /// The middle.
        centre: Point,
        /// How far, in km.
        radius_km: f64,
    },
    /// In any of these departments (INSEE codes).
    Departments(Vec<String>),
}

/// A search, its place understood already.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct IndexQuery {
    /// As typed; every word must be found. Empty for all needs.
    pub words: String,
    /// Where.
    pub area: IndexArea,
    /// Any of these fields; empty for all.
    pub fields: Vec<Field>,
    /// Only what can be done from home.
    pub remote: bool,
    /// Only what is open to minors.
    pub minors: bool,
    /// Only what is accessible with reduced mobility.
    pub reduced_mobility: bool,
    /// Only what goes on at or after this day (days since 1970-01-01).
    pub from: Option<i32>,
    /// Only what goes on at or before this day.
    pub until: Option<i32>,
    /// Only what has dated slots to come.
    pub dated: bool,
    /// Only needs with a higher number in the order of opening; 0 for all.
    pub newer_than: i64,
    /// `Distance` counts as `Pertinence` where there is no centre.
    pub sort: Sort,
    /// Newest first, whatever [`Self::sort`] says.
    pub newest: bool,
    /// Hits to leave out first.
    pub offset: usize,
    /// Hits to give; 0 to count only.
    pub limit: usize,
    /// Only hits that come after this [`Hit::key`] of an earlier answer to the same question.
    pub after: Option<u128>,
}

/// One need found.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// Its id in the database.
    pub need_id: i64,
    /// From the centre to its nearest address, in km; `None` without centre or address.
    pub distance_km: Option<f64>,
    /// Where it stands in the order of this search: greater than those of all hits before it.
    pub key: u128,
}

/// The answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// Needs that match.
    pub total: u32,
    /// The page asked for, best first.
    pub hits: Vec<Hit>,
    /// Needs in each field if no field were asked for; all twenty, in the order of [`Field::ALL`].
    pub fields: Vec<(Field, u32)>,
    /// Needs in each department (INSEE code) if no place were asked for; only those with any, by code.
    pub departments: Vec<(String, u32)>,
}
