//! A need, as everybody may have it. Nothing in it is about a person.

use super::{moment, moment_of};
use app::domain::need::{self, NeedState, Remote, SignUpAt};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What an association asks volunteers for.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Need {
    /// From the place that was searched around to its nearest address, in km; only in answers to such a search.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub distance_km: Option<f64>,
    /// Its id.
    #[schema(example = 12)]
    pub id: i64,
    /// Its page.
    #[schema(format = "uri")]
    pub url: String,
    /// What, in a line.
    #[schema(example = "Servir la soupe")]
    pub title: String,
    /// What one will do, as plain text.
    pub description: String,
    /// The same as HTML that is safe to show: paragraphs, lists, links, headings from `<h3>` down.
    pub description_html: String,
    /// Code of its field: see `/api/v1/fields`.
    #[schema(example = "solidarite-insertion")]
    pub field: &'static str,
    /// Code of its activity: see `/api/v1/fields`.
    pub activity: Option<String>,
    /// Whether it takes people.
    pub state: State,
    /// Whether it can be done from home.
    pub remote: FromHome,
    /// How often, in words.
    pub schedule: Option<String>,
    /// Whom for.
    pub audience: Option<String>,
    /// What one must be, have or know.
    pub requirements: Option<String>,
    /// Words that it is filed under.
    pub tags: Vec<String>,
    /// Open to people under 18.
    pub open_to_minors: bool,
    /// Accessible with reduced mobility.
    pub reduced_mobility: bool,
    /// Near public transport.
    pub close_to_transport: bool,
    /// Where people sign up.
    pub sign_up: SignUpWhere,
    /// Where a button « I sign up » leads; null if nobody can sign up any more.
    #[schema(format = "uri")]
    pub sign_up_url: Option<String>,
    /// The association's own page about it.
    #[schema(format = "uri")]
    pub own_page: Option<String>,
    /// A picture for it: the association's logo.
    #[schema(format = "uri")]
    pub picture: Option<String>,
    /// Its first day, where it has one.
    #[schema(format = Date)]
    pub first_day: Option<String>,
    /// Its last day, where it has one.
    #[schema(format = Date)]
    pub last_day: Option<String>,
    /// The day on which it was posted.
    #[schema(format = Date)]
    pub posted_on: String,
    /// When it last changed.
    #[schema(format = DateTime)]
    pub updated_at: String,
    /// Who asks.
    pub association: Asking,
    /// Where; nothing for what is done from home only.
    pub addresses: Vec<Address>,
    /// When, and how many people; at least one, in order of time. None of a need that moderators withhold, of which
    /// nothing but `id`, `state` and `updated_at` means anything.
    pub slots: Vec<Slot>,
    /// People wanted over all slots to come.
    pub places: i64,
    /// Places left over all slots to come; may be some seconds old.
    pub places_left: i64,
    /// Whom to name where this is shown, if it came by a feed that asks for it.
    pub credit: Option<String>,
}

/// Whether a need takes people.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum State {
    /// It does.
    Open,
    /// It is over or withdrawn: show it no longer.
    Closed,
}

/// Whether a need can be done from home.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum FromHome {
    /// On the spot only.
    No,
    /// Either.
    Possible,
    /// From home only.
    Full,
}

/// Where people sign up.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum SignUpWhere {
    /// On this portal.
    Here,
    /// On the association's own page.
    There,
}

/// Who asks.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Asking {
    /// Its id.
    pub id: i64,
    /// Its name.
    pub name: String,
    /// What there is about it here: `/api/v1/associations/{id}`.
    #[schema(format = "uri")]
    pub api_url: String,
    /// Its own web site.
    #[schema(format = "uri")]
    pub own_page: Option<String>,
}

/// Where.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Address {
    /// Number and street; may be empty.
    pub street: String,
    /// Five digits; may be empty.
    pub postcode: String,
    /// The commune.
    pub city: String,
    /// INSEE code of the commune; may be empty.
    pub insee: String,
    /// INSEE code of the department.
    #[schema(example = "35")]
    pub department: String,
    /// Latitude, WGS 84 degrees.
    pub lat: f64,
    /// Longitude, WGS 84 degrees.
    pub lon: f64,
}

/// A shift; without times for those who come regularly or whenever they can.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Slot {
    /// Its id.
    pub id: i64,
    /// When it begins, on the clocks of the place.
    #[schema(format = DateTime)]
    pub starts_at: Option<String>,
    /// When it ends, where known.
    #[schema(format = DateTime)]
    pub ends_at: Option<String>,
    /// People wanted.
    pub places: i64,
    /// Places left; may be some seconds old.
    pub places_left: i64,
    /// Whether it began already.
    pub over: bool,
}

impl From<NeedState> for State {
    fn from(state: NeedState) -> Self {
        match state {
            NeedState::Open => Self::Open,
            NeedState::Closed => Self::Closed,
        }
    }
}

impl From<Remote> for FromHome {
    fn from(remote: Remote) -> Self {
        match remote {
            Remote::No => Self::No,
            Remote::Possible => Self::Possible,
            Remote::Full => Self::Full,
        }
    }
}

impl FromHome {
    /// As a need's form has it.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::No => Remote::No.code(),
            Self::Possible => Remote::Possible.code(),
            Self::Full => Remote::Full.code(),
        }
    }
}

impl Need {
    /// What everybody may have of a need that last changed at `updated_at` (epoch seconds).
    #[must_use]
    pub fn of(public_url: &str, need: need::Need, updated_at: i64) -> Self {
        let department = need.addresses.first().map_or("75", |address| &address.department_code).to_owned();
        let (places_left, places) = need.places();
        let here = format!("{public_url}{}", need.path());
        let takes = need.takes_sign_ups();
        let sign_up_url = match need.sign_up {
            SignUpAt::Here => takes.then(|| format!("{here}/inscription")),
            SignUpAt::There => need.page_url.clone().filter(|_| need.state == NeedState::Open),
        };
        let tags = need.tags.as_deref().unwrap_or_default().split(',').map(str::trim);
        Self {
            distance_km: None,
            id: need.id,
            field: need.field.code(),
            state: need.state.into(),
            remote: need.remote.into(),
            sign_up: if need.sign_up == SignUpAt::Here { SignUpWhere::Here } else { SignUpWhere::There },
            sign_up_url,
            picture: need.association.logo.as_ref().map(|logo| format!("{public_url}{}", logo.path())),
            tags: tags.filter(|tag| !tag.is_empty()).map(str::to_owned).collect(),
            first_day: need.first_day.map(|day| day.to_string()),
            last_day: need.last_day.map(|day| day.to_string()),
            posted_on: need.posted_on.to_string(),
            updated_at: moment_of(updated_at, &department),
            association: Asking {
                id: need.association.id,
                api_url: format!("{public_url}{}/associations/{}", super::super::BASE, need.association.id),
                name: need.association.name,
                own_page: need.association.web_page,
            },
            slots: need.slots.iter().map(|slot| Slot::of(slot, &department)).collect(),
            addresses: need.addresses.into_iter().map(Address::of).collect(),
            url: here,
            title: need.title,
            description: need.description_text,
            description_html: need.description_html,
            activity: need.activity,
            schedule: need.schedule,
            audience: need.audience,
            requirements: need.requirements,
            open_to_minors: need.open_to_minors,
            reduced_mobility: need.reduced_mobility,
            close_to_transport: need.close_to_transport,
            own_page: need.page_url,
            places,
            places_left,
            credit: need.credit,
        }
    }
}

impl Address {
    fn of(address: need::Address) -> Self {
        Self {
            street: address.street,
            postcode: address.postcode,
            city: address.city,
            insee: address.insee,
            department: address.department_code,
            lat: address.point.lat,
            lon: address.point.lon,
        }
    }
}

impl Slot {
    fn of(slot: &need::Slot, department: &str) -> Self {
        Self {
            id: slot.id,
            starts_at: slot.times.map(|times| moment(times.starts, department)),
            ends_at: slot.times.and_then(|times| times.ends).map(|ends| moment(ends, department)),
            places: slot.capacity,
            places_left: slot.left(),
            over: slot.over,
        }
    }
}
