//! `/connexion/{token}`: the page that the mailed link opens. One button lets in: opening the link doesn't, for
//! mail scanners open links too.

use crate::{domain::Lang, texts::sign_in as say};
use leptos::prelude::*;

/// One button (POST to the same address).
#[component]
pub fn EnterPage(
    lang: Lang,
    token: String,
    /// Whom the link lets in.
    email: String,
    /// The page was opened before, by a mail scanner most likely.
    opened_before: bool,
    /// The association that will be entered.
    association: Option<String>,
) -> impl IntoView {
    let title = match &association {
        Some(name) => say::enter_title_association(lang, name),
        None => say::enter_title(lang).to_owned(),
    };
    view! {
        <section class="sign-in narrow">
            <h1>{title}</h1>
            <p>{say::enter_as(lang, email)}</p>
            <form method="post" action=lang.href(&format!("/connexion/{token}"))>
                <button class="button big" type="submit">{say::enter(lang)}</button>
            </form>
            {opened_before.then(|| view! { <p class="aside">{say::opened_before(lang)}</p> })}
        </section>
    }
}
