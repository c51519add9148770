//! A pushed need as the form that a coordinator would fill in, and what is wrong with that form as places in the body.

use crate::{
    api::{
        problem::{Kind, Problem, Wrong},
        shapes::pushed::{NeedToPush, SlotToPush},
    },
    coordination::posting::ready::clocks,
    local_time::local,
    places::Directory,
};
use app::{
    coordination::posting::{NeedForm, Row, day, time},
    domain::{Lang, association::Association},
    forms::{self, Problems},
};
use jiff::{
    Timestamp,
    civil::{DateTime, time as clock},
};

/// The form; `saved` is the need as it stands, empty while it is new, and `now` on the clocks of nobody, epoch seconds.
///
/// # Errors
/// What can't even be written into a form, by place in the body.
pub fn form(
    directory: &Directory,
    association: &Association,
    (pushed, saved): (&NeedToPush, &NeedForm),
    now: i64,
) -> Result<NeedForm, Vec<Wrong>> {
    let some = |text: &Option<String>| text.clone().unwrap_or_default();
    let tick = |on: bool| if on { "oui".to_owned() } else { String::new() };
    let mut places = pushed.places.iter();
    let first = places.next().cloned().unwrap_or_default();
    let mut form = NeedForm {
        title: pushed.title.clone(),
        description: pushed.description.clone(),
        field: pushed.field.clone(),
        activity: some(&pushed.activity),
        place: first.place,
        street: some(&first.street),
        other_place: places.clone().map(|one| one.place.clone()).collect(),
        other_street: places.map(|one| some(&one.street)).collect(),
        remote: pushed.remote.map_or("no", |remote| remote.code()).to_owned(),
        kind: if pushed.slots.is_empty() { "regular" } else { "slots" }.to_owned(),
        schedule: some(&pushed.schedule),
        seats: pushed.seats.map(|seats| seats.to_string()).unwrap_or_default(),
        minors: tick(pushed.open_to_minors),
        mobility: tick(pushed.reduced_mobility),
        transport: tick(pushed.close_to_transport),
        requirements: some(&pushed.requirements),
        audience: some(&pushed.audience),
        url: some(&pushed.own_page),
        last_day: some(&pushed.last_day),
        ..NeedForm::default()
    };
    if pushed.seats.is_some() && !pushed.slots.is_empty() {
        return Err(vec![Wrong::pointer("/seats", "Either seats or slots.")]);
    }
    if form.kind == "slots" {
        let department = clocks(directory, &form, association);
        let rows = rows(&pushed.slots, &department)?;
        form.set_rows(with_known(rows, saved, local(now, &department)));
    }
    Ok(form)
}

/// Each slot as a row.
fn rows(slots: &[SlotToPush], department: &str) -> Result<Vec<Row>, Vec<Wrong>> {
    let (mut rows, mut wrong) = (Vec::new(), Vec::new());
    for (index, slot) in slots.iter().enumerate() {
        match row(slot, department) {
            Ok(row) => rows.push(row),
            Err((place, detail)) => wrong.push(Wrong::pointer(format!("/slots/{index}/{place}"), detail)),
        }
    }
    if wrong.is_empty() { Ok(rows) } else { Err(wrong) }
}

fn row(slot: &SlotToPush, department: &str) -> Result<Row, (&'static str, &'static str)> {
    const FORM: &str =
        "It is a moment to the minute: 2026-12-05T09:00, or with its offset 2026-12-05T09:00+01:00.";
    let starts = moment(&slot.starts_at, department).ok_or(("starts_at", FORM))?;
    let ends = match &slot.ends_at {
        None => None,
        Some(ends) => Some(moment(ends, department).ok_or(("ends_at", FORM))?),
    };
    if let Some(ends) = ends {
        // What a form can say: the same day, or a night.
        let night = starts.time() >= clock(17, 0, 0, 0) && ends.time() <= clock(12, 0, 0, 0);
        let next = starts.date().tomorrow().is_ok_and(|next| next == ends.date());
        if ends <= starts || (ends.date() != starts.date() && !(next && night)) {
            return Err((
                "ends_at",
                "It is after its beginning, on the same day, or at most until noon after a night.",
            ));
        }
    }
    let shown = |at: DateTime| format!("{:02}:{:02}", at.hour(), at.minute());
    Ok(Row {
        slot: slot.id.map(|id| id.to_string()).unwrap_or_default(),
        day: starts.date().to_string(),
        from: shown(starts),
        until: ends.map(shown).unwrap_or_default(),
        places: slot.places.to_string(),
    })
}

/// A moment on the clocks of the place, to the minute.
fn moment(text: &str, department: &str) -> Option<DateTime> {
    let text = text.trim();
    let at = match text.parse::<Timestamp>() {
        Ok(at) => local(at.as_second(), department),
        Err(_) => text.parse::<DateTime>().ok()?,
    };
    (at.second() == 0 && at.subsec_nanosecond() == 0).then_some(at)
}

/// The rows, told apart by when they begin from those that there are; slots that have begun stay though nobody names
/// them any more.
fn with_known(mut rows: Vec<Row>, saved: &NeedForm, now: DateTime) -> Vec<Row> {
    let begins = |row: &Row| Some(day(&row.day)?.to_datetime(time(&row.from)?));
    let mut known = saved.rows();
    known.retain(|old| !old.slot.is_empty() && !rows.iter().any(|row| row.slot == old.slot));
    for row in rows.iter_mut().filter(|row| row.slot.is_empty()) {
        if let Some(at) = known.iter().position(|old| begins(old) == begins(row)) {
            row.slot = known.swap_remove(at).slot;
        }
    }
    rows.extend(known.into_iter().filter(|old| begins(old).is_some_and(|at| at <= now)));
    rows
}

/// What tells two forms apart, whatever the order of their rows.
pub fn same(one: &NeedForm, other: &NeedForm) -> bool {
    let plain = |form: &NeedForm| {
        let mut form =
            NeedForm { version: String::new(), once: String::new(), draft: String::new(), ..form.clone() };
        // A need without slots has one that isn't dated, which no row stands for.
        let mut rows = if form.kind == "slots" { form.rows() } else { Vec::new() };
        rows.sort_by(|one, other| {
            (&one.day, &one.from, &one.slot).cmp(&(&other.day, &other.from, &other.slot))
        });
        form.set_rows(rows);
        form
    };
    plain(one) == plain(other)
}

/// What is wrong with the form, as places in the body.
#[must_use]
pub fn invalid(lang: Lang, problems: &Problems) -> Problem {
    let wrong = problems
        .iter()
        .map(|(field, problem): (&str, &forms::Problem)| Wrong::pointer(pointer(field), problem.say(lang)));
    not_right(wrong.collect())
}

/// Something isn't right.
#[must_use]
pub fn not_right(wrong: Vec<Wrong>) -> Problem {
    let names: Vec<&str> = wrong.iter().filter_map(|one| one.pointer.as_deref()).collect();
    let detail = format!("Nothing was changed. Look at: {}.", names.join(", "));
    Kind::Invalid.with(detail).listing(wrong)
}

/// Where in the body an input of the form comes from.
fn pointer(field: &str) -> String {
    let (name, index) = field.split_once('-').unwrap_or((field, "0"));
    let other = || index.parse::<usize>().unwrap_or(0) + 1;
    match name {
        "" => String::new(),
        "domaine" => "/field".to_owned(),
        "activite" => "/activity".to_owned(),
        "lieu" => "/places/0/place".to_owned(),
        "street" => "/places/0/street".to_owned(),
        "autre_lieu" => format!("/places/{}/place", other()),
        "autre_rue" => format!("/places/{}/street", other()),
        "day" | "from" => format!("/slots/{index}/starts_at"),
        "until" => format!("/slots/{index}/ends_at"),
        "places" => format!("/slots/{index}/places"),
        "kind" | "repeat" => "/slots".to_owned(),
        "url" => "/own_page".to_owned(),
        name => format!("/{name}"),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn slot(starts_at: &str, ends_at: &str) -> SlotToPush {
        let ends_at = Some(ends_at.to_owned()).filter(|ends| !ends.is_empty());
        SlotToPush { id: None, starts_at: starts_at.to_owned(), ends_at, places: 3 }
    }

    fn cells(starts_at: &str, ends_at: &str, department: &str) -> Option<[String; 3]> {
        row(&slot(starts_at, ends_at), department).ok().map(|row| [row.day, row.from, row.until])
    }

    #[test]
    fn moments_are_on_the_clocks_of_the_place() {
        let nine = Some(["2026-12-05", "09:00", "12:00"].map(str::to_owned));
        assert_eq!(cells("2026-12-05T09:00", "2026-12-05T12:00", "35"), nine);
        assert_eq!(cells("2026-12-05T09:00:00+01:00", "2026-12-05T11:00:00Z", "35"), nine);
        assert_eq!(cells("2026-12-05T05:00:00Z", "2026-12-05T08:00:00Z", "974"), nine);
        let night = Some(["2026-12-05", "20:00", "07:00"].map(str::to_owned));
        assert_eq!(cells("2026-12-05T20:00", "2026-12-06T07:00", "35"), night);
        for (starts, ends) in [
            ("2026-12-05", "x"),
            ("", ""),
            ("2026-12-05T09:00:30", ""),
            ("2026-12-05T09:00", "2026-12-05T09:00"),
            ("2026-12-05T09:00", "2026-12-06T10:00"),
            ("2026-12-05T20:00", "2026-12-05T07:00"),
        ] {
            assert_eq!(cells(starts, ends, "35"), None, "{starts} {ends}");
        }
    }

    #[test]
    fn slots_are_known_by_when_they_begin_and_stay_once_begun() {
        let mut saved = NeedForm { kind: "slots".into(), ..NeedForm::default() };
        let old = |slot: &str, day: &str| Row {
            slot: slot.into(),
            day: day.into(),
            from: "09:00".into(),
            until: String::new(),
            places: "3".into(),
        };
        saved.set_rows(vec![old("1", "2026-11-01"), old("2", "2026-12-05"), old("3", "2026-12-12")]);
        let now = DateTime::constant(2026, 11, 20, 10, 0, 0, 0);
        let named = [old("", "2026-12-05"), old("3", "2026-12-19"), old("", "2026-12-26")];
        let ids: Vec<String> =
            with_known(named.to_vec(), &saved, now).into_iter().map(|row| row.slot).collect();
        assert_eq!(ids, ["2", "3", "", "1"], "known by its time, moved, new, begun");
    }

    #[test]
    fn every_input_has_a_place_in_the_body() {
        for (field, there) in [
            ("title", "/title"),
            ("domaine", "/field"),
            ("autre_lieu-0", "/places/1/place"),
            ("from-2", "/slots/2/starts_at"),
            ("until-0", "/slots/0/ends_at"),
            ("places-1", "/slots/1/places"),
            ("", ""),
            ("last_day", "/last_day"),
        ] {
            assert_eq!(pointer(field), there);
        }
    }
}
