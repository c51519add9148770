//! What is over can't be chosen; what was, and has passed by itself meanwhile, may stay as it is.

use super::{CheckedNeed, NeedForm, Row, check, day, time};
use crate::forms::{Problem, Problems};
use jiff::civil::{Date, DateTime, Time};

/// Checks what was typed into a need as it is saved, which is empty while it is new; `now` is on the clocks of the
/// place.
///
/// # Errors
/// As [`check`]; besides, a slot that is moved into the past, beside its day or its time.
pub fn check_change(form: &NeedForm, saved: &NeedForm, now: DateTime) -> Result<CheckedNeed, Problems> {
    let passed = day(&form.last_day).filter(|last| Some(*last) == day(&saved.last_day));
    let checked = match passed {
        Some(last) => check(&NeedForm { last_day: String::new(), ..form.clone() }, now.date())
            .map(|need| CheckedNeed { last_day: Some(last), ..need }),
        None => check(form, now.date()),
    };
    let over = over(form, saved, now);
    match checked {
        Ok(need) if over.is_empty() => Ok(need),
        checked => {
            let mut problems = checked.err().unwrap_or_default();
            for (field, problem) in over.iter() {
                problems.add(field, problem.clone());
            }
            Err(problems)
        }
    }
}

/// The rows that begin in the past and didn't before.
fn over(form: &NeedForm, saved: &NeedForm, now: DateTime) -> Problems {
    let mut problems = Problems::default();
    if form.kind != "slots" {
        return problems;
    }
    let known = saved.rows();
    for (index, row) in form.rows().iter().enumerate() {
        let Some((on, from)) = begins(row) else { continue };
        let same = |other: &Row| other.slot.trim() == row.slot.trim() && begins(other) == Some((on, from));
        if !row.slot.trim().is_empty() && known.iter().any(same) {
            continue;
        }
        if on < now.date() {
            problems.add(&format!("day-{index}"), Problem::Past);
        } else if on.to_datetime(from) <= now {
            problems.add(&format!("from-{index}"), Problem::PastTime);
        }
    }
    problems
}

fn begins(row: &Row) -> Option<(Date, Time)> {
    day(&row.day).zip(time(&row.from))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use jiff::civil::datetime;

    fn form(slot: &str, day: &str, from: &str, last_day: &str) -> NeedForm {
        NeedForm {
            title: "Servir la soupe".into(),
            description: "Servir un repas chaud, puis ranger ensemble.".into(),
            field: "solidarite-insertion".into(),
            place: "Rennes".into(),
            kind: "slots".into(),
            slot: vec![slot.into()],
            day: vec![day.into()],
            from: vec![from.into()],
            until: vec![String::new()],
            places: vec!["4".into()],
            last_day: last_day.into(),
            ..NeedForm::default()
        }
    }

    #[test]
    fn a_slot_is_not_moved_into_the_past() {
        let now = datetime(2026, 11, 20, 10, 0, 0, 0);
        let saved = form("7", "2026-11-19", "09:00", "2026-11-18");
        let wrong = |typed: &NeedForm, saved: &NeedForm| {
            let problems = check_change(typed, saved, now).err().unwrap_or_default();
            problems.iter().map(|(field, problem)| (field.to_owned(), problem.clone())).collect::<Vec<_>>()
        };
        assert_eq!(
            wrong(&form("7", "19/11/2026", "9h", "18/11/2026"), &saved),
            [],
            "it has passed by itself"
        );
        let past = |field: &str, problem| vec![(field.to_owned(), problem)];
        let coming = form("7", "2026-11-21", "09:00", "");
        for (typed, problem) in [
            (form("7", "2026-11-18", "09:00", ""), past("day-0", Problem::Past)),
            (form("7", "2026-11-20", "09:00", ""), past("from-0", Problem::PastTime)),
            (form("", "2026-11-20", "10:00", ""), past("from-0", Problem::PastTime)),
            (form("8", "2026-11-19", "09:00", ""), past("day-0", Problem::Past)),
            (form("7", "2026-11-20", "18:00", ""), Vec::new()),
            (form("7", "2026-11-21", "09:00", "2026-11-18"), past("last_day", Problem::Past)),
        ] {
            assert_eq!(wrong(&typed, &coming), problem, "{typed:?}");
        }
        let kept = check_change(&saved, &saved, now).unwrap();
        assert_eq!(kept.last_day, Some(jiff::civil::date(2026, 11, 18)));
    }
}
