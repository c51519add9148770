//! On the volunteer's own page: what the association writes to them, and whether it may.

use crate::{domain::Lang, texts::unsubscribe as say};
use leptos::prelude::*;

/// What the association writes to somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Messages {
    /// Whether they want what it writes of its own accord.
    pub wanted: bool,
}

/// The choice posts to `…/messages`.
#[component]
pub fn MessagesToVolunteer(
    lang: Lang,
    own: String,
    association: String,
    messages: Messages,
) -> impl IntoView {
    let (text, button, value) = if messages.wanted {
        (say::comes(lang, &association), say::no_more(lang), "non")
    } else {
        (say::comes_no_more(lang, &association), say::again(lang), "oui")
    };
    view! {
        <details class="fold" open=!messages.wanted>
            <summary>{say::own_title(lang)}</summary>
            <p>{text}</p>
            <form method="post" action=format!("{own}/messages")>
                <button class="button quiet" type="submit" name="recevoir" value=value>{button}</button>
            </form>
        </details>
    }
}
