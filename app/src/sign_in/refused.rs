//! What somebody sees whom an account elsewhere didn't let in.

use crate::{domain::Lang, texts::sign_in as say};
use leptos::prelude::*;

/// Why not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// Nobody was vouched for.
    Refused,
    /// The account has no verified address.
    NoEmail,
}

/// What happened, and the way by mail.
#[component]
pub fn RefusedPage(
    lang: Lang,
    /// As people know it.
    provider: String,
    why: Why,
) -> impl IntoView {
    let text = match why {
        Why::Refused => say::refused_text(lang),
        Why::NoEmail => say::no_email_text(lang),
    };
    view! {
        <section class="sign-in narrow">
            <h1>{say::refused_title(lang, provider)}</h1>
            <p>{text}</p>
            <p class="actions"><a class="button" href=lang.href("/connexion")>{say::title(lang)}</a></p>
        </section>
    }
}
