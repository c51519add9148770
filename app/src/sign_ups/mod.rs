//! Signing up: the form with its rules, the island that checks as one types, the pages around it.

pub mod errors;
pub mod form;
pub mod rules;

#[cfg(feature = "ssr")]
mod after;
#[cfg(feature = "ssr")]
mod card;
#[cfg(feature = "ssr")]
mod lost_link;
#[cfg(feature = "ssr")]
mod page;
#[cfg(feature = "ssr")]
mod parent;
#[cfg(feature = "ssr")]
mod volunteer;

pub use errors::{FieldError, FieldErrors, FormField};
pub use form::{FormState, SignUpForm};
pub use rules::{CheckedSignUp, FormRules, check};

#[cfg(feature = "ssr")]
pub use {
    after::{ErasedPage, ThanksPage},
    card::SignUpCard,
    lost_link::LostLinkPage,
    page::{ClosedSignUp, SignUpPage},
    parent::ParentPage,
    volunteer::{Notice, Standing, VolunteerPage},
};
