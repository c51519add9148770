//! Posting a need: the form, its rules, its page.

mod cancel;
mod check;
mod differences;
mod form;
mod other_places;
mod page;
mod past;
mod rows;
mod slots;
mod told;
mod typed;
mod untold;

pub use cancel::CancelSlotPage;
pub use check::{CheckedNeed, CheckedSlot, MOST_SLOTS, When, check};
pub use differences::differences;
pub use form::{NeedForm, Row};
pub use page::{PostingPage, Stage};
pub use past::check_change;
use rows::Times;
pub use slots::when_so_far;
pub use told::News;
pub use typed::{day, time};
pub use untold::{Untold, UntoldNews};
