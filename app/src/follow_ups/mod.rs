//! Follow-ups: mails from coordinators to people who signed up.

mod compose;
mod form;
mod list;
mod starters;

pub use compose::{ComposePage, Sample};
pub use form::{CheckedFollowUp, FollowUpForm, check};
pub use list::{FollowUpsPage, Shown};
pub use starters::{Prepared, starters};
