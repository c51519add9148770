//! A need as an association's program pushes it, and as it stands then.

use super::need::{FromHome, State};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A need as it is to be. What isn't said is as on an empty form.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct NeedToPush {
    /// What, in a line of 120 signs at most.
    #[schema(required = true, max_length = 120, example = "Servir la soupe")]
    pub title: String,
    /// What one will do: plain text, 6000 signs at most, a paragraph after each empty line.
    #[schema(required = true, max_length = 6000)]
    pub description: String,
    /// Code of its field: see `/api/v1/fields`.
    #[schema(required = true, example = "solidarite-insertion")]
    pub field: String,
    /// Code of its activity: see `/api/v1/fields`.
    pub activity: Option<String>,
    /// Whether it can be done from home; `no` where it isn't said.
    pub remote: Option<FromHome>,
    /// Where, the first place first: its clocks count. May be left out only for what is done from home only.
    #[schema(max_items = 10)]
    pub places: Vec<PlaceToPush>,
    /// People wanted, where they come regularly or whenever they can: then without slots.
    #[schema(minimum = 1, maximum = 5000)]
    pub seats: Option<i64>,
    /// When, and how many people each time: then without seats. Slots that have begun may be left out; people who are
    /// signed up for one to come keep it from being left out.
    #[schema(max_items = 60)]
    pub slots: Vec<SlotToPush>,
    /// How often, in words of 160 signs at most.
    pub schedule: Option<String>,
    /// Whom for, in 200 signs at most.
    pub audience: Option<String>,
    /// What one must be, have or know, in 500 signs at most.
    pub requirements: Option<String>,
    /// Open to people under 18.
    pub open_to_minors: bool,
    /// Accessible with reduced mobility.
    pub reduced_mobility: bool,
    /// Near public transport.
    pub close_to_transport: bool,
    /// The association's own page about it.
    #[schema(format = "uri")]
    pub own_page: Option<String>,
    /// Its last day.
    #[schema(format = Date)]
    pub last_day: Option<String>,
    /// Whether it takes people. Where it isn't said, a new need is open and a known one stays as it is.
    pub state: Option<State>,
}

/// Where.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct PlaceToPush {
    /// A commune: `Rennes (35)`, a postcode, or a value out of `/api/v1/places`.
    #[schema(required = true, example = "35238")]
    pub place: String,
    /// Number and street.
    pub street: Option<String>,
}

/// A shift.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct SlotToPush {
    /// The slot that it is already, where it is to be moved; otherwise its beginning says which one it is.
    pub id: Option<i64>,
    /// When it begins, to the minute: with its offset, or on the clocks of the place without one.
    #[schema(required = true, example = "2026-12-05T09:00")]
    pub starts_at: String,
    /// When it ends.
    #[schema(example = "2026-12-05T12:00")]
    pub ends_at: Option<String>,
    /// People wanted.
    #[schema(required = true, minimum = 1, maximum = 5000)]
    pub places: i64,
}

/// A need as it stands.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PushedNeed {
    /// What the association's program calls it.
    pub external_id: String,
    /// What it is called here: `/api/v1/needs/{id}`.
    pub id: i64,
    /// Its page.
    #[schema(format = "uri")]
    pub url: String,
    /// Whether it takes people, as its association has it.
    pub state: State,
    /// Nobody sees it yet: its words look like fraud, or moderators took it down. They read it, or it goes online by
    /// itself once the words are gone; its page in the association's space says which.
    pub held: bool,
    /// Its slots; one that isn't dated is that of `seats`.
    pub slots: Vec<PushedSlot>,
    /// How often it was changed.
    pub version: i64,
}

/// A slot as it stands.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PushedSlot {
    /// Its id.
    pub id: i64,
    /// When it begins.
    #[schema(format = DateTime)]
    pub starts_at: Option<String>,
    /// When it ends.
    #[schema(format = DateTime)]
    pub ends_at: Option<String>,
    /// People wanted.
    pub places: i64,
}
