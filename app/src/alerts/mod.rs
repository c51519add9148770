//! Alerts: being told by mail when a search finds new needs. One file a page.

mod ask;
mod manage;
mod stop;

pub use ask::{AskPage, Asking};
pub use manage::{AlertShown, ManagePage, Other};
pub use stop::{StopPage, StoppedPage};

use crate::domain::{Lang, alert::Rhythm};
use crate::texts::alerts as say;
use leptos::prelude::*;

/// A rhythm in words.
#[must_use]
pub const fn rhythm_words(rhythm: Rhythm) -> fn(Lang) -> &'static str {
    match rhythm {
        Rhythm::Daily => say::daily,
        Rhythm::Weekly => say::weekly,
    }
}

/// The conditions of a search, one below the other.
fn conditions(asked: Vec<String>) -> impl IntoView {
    let lines = asked.into_iter().map(|words| view! { <li>{words}</li> }).collect_view();
    view! { <ul class="watched" role="list">{lines}</ul> }
}

/// The rhythms to choose from.
fn rhythms(lang: Lang, chosen: Option<Rhythm>) -> impl IntoView {
    Rhythm::ALL.map(|rhythm| {
        let hint = match rhythm {
            Rhythm::Daily => say::daily_hint(lang),
            Rhythm::Weekly => say::weekly_hint(lang),
        };
        view! {
            <label class="rhythm">
                <input type="radio" name="rythme" value=rhythm.code() checked=chosen == Some(rhythm) required/>
                <span>{rhythm_words(rhythm)(lang)} <span class="small">{hint}</span></span>
            </label>
        }
    }).collect_view()
}
