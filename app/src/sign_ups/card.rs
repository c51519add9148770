//! The form with its heading, or the word why there is none.

use super::{
    ClosedSignUp, FormState,
    fields::{Purpose, SignUpFields},
};
use crate::{
    domain::{Lang, need::Need},
    texts::sign_ups as say,
};
use jiff::civil::Date;
use leptos::prelude::*;

/// The sign-up form; beside the need on wide screens, and the heart of its own page.
#[component]
pub fn SignUpCard(
    lang: Lang,
    need: Need,
    state: FormState,
    today: Date,
    /// Where the form is sent instead of to its own page, with its language.
    #[prop(optional)]
    action: Option<String>,
) -> impl IntoView {
    if !need.takes_sign_ups() {
        return view! { <ClosedSignUp lang need/> }.into_any();
    }
    let action = action.unwrap_or_else(|| lang.href(&format!("{}/inscription", need.path())));
    view! {
        <section class="sign-up-card" aria-labelledby="sign-up-title">
            <h2 id="sign-up-title">{say::card_title(lang)}</h2>
            <SignUpFields lang need state action purpose=Purpose::SignUp today/>
        </section>
    }
    .into_any()
}
