//! Forms of the associations' side: what can be wrong with a field, and how fields look.
//!
//! A form is a plain struct of strings, with its lengths and shapes said by `validator`'s derive and the rest in a
//! `check` function that gives a checked type. In the browser [`FormLive`](crate::forms::live::FormLive) sends what is
//! typed to the server after a pause, so that it is the very same code that checks.

#[cfg(feature = "ssr")]
mod differences;
#[cfg(feature = "ssr")]
mod fields;
pub mod live;
#[cfg(feature = "ssr")]
mod problem;

#[cfg(feature = "ssr")]
pub use differences::{Difference, Differences};
#[cfg(feature = "ssr")]
pub use fields::{Choice, ErrorSummary, GroupedChoice, LongInput, TextInput, Tick, field_class, note_id};
#[cfg(feature = "ssr")]
pub use problem::{Problem, Problems};
