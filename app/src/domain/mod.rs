//! Plain types and rules, without input or output. Everything else depends on this, this on nothing.

pub mod activity;
pub mod alert;
pub mod api_key;
pub mod area;
pub mod association;
pub mod colour;
pub mod dates;
pub mod delivery;
pub mod email;
mod email_domains;
pub mod field;
#[cfg(feature = "ssr")]
pub mod figures;
pub mod firm_spaces;
pub mod flags;
pub mod handling;
pub mod hours;
pub mod lang;
pub mod likes;
pub mod merge;
pub mod near;
pub mod need;
pub mod numbers;
pub mod person_words;
pub mod phone;
pub mod place;
pub mod register;
pub mod report;
pub mod rule;
pub mod search;
pub mod share;
pub mod sign_up;
pub mod text;

pub use field::Field;
pub use lang::Lang;
pub use place::Point;
