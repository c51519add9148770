//! The dated shifts of a mission, where its feed has them: All for Good's durations, or what our own feed writes into
//! `metadata`.

use super::raw::{RawMission, RawSlot};
use super::refusal::{Note, Reason};
use crate::local_time::{day_number, local};
use crate::places::time_zone;
use jiff::{
    Timestamp,
    civil::{Date, DateTime},
    tz::TimeZone,
};
use serde::Deserialize;

/// Most shifts of one mission.
pub const MAX_SLOTS: usize = 200;

/// A dated shift.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct FeedSlot {
    /// Epoch seconds.
    pub starts_at: i64,
    /// Epoch seconds, if known.
    pub ends_at: Option<i64>,
    /// People wanted.
    pub capacity: i64,
}

/// What our own feed says in `metadata` that the format has no element for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Metadata {
    slots: Vec<MetadataSlot>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct MetadataSlot {
    start: String,
    end: String,
    places: i64,
}

/// Moves the shifts that `metadata` holds to where shifts are; other metadata stays what it is.
pub(super) fn from_metadata(raw: &RawMission) -> Vec<RawSlot> {
    if !raw.slots.is_empty() || !raw.metadata.starts_with('{') {
        return raw.slots.clone();
    }
    let Metadata { slots } = serde_json::from_str(&raw.metadata).unwrap_or_default();
    slots
        .into_iter()
        .map(|slot| RawSlot {
            starts: slot.start,
            ends: slot.end,
            zone: String::new(),
            places: slot.places.to_string(),
        })
        .collect()
}

/// The shifts, in order of time, by the clocks of `department` where none are named. Those that can't be read are left
/// out, with a note. The `places` of the whole are dealt out where a shift doesn't say its own.
///
/// # Errors
/// When there are too many.
pub(super) fn read(
    raw: &[RawSlot],
    department: &str,
    places: i64,
    notes: &mut Vec<Note>,
) -> Result<Vec<FeedSlot>, Reason> {
    if raw.len() > MAX_SLOTS {
        return Err(Reason::TooManySlots);
    }
    let mut slots = Vec::with_capacity(raw.len());
    for slot in raw {
        let Some(starts_at) = moment(&slot.starts, &slot.zone, department) else {
            notes.push(Note::Slot);
            continue;
        };
        let ends_at = moment(&slot.ends, &slot.zone, department).filter(|ends| *ends > starts_at);
        let capacity = slot.places.parse().ok().filter(|places| (1..=100_000).contains(places)).unwrap_or(0);
        slots.push(FeedSlot { starts_at, ends_at, capacity });
    }
    slots.sort_unstable();
    slots.dedup();
    let count = i64::try_from(slots.len()).unwrap_or(1).max(1);
    for (index, slot) in (0_i64..).zip(&mut slots) {
        if slot.capacity == 0 {
            slot.capacity = (places / count + i64::from(index < places % count)).max(1);
        }
    }
    Ok(slots)
}

/// The days that say more than dated shifts do: those say theirs themselves.
pub(super) fn besides(
    slots: &[FeedSlot],
    department: &str,
    (first, last): (Option<Date>, Option<Date>),
) -> (Option<Date>, Option<Date>) {
    // A start in its own offset may be the day before or after in Paris.
    let near = |day: &Date, slot: Option<&FeedSlot>| {
        slot.is_some_and(|slot| {
            let days = day_number(local(slot.starts_at, department).date()) - day_number(*day);
            days.abs() <= 1
        })
    };
    (first.filter(|day| !near(day, slots.first())), last.filter(|day| !near(day, slots.last())))
}

/// Epoch seconds of a moment with an offset, or by the clocks of a zone or department.
fn moment(written: &str, zone: &str, department: &str) -> Option<i64> {
    if let Ok(moment) = written.parse::<Timestamp>() {
        return Some(moment.as_second());
    }
    let shown: DateTime = written.parse().ok()?;
    let zone = TimeZone::get(if zone.is_empty() { time_zone(department) } else { zone }).ok()?;
    let moment = zone.to_timestamp(shown).ok()?;
    (1990..=2100).contains(&shown.year()).then(|| moment.as_second())
}
