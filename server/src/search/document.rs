//! What the index is told about a need.

use app::domain::need::Remote;
use app::domain::{Field, Point};

/// An open need, as the index takes it from the database.
#[derive(Clone, Debug, PartialEq)]
pub struct NeedDocument {
    /// Its id in the database.
    pub need_id: i64,
    /// The title, which weighs most.
    pub title: String,
    /// The description without tags.
    pub description_text: String,
    /// The association's name.
    pub association: String,
    /// What its activity is called, or empty.
    pub activity: String,
    /// Words that it is filed under, or empty.
    pub tags: String,
    /// The communes where it happens; also anything else about the place that people may type.
    pub cities: Vec<String>,
    /// Its field.
    pub field: Field,
    /// From home?
    pub remote: Remote,
    /// Open to people under 18.
    pub open_to_minors: bool,
    /// Accessible with reduced mobility.
    pub reduced_mobility: bool,
    /// Day of its first upcoming date, in days since 1970-01-01; `None` for any time.
    pub first_day: Option<i32>,
    /// Day of its last date, in days since 1970-01-01; `None` for no end.
    pub last_day: Option<i32>,
    /// The days between them on which it takes place, if not all of them.
    pub days: Vec<i32>,
    /// Its number among all needs, in the order in which they opened to the public.
    pub opened: i64,
    /// When it was published, in epoch seconds.
    pub posted_at: i64,
    /// Where it happens, each with its department's INSEE code; empty for needs done from home.
    pub addresses: Vec<(Point, String)>,
}
