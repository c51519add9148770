//! Follow-ups: mails from coordinators to people who signed up. One file an address; `send` is the job that writes
//! the letters, a few a second.

pub mod by_itself;
pub mod compose;
pub mod list;
pub mod messages;
pub mod prepared;
pub mod rating;
pub mod reader;
mod remind;
pub mod rules;
mod samples;
pub mod send;
pub mod unsubscribe;
pub mod unsubscribe_token;
