//! A sign-up, as the program of its association sees it. Personal data: for a key with `sign_ups:read` alone.

use super::moment_of;
use crate::store::api_lists::SignUpLine;
use app::domain::{
    handling::{Handling, Seen},
    sign_up::SignUpState,
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Somebody's offer for one need and slot.
#[derive(Clone, Serialize, ToSchema)]
pub struct SignUp {
    /// Its id.
    pub id: i64,
    /// The need's id.
    pub need_id: i64,
    /// What the association's program calls that need, if it pushed it.
    pub external_id: Option<String>,
    /// The slot's id.
    pub slot_id: i64,
    /// When the slot begins, if it is dated.
    #[schema(format = DateTime)]
    pub starts_at: Option<String>,
    /// When it ends, where known.
    #[schema(format = DateTime)]
    pub ends_at: Option<String>,
    /// First name.
    pub first_name: String,
    /// Last name, if given.
    pub last_name: Option<String>,
    /// E-mail address.
    pub email: String,
    /// Phone number (E.164), if given.
    pub phone: Option<String>,
    /// Word to the association, if given.
    pub message: Option<String>,
    /// Under 18.
    pub minor: bool,
    /// Whether the parent of somebody under 18 has agreed.
    pub parent_consented: bool,
    /// What the association made of it; `cancelled` once the volunteer has withdrawn.
    #[schema(value_type = SignUpStanding)]
    pub state: &'static str,
    /// Where the place stands.
    #[schema(value_type = PlaceStanding)]
    pub place: &'static str,
    /// Minutes that they helped, where the association said so.
    pub minutes: Option<i64>,
    /// When they signed up.
    #[schema(format = DateTime)]
    pub created_at: String,
    /// When it last changed.
    #[schema(format = DateTime)]
    pub updated_at: String,
}

/// What an association made of a sign-up.
#[derive(ToSchema)]
#[schema(rename_all = "lowercase")]
#[allow(dead_code, reason = "a word for the description of `state`")]
pub enum SignUpStanding {
    /// Nothing yet.
    New,
    /// Somebody wrote or rang.
    Contacted,
    /// They are expected.
    Accepted,
    /// They can't be taken.
    Declined,
    /// They withdrew, or never confirmed.
    Cancelled,
    /// They came.
    Came,
    /// They didn't.
    Absent,
}

/// Where the place stands.
#[derive(ToSchema)]
#[schema(rename_all = "lowercase")]
#[allow(dead_code, reason = "a word for the description of `place`")]
pub enum PlaceStanding {
    /// Held until the volunteer confirms.
    Unconfirmed,
    /// Held.
    Confirmed,
    /// None: in the waiting list.
    Waiting,
    /// Offered from the waiting list, and held meanwhile.
    Offered,
    /// Given back.
    Cancelled,
    /// Ran out.
    Expired,
}

/// What is to be made of a sign-up.
#[derive(Clone, Copy, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Answer {
    /// What.
    pub state: AnswerState,
    /// Where somebody waits and no place is left: make one more.
    #[serde(default)]
    pub enlarge: bool,
}

/// What may be made of a sign-up. Whoever is accepted out of the waiting list, or declined, is told by mail.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum AnswerState {
    /// Somebody wrote or rang.
    Contacted,
    /// They are expected.
    Accepted,
    /// They can't be taken: their place is given to the next.
    Declined,
    /// They came.
    Came,
    /// They didn't.
    Absent,
}

impl AnswerState {
    /// As the association's coordinators say it.
    #[must_use]
    pub const fn handling(self) -> Handling {
        match self {
            Self::Contacted => Handling::Contacted,
            Self::Accepted => Handling::Accepted,
            Self::Declined => Handling::Declined,
            Self::Came => Handling::Came,
            Self::Absent => Handling::Absent,
        }
    }
}

/// What was made of a sign-up; nothing personal.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
pub struct Answered {
    /// Its id.
    pub id: i64,
    /// What was made of it.
    #[schema(value_type = SignUpStanding)]
    pub state: &'static str,
    /// Where the place stands.
    #[schema(value_type = PlaceStanding)]
    pub place: &'static str,
}

/// What there is to say of a sign-up's standing: what was made of it, and its place.
fn standing(line: &SignUpLine) -> (&'static str, &'static str) {
    let place = SignUpState::from_code(&line.state).unwrap_or(SignUpState::Unconfirmed);
    let handling = Handling::from_code(&line.handling).unwrap_or(Handling::New);
    (Seen::of(handling, place).code(), place.code())
}

impl Answered {
    /// Of a sign-up.
    #[must_use]
    pub fn of(line: &SignUpLine) -> Self {
        let (state, place) = standing(line);
        Self { id: line.id, state, place }
    }
}

impl SignUp {
    /// As its association's program sees it.
    #[must_use]
    pub fn of(line: SignUpLine) -> Self {
        let department = line.department.as_deref().unwrap_or("75");
        let (state, place) = standing(&line);
        Self {
            id: line.id,
            need_id: line.need_id,
            slot_id: line.slot_id,
            starts_at: line.starts_at.map(|at| moment_of(at, department)),
            ends_at: line.ends_at.map(|at| moment_of(at, department)),
            minor: line.minor,
            parent_consented: line.parent_consented_at.is_some(),
            state,
            place,
            minutes: line.minutes,
            created_at: moment_of(line.created_at, department),
            updated_at: moment_of(line.updated_at, department),
            external_id: line.external_id,
            first_name: line.first_name,
            last_name: line.last_name,
            email: line.email,
            phone: line.phone,
            message: line.message,
        }
    }
}
