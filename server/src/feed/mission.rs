//! The rules of a mission: what comes out is fit to be stored and shown.

use super::addresses;
use super::association::{self, FeedAssociation};
use super::raw::RawMission;
use super::refusal::{Note, Reason, Refusal};
use super::slots::{self, FeedSlot};
use super::{activities, description, values};
use crate::places::Directory;
use app::domain::Field;
use app::domain::need::{Address, Remote};
use jiff::civil::Date;
use sha2::{Digest, Sha256};

/// Longest title, in signs.
pub const MAX_TITLE: usize = 200;
/// Longest `clientId`, in signs.
pub const MAX_CLIENT_ID: usize = 200;
/// Most addresses of one need.
pub const MAX_ADDRESSES: usize = 50;
/// Longest of the small texts (schedule, audience, requirements), in signs; cut there.
const MAX_LINE: usize = 1000;
/// Goes into each hash: raise it when the rules of this folder change, so that the next import applies them.
pub const RULES: &str = "3";

/// A mission that obeys all rules.
#[derive(Clone, Debug, PartialEq)]
pub struct FeedMission {
    /// Its id within the feed.
    pub client_id: String,
    /// What, in a line.
    pub title: String,
    /// Sanitised, headings from `<h3>` down.
    pub description_html: String,
    /// The same without tags.
    pub description_text: String,
    /// The association's page where people sign up, http(s).
    pub application_url: String,
    /// Day it was posted.
    pub posted_on: Option<Date>,
    /// First day.
    pub first_day: Option<Date>,
    /// Last day.
    pub last_day: Option<Date>,
    /// « 1 demi-journée par semaine »
    pub schedule: Option<String>,
    /// People wanted.
    pub places: i64,
    /// Dated shifts, in order of time; none where people come regularly or whenever they can.
    pub slots: Vec<FeedSlot>,
    /// Domain of volunteering.
    pub field: Field,
    /// The first activity code that the vocabulary knows.
    pub activity: Option<&'static str>,
    /// From home?
    pub remote: Remote,
    /// Whom for.
    pub audience: Option<String>,
    /// What one must be, have or know.
    pub requirements: Option<String>,
    /// Words that it is filed under, separated by commas.
    pub tags: Option<String>,
    /// Accessible with reduced mobility.
    pub reduced_mobility: bool,
    /// Near public transport.
    pub close_to_transport: bool,
    /// Open to people under 18.
    pub open_to_minors: bool,
    /// Where, in the feed's order; empty only if it can be done from home.
    pub addresses: Vec<Address>,
    /// What else is written of it, as a JSON object by the format's names.
    pub extra: Option<String>,
    /// Who asks.
    pub association: FeedAssociation,
    /// What was mended or dropped.
    pub notes: Vec<Note>,
}

impl FeedMission {
    /// Judges `raw`, the `index`th mission (from 1) of its feed.
    ///
    /// # Errors
    /// The first rule that it breaks.
    pub fn judge(
        raw: &RawMission,
        index: usize,
        directory: &Directory,
        today: Date,
    ) -> Result<Self, Refusal> {
        Self::build(raw, directory, today).map_err(|reason| refusal(raw, index, reason))
    }

    fn build(raw: &RawMission, directory: &Directory, today: Date) -> Result<Self, Reason> {
        if let Some(element) = raw.too_long {
            return Err(Reason::TooLong(element));
        }
        let mut notes = Vec::new();
        let client_id = required(&raw.client_id, "clientId", MAX_CLIENT_ID)?;
        let title = required(&raw.title, "title", MAX_TITLE)?;
        let link = required(&raw.application_url, "applicationUrl", usize::MAX)?;
        let application_url = values::link(&link).ok_or_else(|| Reason::Link(short(&link)))?;
        let field = field(&raw.domain)?;
        let remote = values::remote(&raw.remote).ok_or_else(|| Reason::Remote(short(&raw.remote)))?;
        let places = values::places(&raw.places).ok_or_else(|| Reason::Places(short(&raw.places)))?;
        let (first_day, last_day) = days(raw, today)?;
        let association = association::of(raw, &mut notes)?;
        let addresses = placed(raw, remote, directory, &mut notes)?;
        let department = addresses.first().map_or("75", |address| address.department_code.as_str());
        let slots = slots::read(&slots::from_metadata(raw), department, places, &mut notes)?;
        let (first_day, last_day) = slots::besides(&slots, department, (first_day, last_day));
        let (description_html, description_text) = described(raw)?;
        let posted_on = values::date(&raw.posted_at);
        if posted_on.is_none() && !raw.posted_at.is_empty() {
            notes.push(Note::PostedAt);
        }
        let mut flag = |written: &str| {
            values::flag(written).unwrap_or_else(|| {
                notes.push(Note::Flag);
                false
            })
        };
        let (reduced_mobility, close_to_transport, open_to_minors) = (
            flag(&raw.reduced_mobility_accessible),
            flag(&raw.close_to_transport),
            flag(&raw.open_to_minors),
        );
        let activity = activities::first_known(&raw.activity);
        if activity.is_none() && !raw.activity.is_empty() {
            notes.push(Note::Activity);
        }
        Ok(Self {
            client_id,
            title,
            description_html,
            description_text,
            application_url,
            posted_on: posted_on.map(|day| day.min(today)),
            first_day,
            last_day,
            schedule: optional(&raw.schedule),
            places,
            slots,
            field,
            activity,
            remote,
            audience: optional(&raw.audience.join(", ")),
            requirements: requirements(raw),
            tags: optional(&raw.tags.join(", ")),
            extra: raw.extra(),
            reduced_mobility,
            close_to_transport,
            open_to_minors,
            addresses,
            association,
            notes,
        })
    }
}

/// The SHA-256 of all that a feed says about a mission and of the rules that read it, in hexadecimal:
/// the same hash, the same need.
#[must_use]
pub fn content_hash(raw: &RawMission) -> String {
    let mut hash = Sha256::new();
    hash.update(RULES);
    // Text and lists of text always serialise; were it not so, all would be new each time, and nothing lost.
    hash.update(serde_json::to_vec(raw).unwrap_or_default());
    hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The `clientId` as it is stored and compared; empty where it is missing.
#[must_use]
pub fn client_id(raw: &RawMission) -> String {
    description::line(&raw.client_id)
}

/// The day on which a mission ended, if that was before `today`.
#[must_use]
pub fn ended(raw: &RawMission, today: Date) -> Option<Date> {
    values::date(&raw.end_at).filter(|end| *end < today)
}

/// Why the `index`th mission is left out, with how it is called.
pub(super) fn refusal(raw: &RawMission, index: usize, reason: Reason) -> Refusal {
    Refusal {
        client_id: name_of(raw, index),
        title: short(&description::line(&raw.title)),
        reason,
        still_shown: false,
    }
}

fn name_of(raw: &RawMission, index: usize) -> String {
    if raw.client_id.is_empty() {
        format!("#{index}")
    } else {
        raw.client_id.chars().take(MAX_CLIENT_ID).collect()
    }
}

pub(super) fn required(written: &str, element: &'static str, limit: usize) -> Result<String, Reason> {
    if !description::fits_a_line(written) {
        return Err(Reason::TooLong(element));
    }
    let line = description::line(written);
    if line.is_empty() {
        return Err(Reason::Missing(element));
    }
    if line.chars().count() > limit { Err(Reason::TooLong(element)) } else { Ok(line) }
}

fn optional(written: &str) -> Option<String> {
    let line = description::line(written);
    let line: String = line.chars().take(MAX_LINE).collect();
    (!line.is_empty()).then_some(line)
}

fn short(written: &str) -> String {
    written.chars().take(80).collect()
}

fn field(written: &str) -> Result<Field, Reason> {
    let code = written.to_lowercase();
    if code.is_empty() {
        return Err(Reason::Missing("domain"));
    }
    Field::from_code(&code).ok_or_else(|| Reason::Domain(short(written)))
}

fn days(raw: &RawMission, today: Date) -> Result<(Option<Date>, Option<Date>), Reason> {
    let day = |element, written: &str| match values::date(written) {
        None if !written.is_empty() => Err(Reason::Date { element, written: short(written) }),
        read => Ok(read),
    };
    let (first, last) = (day("startAt", &raw.start_at)?, day("endAt", &raw.end_at)?);
    match (first, last) {
        (Some(start), Some(end)) if end < start => Err(Reason::EndsBeforeStart { start, end }),
        (_, Some(end)) if end < today => Err(Reason::Ended(end)),
        both => Ok(both),
    }
}

fn placed(
    raw: &RawMission,
    remote: Remote,
    directory: &Directory,
    notes: &mut Vec<Note>,
) -> Result<Vec<Address>, Reason> {
    if raw.addresses.len() > MAX_ADDRESSES {
        return Err(Reason::TooManyAddresses);
    }
    let mut placed: Vec<Address> = Vec::with_capacity(raw.addresses.len());
    for written in &raw.addresses {
        match addresses::place(written, directory, notes) {
            Some(address) if placed.contains(&address) => {}
            Some(address) => placed.push(address),
            None => notes.push(Note::Address),
        }
    }
    if placed.is_empty() && remote == Remote::No {
        let written =
            raw.addresses.first().map_or_else(|| "it has no address".to_owned(), addresses::describe);
        return Err(Reason::Nowhere(written));
    }
    Ok(placed)
}

fn described(raw: &RawMission) -> Result<(String, String), Reason> {
    let mut html = description::html(&raw.description).ok_or(Reason::TooLong("description"))?;
    let text = description::text(&html);
    if text.is_empty() {
        return Err(Reason::Missing("description"));
    }
    match values::compensation(&raw.compensation_amount, &raw.compensation_unit, &raw.compensation_type) {
        None => Ok((html, text)),
        Some(paid) => {
            html.push_str(&format!("<p>{paid}</p>"));
            Ok((html, format!("{text}\n{paid}")))
        }
    }
}

fn requirements(raw: &RawMission) -> Option<String> {
    let skills: Vec<_> = raw.soft_skills.iter().chain(&raw.rome_skills).map(String::as_str).collect();
    let asked = raw.requirements.join(", ");
    let skills = if skills.is_empty() {
        String::new()
    } else {
        format!("Compétences\u{202f}: {}", skills.join(", "))
    };
    let parts: Vec<_> = [asked, skills].into_iter().filter(|part| !part.is_empty()).collect();
    optional(&parts.join(". "))
}

#[cfg(test)]
#[path = "mission_tests.rs"]
mod tests;
