//! Associations: entering one, its public page, the moderators' queue. One file an address.

mod belongs;
pub mod claim;
pub mod claimed;
pub mod entry;
pub mod logo;
pub mod moderation;
pub mod page;
pub mod town;
