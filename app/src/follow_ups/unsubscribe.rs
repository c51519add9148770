//! `/desabonnement/{token}`: no more of what an association writes of its own accord.

use crate::{domain::Lang, texts::unsubscribe as say};
use leptos::prelude::*;

/// One button (POST to the same address), or that it is done.
#[component]
pub fn UnsubscribePage(lang: Lang, association: String, action: String, done: bool) -> impl IntoView {
    let (title, text) = if done {
        (say::done_title(lang).to_owned(), say::done_text(lang, &association))
    } else {
        (say::title(lang, &association), say::text(lang).to_owned())
    };
    view! {
        <section class="parent narrow">
            <h1>{title}</h1>
            <p>{text}</p>
            {if done {
                view! { <p class="aside">{say::done_aside(lang)}</p> }.into_any()
            } else {
                view! {
                    <form method="post" action=action>
                        <input type="hidden" name="List-Unsubscribe" value="One-Click"/>
                        <button class="button big" type="submit">{say::button(lang)}</button>
                    </form>
                }
                .into_any()
            }}
        </section>
    }
}
