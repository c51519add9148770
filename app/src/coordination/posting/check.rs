//! The rules of a need's form.

use super::{
    NeedForm, Row,
    other_places::check_places,
    typed::{day, number, time},
};
use crate::{
    associations::web_address,
    domain::{Field, activity, need::Remote},
    forms::{Problem, Problems},
};
use jiff::{
    ToSpan,
    civil::{Date, DateTime, Time, time as at},
};

/// Most slots of a need.
pub const MOST_SLOTS: usize = 60;
/// Most people wanted at a time.
const MOST_PLACES: i64 = 5000;
/// Fewest words that say what one will do.
const FEWEST_WORDS: usize = 5;

/// A slot, on the clocks of the place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckedSlot {
    /// The slot that it is already.
    pub id: Option<i64>,
    /// When it begins.
    pub starts: DateTime,
    /// When it ends, where that was said.
    pub ends: Option<DateTime>,
    /// People wanted.
    pub places: i64,
}

/// When people come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum When {
    /// Regularly or whenever they can.
    Regular {
        /// People wanted.
        places: i64,
    },
    /// At these times; at least one.
    Slots(Vec<CheckedSlot>),
}

/// A form that [`check`] has found right; nothing else makes one. The place is left to who knows places.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct CheckedNeed {
    /// What, in a line.
    pub title: String,
    /// What one will do, in plain words.
    pub description: String,
    /// Its field.
    pub field: Field,
    /// Code of its activity.
    pub activity: Option<&'static str>,
    /// From home?
    pub remote: Remote,
    /// When people come.
    pub when: When,
    /// How often, in words.
    pub schedule: Option<String>,
    /// Open to people under 18.
    pub minors: bool,
    /// Accessible with reduced mobility.
    pub mobility: bool,
    /// Near public transport.
    pub transport: bool,
    /// What one must be, have or know.
    pub requirements: Option<String>,
    /// Whom for.
    pub audience: Option<String>,
    /// The association's own page about it.
    pub page_url: Option<String>,
    /// Its last day.
    pub last_day: Option<Date>,
}

/// Checks what was typed, but for the place.
///
/// # Errors
/// What is wrong, field by field; the cells of a row are called `day-0`, `from-0`…
pub fn check(form: &NeedForm, today: Date) -> Result<CheckedNeed, Problems> {
    let mut problems = lengths(form);
    let description = form.description.replace("\r\n", "\n").trim().to_owned();
    if description.is_empty() {
        problems.add("description", Problem::Missing);
    } else if description.split_whitespace().count() < FEWEST_WORDS {
        problems.add("description", Problem::TooFewWords(5));
    }
    let title = line(&form.title);
    if title.is_empty() {
        problems.add("title", Problem::Missing);
    }
    let field = Field::from_code(form.field.trim());
    if field.is_none() {
        problems
            .add("domaine", if form.field.trim().is_empty() { Problem::Missing } else { Problem::Choice });
    }
    let activity = form.activity.trim();
    let activity = if activity.is_empty() { None } else { Some(activity::known(activity)) };
    if activity == Some(None) {
        problems.add("activite", Problem::Choice);
    }
    check_places(form, &mut problems);
    let remote = Remote::from_code(if form.remote.is_empty() { "no" } else { &form.remote });
    if remote.is_none() {
        problems.add("remote", Problem::Choice);
    }
    if form.place.trim().is_empty() && remote != Some(Remote::Full) {
        problems.add("lieu", Problem::Missing);
    }
    let when = when(form, today, &mut problems);
    let page_url = line(&form.url);
    let page_url = if page_url.is_empty() { None } else { Some(web_address(&page_url)) };
    if page_url == Some(None) {
        problems.add("url", Problem::Link);
    }
    let last_day = optional_day(&form.last_day, "last_day", today, &mut problems);
    match (field, remote, when) {
        (Some(field), Some(remote), Some(when)) if problems.is_empty() => Ok(CheckedNeed {
            title,
            description,
            field,
            activity: activity.flatten(),
            remote,
            when,
            schedule: some(&form.schedule),
            minors: !form.minors.is_empty(),
            mobility: !form.mobility.is_empty(),
            transport: !form.transport.is_empty(),
            requirements: some(&form.requirements),
            audience: some(&form.audience),
            page_url: page_url.flatten(),
            last_day,
        }),
        _ => Err(problems),
    }
}

/// `validator` calls fields as Rust does.
fn lengths(form: &NeedForm) -> Problems {
    let mut problems = Problems::default();
    for (field, problem) in Problems::of(form).iter() {
        let name = match field {
            "place" => "lieu",
            "field" => "domaine",
            "activity" => "activite",
            other => other,
        };
        problems.add(name, problem.clone());
    }
    problems
}

fn line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn some(text: &str) -> Option<String> {
    Some(line(text)).filter(|line| !line.is_empty())
}

fn optional_day(typed: &str, name: &str, today: Date, problems: &mut Problems) -> Option<Date> {
    if typed.trim().is_empty() {
        return None;
    }
    let found = day(typed);
    match found {
        None => problems.add(name, Problem::Day),
        Some(day) if day < today => problems.add(name, Problem::Past),
        Some(_) => {}
    }
    found
}

fn when(form: &NeedForm, today: Date, problems: &mut Problems) -> Option<When> {
    match form.kind.as_str() {
        "" | "regular" => {
            let places = places(&form.seats);
            if places.is_none() {
                problems.add("seats", Problem::Number(1, MOST_PLACES));
            }
            places.map(|places| When::Regular { places })
        }
        "slots" => slots(form, today, problems).map(When::Slots),
        _ => {
            problems.add("kind", Problem::Choice);
            None
        }
    }
}

fn slots(form: &NeedForm, today: Date, problems: &mut Problems) -> Option<Vec<CheckedSlot>> {
    let rows = form.rows();
    let filled: Vec<(usize, &Row)> = rows.iter().enumerate().filter(|(_, row)| !row.is_empty()).collect();
    if filled.is_empty() {
        problems.add("day-0", Problem::Missing);
    }
    let (mut slots, mut right) = (Vec::new(), true);
    for (index, row) in &filled {
        match slot(row, today) {
            Ok(slot) => slots.push(slot),
            Err((cell, problem)) => {
                problems.add(&format!("{cell}-{index}"), problem);
                right = false;
            }
        }
    }
    let until = optional_day(&form.repeat, "repeat", today, problems);
    if let Some(until) = until {
        slots = every_week(slots, until);
    }
    if slots.len() > MOST_SLOTS {
        problems.add("repeat", Problem::TooMany(i64::try_from(MOST_SLOTS).unwrap_or(i64::MAX)));
    }
    slots.sort_by_key(|slot| slot.starts);
    (right && !slots.is_empty()).then_some(slots)
}

/// When people come, as far as what is typed can be read: for a preview.
#[must_use]
pub fn when_so_far(form: &NeedForm, today: Date) -> When {
    if form.kind != "slots" {
        return When::Regular { places: places(&form.seats).unwrap_or(1) };
    }
    let right: Vec<_> = form.rows().iter().filter_map(|row| slot(row, today).ok()).collect();
    let mut slots = match day(&form.repeat) {
        Some(until) => every_week(right, until),
        None => right,
    };
    slots.sort_by_key(|slot| slot.starts);
    if slots.is_empty() { When::Regular { places: 1 } } else { When::Slots(slots) }
}

/// One row, or which of its cells is wrong.
fn slot(row: &Row, today: Date) -> Result<CheckedSlot, (&'static str, Problem)> {
    let on = if row.day.trim().is_empty() {
        return Err(("day", Problem::Missing));
    } else {
        day(&row.day).ok_or(("day", Problem::Day))?
    };
    let id = number(&row.slot);
    if on < today && id.is_none() {
        return Err(("day", Problem::Past));
    }
    if row.from.trim().is_empty() {
        return Err(("from", Problem::Missing));
    }
    let from = time(&row.from).ok_or(("from", Problem::Day))?;
    let ends = if row.until.trim().is_empty() {
        None
    } else {
        Some(end(on, from, time(&row.until).ok_or(("until", Problem::Day))?)?)
    };
    let places = places(&row.places).ok_or(("places", Problem::Number(1, MOST_PLACES)))?;
    Ok(CheckedSlot { id, starts: on.to_datetime(from), ends, places })
}

/// A night ends on the next day; anything else that ends before it begins is a slip.
fn end(on: Date, from: Time, until: Time) -> Result<DateTime, (&'static str, Problem)> {
    let over_night = from >= at(17, 0, 0, 0) && until <= at(12, 0, 0, 0);
    if until > from {
        Ok(on.to_datetime(until))
    } else if over_night {
        on.tomorrow().map(|next| next.to_datetime(until)).map_err(|_| ("day", Problem::Day))
    } else {
        Err(("until", Problem::EndsBefore))
    }
}

fn places(typed: &str) -> Option<i64> {
    number(typed).filter(|places| (1..=MOST_PLACES).contains(places))
}

/// The slots, and again each week until that day, its own included. One that is there already isn't made twice.
fn every_week(slots: Vec<CheckedSlot>, until: Date) -> Vec<CheckedSlot> {
    let mut all = slots.clone();
    for slot in slots {
        let mut next = Some(slot);
        // One more than may be is enough to say that it is too many.
        while let Some(slot) = next.as_ref().and_then(a_week_later).filter(|slot| slot.starts.date() <= until)
            && all.len() <= MOST_SLOTS
        {
            if !all.iter().any(|other| other.starts == slot.starts) {
                all.push(slot.clone());
            }
            next = Some(slot);
        }
    }
    all
}

fn a_week_later(slot: &CheckedSlot) -> Option<CheckedSlot> {
    let later = |time: DateTime| time.checked_add(1.week()).ok();
    let ends = match slot.ends {
        Some(ends) => Some(later(ends)?),
        None => None,
    };
    Some(CheckedSlot { id: None, starts: later(slot.starts)?, ends, places: slot.places })
}

#[cfg(test)]
#[path = "check_tests.rs"]
mod tests;
