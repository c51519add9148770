//! Which keys lead through the table, for those who ask.

use crate::{domain::Lang, texts::sign_up_table as say};
use leptos::prelude::*;

/// What keys do; shown where they do it.
#[component]
pub(super) fn Keys(lang: Lang) -> impl IntoView {
    let line = |keys: Vec<&'static str>, words: &'static str| {
        let keys = keys.into_iter().map(|key| view! { <kbd>{key}</kbd> " " }).collect_view();
        view! { <li>{keys} <span>{words}</span></li> }
    };
    view! {
        <details class="table-keys">
            <summary>{say::keys(lang)}</summary>
            <p>{say::keys_where(lang)}</p>
            <ul role="list">
                {line(vec!["↓", "↑", "j", "k"], say::keys_move(lang))}
                {line(vec!["x", say::key_space(lang)], say::keys_tick(lang))}
                {line(vec![say::key_enter(lang)], say::keys_open(lang))}
                {line(vec!["/"], say::keys_search(lang))}
                {line(vec!["?"], say::keys_help(lang))}
            </ul>
        </details>
    }
}
