//! Two people changed one thing: both versions side by side, nothing lost.

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

/// They, in a table.
#[component]
pub fn Differences(lang: Lang, differences: Vec<Difference>) -> impl IntoView {
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
