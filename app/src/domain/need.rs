//! A need: what an association asks volunteers for, with its addresses and slots.

use super::{Field, Point, association::Logo, likes::Likes};
use jiff::civil::{Date, DateTime};
use serde::{Deserialize, Serialize};

/// Whether it can be done from home.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Remote {
    /// On the spot only.
    No,
    /// Either.
    Possible,
    /// From home only.
    Full,
}

impl Remote {
    /// As stored and as in feeds.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::No => "no",
            Self::Possible => "possible",
            Self::Full => "full",
        }
    }

    /// The value stored as `code`.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::No, Self::Possible, Self::Full].into_iter().find(|remote| remote.code() == code)
    }
}

/// Where people sign up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SignUpAt {
    /// Here, with our form.
    Here,
    /// On the association's own page.
    There,
}

/// Whether it still takes people.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum NeedState {
    /// Found by search, takes sign-ups.
    Open,
    /// Over, withdrawn, or gone from its feed; its page stays and says so.
    Closed,
}

/// When a slot is, on the clocks of the place where it happens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SlotTimes {
    /// Local start.
    pub starts: DateTime,
    /// Local end, where one is known.
    pub ends: Option<DateTime>,
}

/// A shift with a capacity; without times, for those who come regularly or whenever they can.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Slot {
    /// Its id.
    pub id: i64,
    /// When, if it is dated.
    pub times: Option<SlotTimes>,
    /// People wanted.
    pub capacity: i64,
    /// Places held: confirmed, offered, or unconfirmed for less than 72 hours.
    pub taken: i64,
    /// Whether it began already.
    pub over: bool,
}

impl Slot {
    /// Places left, never below zero.
    #[must_use]
    pub fn left(&self) -> i64 {
        (self.capacity - self.taken).max(0)
    }
}

/// Where a need happens.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Address {
    /// Number and street, or empty.
    pub street: String,
    /// Five digits, or empty.
    pub postcode: String,
    /// The commune's name as people write it.
    pub city: String,
    /// INSEE code of the commune, or empty.
    pub insee: String,
    /// INSEE code of the department (`35`, `2A`, `974`).
    pub department_code: String,
    /// Where it is.
    pub point: Point,
}

impl Address {
    /// As written on a letter, on one line: `3 place de la République, 35000 Rennes`.
    #[must_use]
    pub fn line(&self) -> String {
        let city = [self.postcode.as_str(), self.city.as_str()].join(" ");
        if self.street.is_empty() {
            city.trim().to_owned()
        } else {
            format!("{}, {}", self.street, city.trim())
        }
    }
}

/// Who asks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AssociationLine {
    /// Its id.
    pub id: i64,
    /// Its name.
    pub name: String,
    /// Its own web site, http(s).
    pub web_page: Option<String>,
    /// Its logo.
    pub logo: Option<Logo>,
}

/// All that a need's page shows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Need {
    /// Its id, first part of its address.
    pub id: i64,
    /// Second part of its address.
    pub slug: String,
    /// What, in a line.
    pub title: String,
    /// What, in the association's words: sanitised HTML, headings from `<h3>` down.
    pub description_html: String,
    /// The same without tags.
    pub description_text: String,
    /// Domain of volunteering.
    pub field: Field,
    /// API Engagement activity code.
    pub activity: Option<String>,
    /// From home?
    pub remote: Remote,
    /// In words: « 1 demi-journée par semaine ».
    pub schedule: Option<String>,
    /// Whom for.
    pub audience: Option<String>,
    /// What one must be, have or know.
    pub requirements: Option<String>,
    /// Words that it is filed under, separated by commas.
    pub tags: Option<String>,
    /// Open to people under 18.
    pub open_to_minors: bool,
    /// Accessible with reduced mobility.
    pub reduced_mobility: bool,
    /// Near public transport.
    pub close_to_transport: bool,
    /// The association's own page about it, http(s).
    pub page_url: Option<String>,
    /// Where people sign up.
    pub sign_up: SignUpAt,
    /// First day, where it has dates.
    pub first_day: Option<Date>,
    /// Last day, where it has dates.
    pub last_day: Option<Date>,
    /// Open or closed.
    pub state: NeedState,
    /// Day it was posted.
    pub posted_on: Date,
    /// Who asks.
    pub association: AssociationLine,
    /// Where; empty if from home only.
    pub addresses: Vec<Address>,
    /// At least one; dated ones in order of time.
    pub slots: Vec<Slot>,
    /// Whom to credit for the data, where it came by a feed that asks for it.
    pub credit: Option<String>,
}

impl Need {
    /// Its address, without language: `/missions/12-servir-la-soupe`.
    #[must_use]
    pub fn path(&self) -> String {
        path(self.id, &self.slug)
    }

    /// The slots one can still choose.
    pub fn coming_slots(&self) -> impl Iterator<Item = &Slot> {
        self.slots.iter().filter(|slot| !slot.over)
    }

    /// Places left and capacity over all slots to come.
    #[must_use]
    pub fn places(&self) -> (i64, i64) {
        self.coming_slots()
            .fold((0, 0), |(left, capacity), slot| (left + slot.left(), capacity + slot.capacity))
    }

    /// Whether the form can be sent: open, here, and with a slot to come.
    #[must_use]
    pub fn takes_sign_ups(&self) -> bool {
        self.state == NeedState::Open
            && self.sign_up == SignUpAt::Here
            && self.coming_slots().next().is_some()
    }
}

/// What a card in a list shows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct NeedCard {
    /// Its id.
    pub id: i64,
    /// For its address.
    pub slug: String,
    /// What, in a line.
    pub title: String,
    /// Domain of volunteering.
    pub field: Field,
    /// Who asks.
    pub association: String,
    /// The nearest of its addresses: commune and department code; `None` if from home only.
    pub place: Option<(String, String)>,
    /// How many addresses it has besides that one.
    pub more_places: i64,
    /// From the place searched, in km.
    pub distance_km: Option<f64>,
    /// From home?
    pub remote: Remote,
    /// The next slot to come, if dated.
    pub next: Option<SlotTimes>,
    /// How many dated slots come after that one.
    pub more_slots: i64,
    /// In words: « 1 demi-journée par semaine ».
    pub schedule: Option<String>,
    /// Last day, where it has dates.
    pub last_day: Option<Date>,
    /// Places left over all slots to come.
    pub left: i64,
    /// Capacity over all slots to come.
    pub capacity: i64,
    /// Where people sign up.
    pub sign_up: SignUpAt,
    /// Open or closed.
    pub state: NeedState,
    /// Who likes it, where the list says so.
    pub likes: Option<Likes>,
}

impl NeedCard {
    /// Its address, without language.
    #[must_use]
    pub fn path(&self) -> String {
        path(self.id, &self.slug)
    }
}

/// The address of a need, without language.
#[must_use]
pub fn path(id: i64, slug: &str) -> String {
    if slug.is_empty() { format!("/missions/{id}") } else { format!("/missions/{id}-{slug}") }
}
