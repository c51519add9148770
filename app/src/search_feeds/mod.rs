//! Searches that are followed: as a feed, in a calendar, by mail.

mod asked;
mod facts;
mod follow;

pub use asked::asked;
pub use facts::{when, whereabouts};
pub use follow::Follow;
