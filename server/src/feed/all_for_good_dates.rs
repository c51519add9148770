//! When the opportunities of an All for Good feed take place: shifts, and the days between which they lie.

use super::all_for_good::{START_TIME, is_yes};
use super::raw::{RawMission, RawSlot};
use super::slots::MAX_SLOTS;
use jiff::civil::Date;

/// A time in which one may come, as written.
#[derive(Default)]
pub(super) struct Duration {
    open_ended: bool,
    first: String,
    last: String,
    from: String,
    until: String,
    pub zone: String,
    recurs: bool,
}

/// Begins another; one more than may be shows that there are too many.
pub(super) fn begin(durations: &mut Vec<Duration>) {
    if durations.len() <= MAX_SLOTS {
        durations.push(Duration::default());
    }
}

impl Duration {
    pub(super) fn set(&mut self, tag: &str, text: &str) {
        match tag {
            "openEnded" => self.open_ended = is_yes(text),
            "startDate" => text.clone_into(&mut self.first),
            "endDate" => text.clone_into(&mut self.last),
            START_TIME => text.clone_into(&mut self.from),
            "endTime" => text.clone_into(&mut self.until),
            "iCalRecurrence" => self.recurs = !text.is_empty(),
            _ => {}
        }
    }

    /// From an evening to the next morning.
    fn past_midnight(&self) -> bool {
        let next = self.first.parse::<Date>().ok().and_then(|day| day.tomorrow().ok());
        next.is_some() && self.last.parse().ok() == next && !self.until.is_empty() && self.until < self.from
    }

    /// A shift, where it says day and hour of a single one; else it is a time in which one may come.
    fn slot(&self) -> Option<RawSlot> {
        let last = if self.last.is_empty() { &self.first } else { &self.last };
        let once = !self.open_ended && !self.recurs && (*last == self.first || self.past_midnight());
        if !once || self.first.is_empty() || self.from.is_empty() {
            return None;
        }
        let ends = if self.until.is_empty() { String::new() } else { format!("{last}T{}", self.until) };
        Some(RawSlot {
            starts: format!("{}T{}", self.first, self.from),
            ends,
            zone: self.zone.clone(),
            places: String::new(),
        })
    }
}

/// Its shifts, and the days between which they lie. ISO dates stand in the order of their letters.
pub(super) fn sort(mission: &mut RawMission, durations: Vec<Duration>, expires: String) {
    if durations.len() > MAX_SLOTS {
        // Not all of them were kept: the rules refuse as many shifts.
        mission.slots = vec![RawSlot::default(); durations.len()];
        return;
    }
    mission.slots = durations.iter().filter_map(Duration::slot).collect();
    let first = durations.iter().map(|one| &one.first).filter(|day| !day.is_empty()).min();
    mission.start_at = first.cloned().unwrap_or_default();
    let endless = durations
        .iter()
        .any(|one| one.open_ended || one.last.is_empty() && (one.recurs || one.from.is_empty()));
    let last = durations.iter().map(|one| if one.last.is_empty() { &one.first } else { &one.last }).max();
    mission.end_at = if endless { expires } else { last.cloned().unwrap_or(expires) };
}
