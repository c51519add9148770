//! How `server/data/demo.json` is written.

use app::domain::{
    Field,
    need::{NeedState, Remote, SignUpAt},
};
use serde::{Deserialize, Serialize};

const JSON: &str = include_str!("../../data/demo.json");

/// The whole file.
#[derive(Debug, Deserialize)]
pub(super) struct Demo {
    pub associations: Vec<DemoAssociation>,
}

#[derive(Debug, Deserialize)]
pub(super) struct DemoAssociation {
    pub key: String,
    pub name: String,
    pub web_page: String,
    pub email: String,
    pub needs: Vec<DemoNeed>,
}

/// A need; what is left out is no, nowhere or nothing.
#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DemoNeed {
    pub id: String,
    pub title: String,
    pub field: Field,
    /// Plain text: an empty line parts paragraphs, `- ` begins an item.
    pub text: String,
    pub activity: Option<String>,
    /// Capacity of the undated slot of a need without `slots`.
    pub places: i64,
    #[serde(default)]
    pub addresses: Vec<DemoAddress>,
    pub remote: Option<Remote>,
    pub schedule: Option<String>,
    pub audience: Option<String>,
    pub requirements: Option<String>,
    #[serde(default)]
    pub minors: bool,
    #[serde(default)]
    pub pmr: bool,
    #[serde(default)]
    pub transport: bool,
    /// The association's own page about it.
    pub page: Option<String>,
    pub sign_up: Option<SignUpAt>,
    pub state: Option<NeedState>,
    #[serde(default)]
    pub slots: Vec<DemoSlot>,
    /// Demo volunteers who are in already.
    pub full: Option<DemoSignUps>,
}

#[derive(Debug, Deserialize, Serialize)]
pub(super) struct DemoAddress {
    pub street: String,
    pub postcode: String,
    pub city: String,
}

/// A shift: on a weekday, so many weeks from now, or on a day of the year (`12-24`).
#[derive(Debug, Deserialize, Serialize)]
pub(super) struct DemoSlot {
    pub day: Option<Weekday>,
    #[serde(default)]
    pub week: i64,
    pub date: Option<String>,
    pub at: jiff::civil::Time,
    pub until: jiff::civil::Time,
    pub places: i64,
}

/// How many sign-ups to write for the slot of this number.
#[derive(Clone, Copy, Debug, Deserialize, Serialize)]
pub(super) struct DemoSignUps {
    pub confirmed: i64,
    pub waiting: i64,
    pub slot: i64,
}

#[derive(Clone, Copy, Debug, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Weekday {
    Monday,
    Tuesday,
    Wednesday,
    Thursday,
    Friday,
    Saturday,
    Sunday,
}

impl From<Weekday> for jiff::civil::Weekday {
    fn from(day: Weekday) -> Self {
        match day {
            Weekday::Monday => Self::Monday,
            Weekday::Tuesday => Self::Tuesday,
            Weekday::Wednesday => Self::Wednesday,
            Weekday::Thursday => Self::Thursday,
            Weekday::Friday => Self::Friday,
            Weekday::Saturday => Self::Saturday,
            Weekday::Sunday => Self::Sunday,
        }
    }
}

/// Reads the file in the binary.
///
/// # Errors
/// When it was edited into something else than the above.
pub(super) fn demo() -> Result<Demo, serde_json::Error> {
    serde_json::from_str(JSON)
}
