//! `/accord-parental/{token}`: a parent agrees.

use crate::domain::{Lang, need::Need};
use leptos::prelude::*;

/// What the child signed up for, and one button (POST to the same address).
#[component]
pub fn ParentPage(
    lang: Lang,
    need: Need,
    child_first_name: String,
    consented: bool,
    token: String,
) -> impl IntoView {
    let _ = (lang, need, child_first_name, consented, token);
}
