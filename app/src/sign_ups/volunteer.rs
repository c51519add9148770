//! `/inscriptions/{token}`: the volunteer's own page.

use super::FormState;
use crate::domain::{
    Lang,
    need::{Need, NeedCard},
    sign_up::SignUp,
};
use jiff::civil::{Date, DateTime};
use leptos::prelude::*;

/// What has just been done, said once at the top of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Notice {
    /// The sign-up is confirmed.
    Confirmed,
    /// The changes are kept.
    Changed,
    /// The sign-up is withdrawn.
    Cancelled,
    /// The place offered from the waiting list is taken.
    OfferTaken,
    /// The place had gone to somebody else before the button was pressed; back on the waiting list.
    PlaceGone,
}

/// What the sign-up alone doesn't know of itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// Place in the waiting list, from 1.
    pub rank: Option<i64>,
    /// `due_at` on the clocks of the place: until when to confirm, or to take the offer.
    pub until: Option<DateTime>,
}

/// See, confirm, change, cancel, download, erase.
///
/// The form posts to `/inscriptions/{token}`; its e-mail field can't be changed there, so the handler puts
/// the stored address into the form before it checks it. Buttons post to `…/confirmation`, `…/annulation`
/// and `…/effacement`; the data is at `…/donnees.json`.
#[component]
pub fn VolunteerPage(
    lang: Lang,
    token: String,
    need: Need,
    sign_up: SignUp,
    standing: Standing,
    state: FormState,
    notice: Option<Notice>,
    /// Needs nearby, for those whose sign-up is over.
    others: Vec<NeedCard>,
    /// The day it is, where the need happens: years are only said where they differ.
    today: Date,
) -> impl IntoView {
    let _ = (lang, token, need, sign_up, standing, state, notice, others, today);
}
