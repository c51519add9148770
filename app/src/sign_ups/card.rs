//! The form itself, with its heading.

use super::FormState;
use crate::domain::{Lang, need::Need};
use jiff::civil::Date;
use leptos::prelude::*;

/// The sign-up form; beside the need on wide screens, and the heart of its own page.
#[component]
pub fn SignUpCard(lang: Lang, need: Need, state: FormState, today: Date) -> impl IntoView {
    let _ = (lang, need, state, today);
}
