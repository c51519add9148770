//! The sign-ups of an association: seen, answered, exported. One file an address.

pub mod answer;
pub(crate) mod cells;
pub mod export;
pub mod hours;
pub mod nudge;
pub mod person;
pub mod presence;
pub(crate) mod steps;
pub mod table;
mod xlsx;

use crate::{
    local_time::local,
    store::sign_up_table::{Filter, Line, Order},
};
use app::{
    coordination::sign_ups::FilterForm,
    domain::{Lang, dates, handling::Seen, need::SlotTimes, person_words::searched, sign_up::SignUpState},
    texts::sign_up_table as say,
};
use jiff::civil::Date;

/// What the address asks for; what makes no sense in it is left out.
pub fn filter(form: &FilterForm, association_id: i64, need_id: Option<i64>) -> Filter {
    Filter {
        association_id,
        need_id: need_id.or_else(|| form.need.parse().ok()),
        slot_id: form.slot.parse().ok(),
        seen: Seen::from_code(&form.state),
        assigned_to: form.assigned.parse().ok().map(|id| Some(id).filter(|id| *id != 0)),
        words: searched(&form.q),
        order: match form.order.as_str() {
            "ancien" => Order::Oldest,
            "nom" => Order::Name,
            _ => Order::Newest,
        },
    }
}

/// Which clocks a line is read by.
fn department(line: &Line) -> &str {
    line.department.as_deref().unwrap_or("75")
}

/// When a line's slot is, if it is dated.
fn times(line: &Line) -> Option<SlotTimes> {
    Some(SlotTimes {
        starts: local(line.starts_at?, department(line)),
        ends: line.ends_at.map(|ends| local(ends, department(line))),
    })
}

/// A time on Paris' clocks, in words.
fn moment(lang: Lang, epoch: i64, today: Date) -> String {
    let at = local(epoch, "75");
    say::day_and_time(lang, dates::short_day(lang, at.date(), today), dates::time(lang, at.time()))
}

/// What there is to know of a place, in words.
fn place(lang: Lang, state: SignUpState) -> &'static str {
    match state {
        SignUpState::Unconfirmed => say::place_unconfirmed(lang),
        SignUpState::Confirmed => say::place_confirmed(lang),
        SignUpState::Waiting => say::place_waiting(lang),
        SignUpState::Offered => say::place_offered(lang),
        SignUpState::Cancelled | SignUpState::Expired => say::place_over(lang),
    }
}

/// What has just been done, as the address says it.
#[derive(serde::Deserialize, Default)]
#[serde(default)]
pub struct Done {
    faites: String,
    restees: String,
}

impl Done {
    fn notice(&self, lang: Lang) -> Option<String> {
        let (done, left) = (self.faites.parse::<i64>().ok()?, self.restees.parse::<i64>().unwrap_or(0));
        if done == 0 && left == 0 {
            return Some(say::nobody_chosen(lang).to_owned());
        }
        let done = (done > 0).then(|| say::done(lang, done));
        let left = (left > 0).then(|| say::left(lang, left));
        Some([done, left].into_iter().flatten().collect::<Vec<_>>().join(" "))
    }
}
