//! From what was typed to what is stored.

use crate::{
    associations::town::town,
    feed::description,
    local_time::{epoch, local},
    places::Directory,
    store::{
        needs_import::SlotToPut,
        needs_posted::{NeedToPost, SlotToPost},
    },
};
use app::{
    coordination::posting::{CheckedNeed, NeedForm, When, check_change},
    domain::{
        association::Association,
        need::{Address, Remote},
    },
    forms::{Problem, Problems},
};

/// Longest description that may be typed, in signs.
const LONGEST_DESCRIPTION: i64 = 6000;

/// The need that was typed into one as it is saved, which is empty while it is new, if all of it is right.
///
/// # Errors
/// What is wrong, field by field.
pub fn ready(
    directory: &Directory,
    association: &Association,
    (form, saved): (&NeedForm, &NeedForm),
    now: i64,
) -> Result<NeedToPost, Problems> {
    let department = clocks(directory, form, association);
    let checked = check_change(form, saved, local(now, &department));
    let addresses = addresses(directory, form);
    match (checked, addresses) {
        (Ok(need), Ok(addresses)) => {
            let slots = slots(&need, &department).ok_or_else(|| Problems::one("day-0", Problem::Day))?;
            let too_long = || Problems::one("description", Problem::TooLong(LONGEST_DESCRIPTION));
            let description_html = description(&need.description).ok_or_else(too_long)?;
            Ok(NeedToPost {
                form: stored(form)?,
                description_text: description::text(&description_html),
                description_html,
                need,
                addresses,
                slots,
            })
        }
        (checked, addresses) => {
            let mut problems = checked.err().unwrap_or_default();
            for (field, problem) in addresses.err().iter().flat_map(Problems::iter) {
                problems.add(field, problem.clone());
            }
            Err(problems)
        }
    }
}

/// Plain words as paragraphs and lists; nothing of what isn't words at all.
pub(super) fn description(typed: &str) -> Option<String> {
    // What looks like a tag was typed, not meant.
    description::html(&typed.replace('<', "‹").replace('>', "›"))
}

/// The rows that say where, the first place first, each with what its field is called. Nothing for what is done from
/// home only; a row without a commune is none, unless a street stands in it.
fn places(form: &NeedForm) -> Vec<(String, (String, String))> {
    if form.remote == Remote::Full.code() {
        return Vec::new();
    }
    let first = ("lieu".to_owned(), (form.place.clone(), form.street.clone()));
    let others = form.other_places().into_iter().enumerate();
    let others = others
        .filter(|(_, (place, street))| !place.trim().is_empty() || !street.trim().is_empty())
        .map(|(index, row)| (format!("autre_lieu-{index}"), row));
    std::iter::once(first).chain(others).collect()
}

/// Where.
///
/// # Errors
/// What is wrong, field by field.
fn addresses(directory: &Directory, form: &NeedForm) -> Result<Vec<Address>, Problems> {
    let (mut found, mut problems) = (Vec::new(), Problems::default());
    for (field, (place, street)) in places(form) {
        match address(directory, &place, &street) {
            // The same place twice is one.
            Ok(address) if found.contains(&address) => {}
            Ok(address) => found.push(address),
            Err(problem) => problems.add(&field, problem),
        }
    }
    if problems.is_empty() { Ok(found) } else { Err(problems) }
}

/// Where, as far as it is understood.
pub(super) fn found(directory: &Directory, form: &NeedForm) -> Vec<Address> {
    places(form).iter().filter_map(|(_, (place, street))| address(directory, place, street).ok()).collect()
}

fn address(directory: &Directory, place: &str, street: &str) -> Result<Address, Problem> {
    if place.trim().is_empty() {
        return Err(Problem::Missing);
    }
    let town = town(directory, place)?;
    Ok(Address {
        street: street.split_whitespace().collect::<Vec<_>>().join(" "),
        postcode: town.postcode,
        city: town.city,
        insee: town.insee,
        department_code: town.department_code,
        point: town.point,
    })
}

/// The department whose clocks count for what is typed.
pub(crate) fn clocks(directory: &Directory, form: &NeedForm, association: &Association) -> String {
    department(&found(directory, form), association)
}

/// The department whose clocks count: that of the first place.
fn department(addresses: &[Address], association: &Association) -> String {
    let own = || association.place.as_ref().map_or("75", |(_, code)| code);
    addresses.first().map_or_else(own, |address| &address.department_code).to_owned()
}

fn slots(need: &CheckedNeed, department: &str) -> Option<Vec<SlotToPost>> {
    match &need.when {
        When::Regular { places } => {
            let put = SlotToPut { starts_at: None, ends_at: None, capacity: *places };
            Some(vec![SlotToPost { id: None, put }])
        }
        When::Slots(slots) => slots
            .iter()
            .map(|slot| {
                let ends_at = match slot.ends {
                    Some(ends) => Some(epoch(ends, department)?),
                    None => None,
                };
                let starts_at = Some(epoch(slot.starts, department)?);
                let put = SlotToPut { starts_at, ends_at, capacity: slot.places };
                Some(SlotToPost { id: slot.id, put })
            })
            .collect(),
    }
}

/// The form as a need keeps it: without its slots, which have a table of their own.
fn stored(form: &NeedForm) -> Result<String, Problems> {
    let mut kept = NeedForm {
        repeat: String::new(),
        draft: String::new(),
        version: String::new(),
        once: String::new(),
        ..form.clone()
    };
    kept.set_rows(Vec::new());
    serde_json::to_string(&kept).map_err(|_| Problems::one("", Problem::Stale))
}
