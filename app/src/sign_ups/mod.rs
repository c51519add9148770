//! Signing up: the form with its rules, the island that checks as one types, the pages around it.
//!
//! The form is plain HTML that only the server writes. [`SignUpLive`] draws nothing: in the browser it listens
//! to the form it stands in, so that nothing typed or filled in before it woke is ever overwritten.

pub mod errors;
pub mod form;
mod live;
pub mod rules;

#[cfg(feature = "ssr")]
mod after;
#[cfg(feature = "ssr")]
mod card;
#[cfg(feature = "ssr")]
mod field;
#[cfg(feature = "ssr")]
mod fields;
#[cfg(feature = "ssr")]
mod lost_link;
#[cfg(feature = "ssr")]
mod messages;
#[cfg(feature = "ssr")]
mod page;
#[cfg(feature = "ssr")]
mod parent;
#[cfg(feature = "ssr")]
mod slots;
#[cfg(feature = "ssr")]
mod standing;
#[cfg(all(test, feature = "ssr"))]
mod tests;
#[cfg(feature = "ssr")]
mod volunteer;

pub use errors::{FieldError, FieldErrors, FormField};
pub use form::{FormState, SignUpForm};
pub use live::SignUpLive;
pub use rules::{CheckedSignUp, FormRules, check};

#[cfg(feature = "ssr")]
pub use {
    after::{ErasedPage, ThanksPage},
    card::SignUpCard,
    lost_link::LostLinkPage,
    messages::{Got, Messages, subject},
    page::{ClosedSignUp, SignUpPage},
    parent::ParentPage,
    slots::when,
    standing::{Notice, Standing},
    volunteer::VolunteerPage,
};

use crate::{domain::Lang, texts::sign_ups as say};

/// The places left of one slot, in words: « 3 places sur 8 », « complet, liste d’attente ».
#[must_use]
pub fn places_left(lang: Lang, left: i64, capacity: i64) -> String {
    if left <= 0 { say::full(lang).to_owned() } else { say::left(lang, left, capacity) }
}
