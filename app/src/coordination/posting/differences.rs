//! Two people changed one need: in what the versions differ.

use super::NeedForm;
use crate::{
    domain::{Lang, activity},
    forms::Difference,
    texts::{activities, posting as say},
};

/// The fields in which what is typed differs from what is saved.
#[must_use]
pub fn differences(lang: Lang, saved: &NeedForm, typed: &NeedForm) -> Vec<Difference> {
    let rows = |form: &NeedForm| {
        let rows = form.rows().into_iter().filter(|row| !row.is_empty());
        rows.map(|row| format!("{} {}–{} ({})", row.day, row.from, row.until, row.places))
            .collect::<Vec<_>>()
            .join("\n")
    };
    let ticked = |value: &str| if value.is_empty() { "—" } else { "✓" }.to_owned();
    let plain = |value: &str| value.replace("\r\n", "\n").trim().to_owned();
    let activity = |code: &str| activity::label(lang, code).unwrap_or_default().to_owned();
    let others = |form: &NeedForm| {
        let filled = form.other_places().into_iter().filter(|(place, _)| !place.trim().is_empty());
        filled
            .map(|(place, street)| format!("{} {}", plain(&place), plain(&street)).trim().to_owned())
            .collect::<Vec<_>>()
            .join("\n")
    };
    let slots = |form: &NeedForm| form.kind == "slots";
    [
        (say::title(lang), plain(&saved.title), plain(&typed.title)),
        (say::description(lang), plain(&saved.description), plain(&typed.description)),
        (say::field(lang), plain(&saved.field), plain(&typed.field)),
        (activities::label(lang), activity(&saved.activity), activity(&typed.activity)),
        (say::remote(lang), plain(&saved.remote), plain(&typed.remote)),
        (crate::texts::places::label(lang), plain(&saved.place), plain(&typed.place)),
        (say::street(lang), plain(&saved.street), plain(&typed.street)),
        (say::other_places(lang), others(saved), others(typed)),
        (say::schedule(lang), plain(&saved.schedule), plain(&typed.schedule)),
        (say::seats(lang), plain(&saved.seats), plain(&typed.seats)),
        (
            say::slots(lang),
            if slots(saved) { rows(saved) } else { String::new() },
            if slots(typed) { rows(typed) } else { String::new() },
        ),
        (say::minors(lang), ticked(&saved.minors), ticked(&typed.minors)),
        (say::mobility(lang), ticked(&saved.mobility), ticked(&typed.mobility)),
        (say::transport(lang), ticked(&saved.transport), ticked(&typed.transport)),
        (say::requirements(lang), plain(&saved.requirements), plain(&typed.requirements)),
        (say::audience(lang), plain(&saved.audience), plain(&typed.audience)),
        (say::url(lang), plain(&saved.url), plain(&typed.url)),
        (say::last_day(lang), plain(&saved.last_day), plain(&typed.last_day)),
    ]
    .into_iter()
    .filter(|(_, theirs, yours)| theirs != yours)
    .map(|(label, theirs, yours)| Difference { label, theirs, yours })
    .collect()
}
