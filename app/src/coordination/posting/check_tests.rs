#![allow(clippy::unwrap_used)]

use super::{super::Row, *};
use jiff::civil::{date, datetime};
use proptest::prelude::*;

const TODAY: Date = Date::constant(2026, 11, 20);

fn right() -> NeedForm {
    NeedForm {
        title: " Servir  la soupe ".into(),
        description: "Servir un repas chaud, puis ranger ensemble.".into(),
        field: "solidarite-insertion".into(),
        place: "Rennes".into(),
        remote: "no".into(),
        kind: "regular".into(),
        seats: "4".into(),
        ..NeedForm::default()
    }
}

fn row(day: &str, from: &str, until: &str) -> Row {
    Row { slot: String::new(), day: day.into(), from: from.into(), until: until.into(), places: "6".into() }
}

fn with_rows(rows: &[Row]) -> NeedForm {
    let mut form = NeedForm { kind: "slots".into(), ..right() };
    form.set_rows(rows.to_vec());
    form
}

fn wrong(form: &NeedForm) -> Vec<(String, Problem)> {
    let problems = check(form, TODAY).unwrap_err();
    problems.iter().map(|(field, problem)| (field.to_owned(), problem.clone())).collect()
}

fn slots_of(form: &NeedForm) -> Vec<CheckedSlot> {
    match check(form, TODAY).unwrap().when {
        When::Slots(slots) => slots,
        When::Regular { .. } => panic!("no slots"),
    }
}

#[test]
fn little_is_enough() {
    let need = check(&right(), TODAY).unwrap();
    assert_eq!((need.title.as_str(), need.field), ("Servir la soupe", Field::Solidarity));
    assert_eq!((need.when, need.schedule, need.last_day), (When::Regular { places: 4 }, None, None));
}

#[test]
fn what_is_wrong_is_said_by_field() {
    for (field, problem, form) in [
        ("title", Problem::Missing, NeedForm { title: " ".into(), ..right() }),
        ("title", Problem::TooLong(120), NeedForm { title: "x".repeat(121), ..right() }),
        ("description", Problem::Missing, NeedForm { description: "\r\n".into(), ..right() }),
        ("description", Problem::TooFewWords(5), NeedForm { description: "Venez".into(), ..right() }),
        ("domaine", Problem::Choice, NeedForm { field: "licorne".into(), ..right() }),
        ("lieu", Problem::Missing, NeedForm { place: " ".into(), ..right() }),
        ("remote", Problem::Choice, NeedForm { remote: "lune".into(), ..right() }),
        ("kind", Problem::Choice, NeedForm { kind: "jamais".into(), ..right() }),
        ("seats", Problem::Number(1, 5000), NeedForm { seats: "0".into(), ..right() }),
        ("url", Problem::Link, NeedForm { url: "javascript:alert(1)".into(), ..right() }),
        ("last_day", Problem::Past, NeedForm { last_day: "2026-11-19".into(), ..right() }),
        ("last_day", Problem::Day, NeedForm { last_day: "bientôt".into(), ..right() }),
    ] {
        assert_eq!(wrong(&form), [(field.to_owned(), problem)]);
    }
    let at_home = NeedForm { place: String::new(), remote: "full".into(), ..right() };
    assert!(check(&at_home, TODAY).is_ok());
}

#[test]
fn rows_are_slots_and_empty_ones_are_not() {
    let slots = slots_of(&with_rows(&[
        row("2026-12-12", "9h", "12h"),
        row("", "", ""),
        row("05/12/2026", "21:00", "02:00"),
    ]));
    let times: Vec<_> = slots.iter().map(|slot| (slot.starts, slot.ends.unwrap())).collect();
    assert_eq!(
        times,
        [
            (datetime(2026, 12, 5, 21, 0, 0, 0), datetime(2026, 12, 6, 2, 0, 0, 0)),
            (datetime(2026, 12, 12, 9, 0, 0, 0), datetime(2026, 12, 12, 12, 0, 0, 0)),
        ]
    );
}

#[test]
fn a_wrong_cell_is_named() {
    let first = row("2026-12-05", "9:00", "12:00");
    for (cell, problem, second) in [
        ("day-1", Problem::Missing, row("", "9:00", "")),
        ("day-1", Problem::Day, row("le 5", "9:00", "")),
        ("day-1", Problem::Past, row("2026-11-19", "9:00", "")),
        ("from-1", Problem::Missing, row("2026-12-05", "", "12:00")),
        ("until-1", Problem::EndsBefore, row("2026-12-05", "14:00", "13:00")),
        ("places-1", Problem::Number(1, 5000), Row { places: "x".into(), ..row("2026-12-05", "9:00", "") }),
    ] {
        assert_eq!(wrong(&with_rows(&[first.clone(), second])), [(cell.to_owned(), problem)]);
    }
    assert_eq!(wrong(&with_rows(&[])), [("day-0".to_owned(), Problem::Missing)]);
    let over = Row { slot: "7".into(), ..row("2026-11-19", "9:00", "") };
    assert_eq!(slots_of(&with_rows(&[over]))[0].id, Some(7), "a slot that was stays as it was");
}

#[test]
fn weekly_slots_are_made_in_one_go() {
    let mut form = with_rows(&[row("2026-12-05", "9:00", "12:00"), row("2026-12-12", "9:00", "12:00")]);
    form.repeat = "2026-12-26".into();
    let days: Vec<_> = slots_of(&form).iter().map(|slot| slot.starts.date()).collect();
    assert_eq!(days, [date(2026, 12, 5), date(2026, 12, 12), date(2026, 12, 19), date(2026, 12, 26)]);
    form.repeat = "2029-12-26".into();
    assert_eq!(wrong(&form), [("repeat".to_owned(), Problem::TooMany(60))]);
}

proptest! {
    #[test]
    fn slots_end_after_they_begin_and_are_few(
        rows in prop::collection::vec(("\\PC{0,4}|2026-12-[0-3][0-9]", "[0-2]?[0-9]:[0-5][0-9]", "[0-2]?[0-9]h|"), 0..8),
        repeat in "|2027-0[1-9]-1[0-9]",
    ) {
        let rows: Vec<Row> = rows.iter().map(|(day, from, until)| row(day, from, until)).collect();
        let form = NeedForm { repeat, ..with_rows(&rows) };
        if let Ok(CheckedNeed { when: When::Slots(slots), .. }) = check(&form, TODAY) {
            prop_assert!(!slots.is_empty() && slots.len() <= MOST_SLOTS);
            for slot in slots {
                prop_assert!(slot.ends.is_none_or(|ends| ends > slot.starts));
                prop_assert!(slot.starts.date() >= TODAY);
            }
        }
    }
}
