//! `/accord-parental/{token}`: a parent agrees.

use crate::domain::{
    Lang,
    need::{Need, SlotTimes},
};
use jiff::civil::Date;
use leptos::prelude::*;

/// What the child signed up for, and one button (POST to the same address).
#[component]
pub fn ParentPage(
    lang: Lang,
    need: Need,
    child_first_name: String,
    /// When, if the slot is dated.
    times: Option<SlotTimes>,
    consented: bool,
    token: String,
    today: Date,
) -> impl IntoView {
    let _ = (lang, need, child_first_name, times, consented, token, today);
}
