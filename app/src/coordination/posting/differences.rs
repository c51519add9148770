//! Two people changed one need: in what the versions differ, in the words of the form.

use super::{NeedForm, Row, day, time};
use crate::{
    domain::{Field, Lang, activity, dates, need::Remote},
    forms::Difference,
    texts::{activities, posting as say},
};
use jiff::civil::Date;

/// The fields in which what is typed differs from what is saved.
#[must_use]
pub fn differences(lang: Lang, saved: &NeedForm, typed: &NeedForm) -> Vec<Difference> {
    let words = |of: &dyn Fn(&NeedForm) -> String| (of(saved), of(typed));
    let text = |of: fn(&NeedForm) -> &String| words(&|form| plain(of(form)));
    let ticked =
        |of: fn(&NeedForm) -> &String| words(&|form| if of(form).is_empty() { "—" } else { "✓" }.to_owned());
    let slots = |form: &NeedForm| form.kind == "slots";
    let dated = |form: &NeedForm, words: String| if slots(form) { words } else { String::new() };
    [
        (say::title(lang), text(|form| &form.title)),
        (say::description(lang), text(|form| &form.description)),
        (say::field(lang), words(&|form| field(lang, &form.field))),
        (activities::label(lang), words(&|form| activity(lang, &form.activity))),
        (say::remote(lang), words(&|form| remote(lang, &form.remote).to_owned())),
        (crate::texts::places::label(lang), text(|form| &form.place)),
        (say::street(lang), text(|form| &form.street)),
        (say::other_places(lang), words(&other_places)),
        (
            say::when(lang),
            words(&|form| if slots(form) { say::slots(lang) } else { say::regular(lang) }.to_owned()),
        ),
        (say::schedule(lang), text(|form| &form.schedule)),
        (say::seats(lang), text(|form| &form.seats)),
        (say::slots(lang), words(&|form| dated(form, rows(lang, form)))),
        (say::repeat(lang), words(&|form| dated(form, on(lang, &form.repeat)))),
        (say::minors(lang), ticked(|form| &form.minors)),
        (say::mobility(lang), ticked(|form| &form.mobility)),
        (say::transport(lang), ticked(|form| &form.transport)),
        (say::requirements(lang), text(|form| &form.requirements)),
        (say::audience(lang), text(|form| &form.audience)),
        (say::url(lang), text(|form| &form.url)),
        (say::last_day(lang), words(&|form| on(lang, &form.last_day))),
    ]
    .into_iter()
    .filter(|(_, (theirs, yours))| theirs != yours)
    .map(|(label, (theirs, yours))| Difference { label, theirs, yours })
    .collect()
}

fn plain(value: &str) -> String {
    value.replace("\r\n", "\n").trim().to_owned()
}

/// What isn't one of the choices stays as it was typed.
fn field(lang: Lang, code: &str) -> String {
    Field::from_code(code.trim()).map_or_else(|| plain(code), |field| field.label(lang).to_owned())
}

fn activity(lang: Lang, code: &str) -> String {
    activity::label(lang, code.trim()).unwrap_or_default().to_owned()
}

fn remote(lang: Lang, code: &str) -> &'static str {
    match Remote::from_code(code.trim()).unwrap_or(Remote::No) {
        Remote::No => say::remote_no(lang),
        Remote::Possible => say::remote_possible(lang),
        Remote::Full => say::remote_full(lang),
    }
}

/// A day, however it was written.
fn on(lang: Lang, typed: &str) -> String {
    day(typed).map_or_else(|| plain(typed), |day| dates::day(lang, day, Date::ZERO))
}

fn clock(lang: Lang, typed: &str) -> String {
    time(typed).map_or_else(|| plain(typed), |time| dates::time(lang, time))
}

fn rows(lang: Lang, form: &NeedForm) -> String {
    let row = |row: Row| {
        let until = clock(lang, &row.until);
        let until = if until.is_empty() { until } else { format!(" – {until}") };
        format!("{}, {}{until} ({})", on(lang, &row.day), clock(lang, &row.from), row.places.trim())
    };
    let rows = form.rows().into_iter().filter(|row| !row.is_empty());
    rows.map(row).collect::<Vec<_>>().join("\n")
}

fn other_places(form: &NeedForm) -> String {
    let filled = form.other_places().into_iter().filter(|(place, _)| !place.trim().is_empty());
    filled
        .map(|(place, street)| format!("{} {}", plain(&place), plain(&street)).trim().to_owned())
        .collect::<Vec<_>>()
        .join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_differ_in_words_and_not_in_how_they_are_written() {
        let form = |field: &str, remote: &str, day: &str, from: &str| NeedForm {
            field: field.into(),
            remote: remote.into(),
            kind: "slots".into(),
            day: vec![day.into()],
            from: vec![from.into()],
            places: vec!["4".into()],
            ..NeedForm::default()
        };
        let saved = form("solidarite-insertion", "no", "2026-12-05", "09:00");
        assert!(
            differences(Lang::Fr, &saved, &form("solidarite-insertion", "", "5/12/2026", "9h")).is_empty()
        );
        let found = differences(Lang::En, &saved, &form("sport", "full", "2026-12-06", "14:30"));
        let said: Vec<_> = found.iter().map(|one| (one.theirs.as_str(), one.yours.as_str())).collect();
        assert_eq!(said[0], (Field::Solidarity.label(Lang::En), Field::Sport.label(Lang::En)));
        assert_eq!(said[1], (say::remote_no(Lang::En), say::remote_full(Lang::En)));
        assert_eq!(
            said[2],
            (
                "Saturday 5\u{a0}December\u{a0}2026, 9\u{a0}am (4)",
                "Sunday 6\u{a0}December\u{a0}2026, 2.30\u{a0}pm (4)"
            )
        );
        assert_eq!(said.len(), 3);
    }
}
