//! What people like: one click, no account; the list that comes of it, to compare and to send to oneself.
//!
//! Somebody's likes belong to their browser, by a signed cookie that their first click sets; once they sign in, or say
//! so on their volunteer's page, to their address.

pub mod click;
pub mod compare;
pub mod cookie;
pub mod desk;
pub mod forget;
pub mod join;
pub mod list;
pub mod marked;
pub mod of_volunteer;
pub mod send;
mod shown;
mod who;

pub use shown::{form, of_need, on_cards};
pub use who::{Browser, Liker};
