//! Where a sign-up stands, in words.

use crate::{
    domain::{
        Lang, dates,
        handling::Handling,
        sign_up::{SignUp, SignUpState},
    },
    texts::{correspondence, sign_ups as say, unsubscribe},
};
use jiff::civil::{Date, DateTime};

/// What has just been done, said once at the top of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Notice {
    /// The sign-up is confirmed.
    Confirmed,
    /// The volunteer has confirmed; the parent hasn't agreed yet.
    ParentAwaited,
    /// The changes are kept.
    Changed,
    /// The sign-up is withdrawn.
    Cancelled,
    /// The place offered from the waiting list is taken.
    OfferTaken,
    /// What they said of it is passed on.
    Rated,
    /// Their words are on their way to the association.
    Said,
    /// The association's messages come again.
    MessagesAgain,
    /// The association's messages come no more.
    NoMoreMessages,
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

impl Notice {
    /// The notice in words.
    #[must_use]
    pub fn say(self, lang: Lang) -> &'static str {
        match self {
            Self::Confirmed => say::now_confirmed(lang),
            Self::ParentAwaited => say::now_parent_awaited(lang),
            Self::Changed => say::now_changed(lang),
            Self::Cancelled => say::now_cancelled(lang),
            Self::OfferTaken => say::now_offer_taken(lang),
            Self::Rated => crate::texts::follow_ups::now_said(lang),
            Self::Said => correspondence::now_sent(lang),
            Self::MessagesAgain => unsubscribe::now_again(lang),
            Self::NoMoreMessages => unsubscribe::now_no_more(lang),
            Self::PlaceGone => say::now_place_gone(lang),
        }
    }
}

/// The state as one word or two, and the class of its colour.
#[must_use]
pub fn badge(lang: Lang, state: SignUpState) -> (&'static str, &'static str) {
    match state {
        SignUpState::Unconfirmed => (say::unconfirmed(lang), "warn"),
        SignUpState::Confirmed => (say::confirmed(lang), "good"),
        SignUpState::Waiting => (say::waiting(lang), "calm"),
        SignUpState::Offered => (say::offered(lang), "warn"),
        SignUpState::Cancelled => (say::cancelled(lang), "calm"),
        SignUpState::Expired => (say::expired(lang), "calm"),
    }
}

/// What the association has made of a sign-up, in its own words; nothing while it hasn't answered.
#[must_use]
pub fn answered(lang: Lang, handling: Handling) -> Option<&'static str> {
    match handling {
        // That they came stands above all the rest.
        Handling::New | Handling::Came => None,
        Handling::Contacted => Some(correspondence::contacted(lang)),
        Handling::Accepted => Some(correspondence::accepted(lang)),
        Handling::Declined => Some(correspondence::declined(lang)),
        Handling::Absent => Some(correspondence::absent(lang)),
    }
}

/// What the state means for the volunteer, and until when.
#[must_use]
pub fn explained(lang: Lang, sign_up: &SignUp, standing: Standing, today: Date) -> String {
    let until = standing.until.map(|until| {
        let (day, time) = (dates::day(lang, until.date(), today), dates::time(lang, until.time()));
        say::day_and_time(lang, day, time)
    });
    match (sign_up.state, until, standing.rank) {
        (SignUpState::Unconfirmed, Some(until), _) if sign_up.awaits_parent() => {
            say::parent_awaited_until(lang, until)
        }
        (SignUpState::Unconfirmed, Some(until), _) => say::unconfirmed_until(lang, until),
        (SignUpState::Unconfirmed, None, _) => say::unconfirmed_text(lang).to_owned(),
        (SignUpState::Offered, Some(until), _) => say::offered_until(lang, until),
        (SignUpState::Offered, None, _) => say::offered_text(lang).to_owned(),
        (SignUpState::Waiting, _, Some(rank)) if rank > 1 => say::waiting_rank(lang, rank - 1),
        (SignUpState::Waiting, _, Some(_)) => say::waiting_first(lang).to_owned(),
        (SignUpState::Waiting, _, None) => say::waiting_text(lang).to_owned(),
        (SignUpState::Confirmed, ..) => say::confirmed_text(lang).to_owned(),
        (SignUpState::Cancelled, ..) => say::cancelled_text(lang).to_owned(),
        (SignUpState::Expired, ..) => say::expired_text(lang).to_owned(),
    }
}
