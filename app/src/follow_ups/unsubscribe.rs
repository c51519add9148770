//! `/desabonnement/{token}`: no more of what an association writes of its own accord.

use crate::{domain::Lang, texts::unsubscribe as say, ui::StopPage};
use leptos::prelude::*;

/// One button (POST to the same address), or that it is done.
#[component]
pub fn UnsubscribePage(lang: Lang, association: String, action: String, done: bool) -> impl IntoView {
    let (title, text) = if done {
        (say::done_title(lang).to_owned(), say::done_text(lang, &association))
    } else {
        (say::title(lang, &association), say::text(lang).to_owned())
    };
    let button = (!done).then(|| (action, say::button(lang)));
    let aside = done.then(|| say::done_aside(lang));
    view! { <StopPage class="parent narrow" title text button aside/> }
}
