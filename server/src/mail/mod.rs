//! Mail: what letters say (`letters`), the outbox they wait in, and how they leave (`transport`).

pub mod calendar;
mod layout;
mod letter;
mod letter_context;
pub mod letters;
pub mod letters_about_links;
pub mod letters_about_reports;
pub mod letters_of_alerts;
pub mod letters_of_figures;
pub mod letters_of_likes;
pub mod letters_of_teams;
pub mod letters_to_coordinators;
pub mod letters_to_friends;
pub mod letters_to_volunteers;
mod message;
pub mod outbox;
mod reason;
pub mod retry;
pub mod transport;

pub use letter::{Letter, LetterKind, one_line};
pub use letter_context::LetterContext;
pub use transport::{PATIENCE_IN_ALL, SendError, Transport};
