//! The rules of a need's form.

use super::{
    NeedForm,
    other_places::check_places,
    slots::{places, slots},
    typed::day,
};
use crate::{
    associations::web_address,
    domain::{Field, activity, need::Remote},
    forms::{Problem, Problems},
};
use jiff::civil::{Date, DateTime};

/// Most slots of a need.
pub const MOST_SLOTS: usize = 60;
/// Most people wanted at a time.
pub(super) const MOST_PLACES: i64 = 5000;
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

pub(super) fn optional_day(typed: &str, name: &str, today: Date, problems: &mut Problems) -> Option<Date> {
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

#[cfg(test)]
#[path = "check_tests.rs"]
mod tests;
