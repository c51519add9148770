//! After: thanks and what comes next; and the word of goodbye once all is erased.

use crate::domain::{
    Lang,
    need::{Need, Slot},
};
use jiff::civil::Date;
use leptos::prelude::*;

/// `/missions/{id}-{slug}/merci`. It says the same whether or not the address had signed up before.
#[component]
pub fn ThanksPage(
    lang: Lang,
    need: Need,
    /// The slot chosen, where it is known.
    slot: Option<Slot>,
    /// On the waiting list.
    waiting: bool,
    /// Under 18: a parent is asked first.
    minor: bool,
    today: Date,
) -> impl IntoView {
    let _ = (lang, need, slot, waiting, minor, today);
}

/// Shown once, after a volunteer has had everything erased.
#[component]
pub fn ErasedPage(lang: Lang) -> impl IntoView {
    let _ = lang;
}
