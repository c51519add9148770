//! Rows of a form as slots, on the clocks of the place.

use super::{
    NeedForm, Row,
    check::{CheckedSlot, MOST_PLACES, MOST_SLOTS, When, optional_day},
    typed::{day, number, time},
};
use crate::forms::{Problem, Problems};
use jiff::{
    ToSpan,
    civil::{Date, DateTime, Time, time as at},
};

pub(super) fn slots(form: &NeedForm, today: Date, problems: &mut Problems) -> Option<Vec<CheckedSlot>> {
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

pub(super) fn places(typed: &str) -> Option<i64> {
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
