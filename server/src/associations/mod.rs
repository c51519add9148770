//! Associations: entering one, its public page, the moderators' queue. One file an address.

pub mod entry;
pub mod moderation;
pub mod page;
pub mod town;
