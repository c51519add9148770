//! Follow-ups: mails from coordinators to people who signed up.

mod compose;
mod form;
mod list;
mod ratings;
mod rules;
mod starters;

pub use compose::{ComposePage, Sample};
pub use form::{CheckedFollowUp, FollowUpForm, check};
pub use list::{FollowUpsPage, Shown};
pub use ratings::{Rated, RatingForm, RatingsPage, Said};
pub use rules::{RuleForm, RulesPage, check_rule};
pub use starters::{Prepared, starters};
