//! Follow-ups: mails from coordinators to people who signed up. One file an address; `send` is the job that writes
//! the letters, a few a second.

pub mod compose;
pub mod list;
pub mod reader;
pub mod send;
