//! Follow-ups: mails from coordinators to people who signed up.

mod compose;
mod form;
mod list;
mod message;
mod messages;
mod ratings;
mod rules;
mod samples;
mod starters;
mod unsubscribe;

pub use compose::ComposePage;
pub use form::{CheckedFollowUp, FollowUpForm, check};
pub use list::{FollowUpsPage, Shown, Stage};
pub use message::{MessageForm, MessagePage, check_message};
pub use messages::MessagesPage;
pub use ratings::{Rated, RatingForm, RatingsPage, Said};
pub use rules::{RuleForm, RulesPage, check_rule};
pub use samples::{Example, Sample, Samples, example};
pub use starters::{Origin, Prepared, starters};
pub use unsubscribe::UnsubscribePage;
