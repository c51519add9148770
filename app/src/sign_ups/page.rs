//! The page of the form: `/missions/{id}-{slug}/inscription`.

use super::FormState;
use crate::domain::{Lang, need::Need};
use jiff::civil::Date;
use leptos::prelude::*;

/// The form with what it is for, all in sight at once.
#[component]
pub fn SignUpPage(lang: Lang, need: Need, state: FormState, today: Date) -> impl IntoView {
    let _ = (lang, need, state, today);
}

/// In the form's place where nobody can sign up any more (closed, over) or only on the association's site.
#[component]
pub fn ClosedSignUp(lang: Lang, need: Need) -> impl IntoView {
    let _ = (lang, need);
}
