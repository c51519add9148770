//! A sign-up: one volunteer's offer for one need and slot, and the states it goes through.

use super::Lang;
use super::need::SlotTimes;
use serde::{Deserialize, Serialize};

/// How long an unconfirmed sign-up keeps its place: 72 hours, in seconds.
pub const UNCONFIRMED_FOR: i64 = 72 * 3600;
/// How long a place given back is offered to the next in the waiting list: 48 hours, in seconds.
pub const OFFERED_FOR: i64 = 48 * 3600;

/// Where a sign-up stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SignUpState {
    /// Holds a place for 72 hours, until the mailed link is followed.
    Unconfirmed,
    /// Holds a place.
    Confirmed,
    /// In the waiting list; holds none.
    Waiting,
    /// A place given back is held for this person for 48 hours.
    Offered,
    /// Withdrawn by the volunteer.
    Cancelled,
    /// Ran out before it was confirmed or the offer taken.
    Expired,
}

impl SignUpState {
    const ALL: [Self; 6] =
        [Self::Unconfirmed, Self::Confirmed, Self::Waiting, Self::Offered, Self::Cancelled, Self::Expired];

    /// As stored.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Unconfirmed => "unconfirmed",
            Self::Confirmed => "confirmed",
            Self::Waiting => "waiting",
            Self::Offered => "offered",
            Self::Cancelled => "cancelled",
            Self::Expired => "expired",
        }
    }

    /// The state stored as `code`.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }

    /// Whether it counts in its slot's `taken`.
    #[must_use]
    pub const fn holds_place(self) -> bool {
        matches!(self, Self::Unconfirmed | Self::Confirmed | Self::Offered)
    }

    /// Whether it is over and gone.
    #[must_use]
    pub const fn is_over(self) -> bool {
        matches!(self, Self::Cancelled | Self::Expired)
    }
}

/// A sign-up as its volunteer sees it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SignUp {
    /// Its id.
    pub id: i64,
    /// The need's id.
    pub need_id: i64,
    /// The slot's id.
    pub slot_id: i64,
    /// When that slot is, if dated.
    pub times: Option<SlotTimes>,
    /// First name.
    pub first_name: String,
    /// Last name, if given.
    pub last_name: Option<String>,
    /// Address, as typed.
    pub email: String,
    /// Phone, E.164, if given.
    pub phone: Option<String>,
    /// Word to the association, if given.
    pub message: Option<String>,
    /// Language of the mails.
    pub lang: Lang,
    /// Under 18.
    pub minor: bool,
    /// The parent's address, for those under 18.
    pub parent_email: Option<String>,
    /// Whether the parent agreed.
    pub parent_consented: bool,
    /// Whether the volunteer confirmed; with a minor the parent may still be missing.
    pub confirmed: bool,
    /// Where it stands.
    pub state: SignUpState,
    /// Epoch seconds.
    pub created_at: i64,
    /// When it gives its place back, epoch seconds.
    pub due_at: Option<i64>,
}

impl SignUp {
    /// Whether the volunteer has done their part and only a parent's yes is missing.
    #[must_use]
    pub const fn awaits_parent(&self) -> bool {
        self.confirmed && self.minor && !self.parent_consented
    }
}
