//! Mail: what letters say (`letters`), the outbox they wait in, and how they leave.

pub mod calendar;
mod layout;
mod letter;
pub mod letters;
pub mod outbox;
pub mod transport;

pub use letter::{Letter, LetterKind, one_line};
