//! Two people changed one need: both versions side by side, nothing lost.

use super::NeedForm;
use crate::{domain::Lang, texts::posting as say};
use leptos::prelude::*;

/// A field that differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// What it is called.
    pub label: &'static str,
    /// What the other saved.
    pub theirs: String,
    /// What is typed here.
    pub yours: String,
}

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
    let slots = |form: &NeedForm| form.kind == "slots";
    [
        (say::title(lang), plain(&saved.title), plain(&typed.title)),
        (say::description(lang), plain(&saved.description), plain(&typed.description)),
        (say::field(lang), plain(&saved.field), plain(&typed.field)),
        (say::remote(lang), plain(&saved.remote), plain(&typed.remote)),
        (crate::texts::places::label(lang), plain(&saved.place), plain(&typed.place)),
        (say::street(lang), plain(&saved.street), plain(&typed.street)),
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

/// They, in a table.
#[component]
pub(super) fn Differences(lang: Lang, differences: Vec<Difference>) -> impl IntoView {
    let any = !differences.is_empty();
    let rows = differences
        .into_iter()
        .map(|one| {
            view! {
                <tr>
                    <th scope="row">{one.label}</th>
                    <td class="lines">{one.theirs}</td>
                    <td class="lines">{one.yours}</td>
                </tr>
            }
        })
        .collect_view();
    any.then(|| {
        view! {
            <div class="differences" role="group" aria-label=say::both_versions(lang)>
                <table>
                    <thead>
                        <tr>
                            <td></td>
                            <th scope="col">{say::theirs(lang)}</th>
                            <th scope="col">{say::yours(lang)}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        }
    })
}
