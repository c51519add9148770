//! The space of those who act for associations: everything below `/espace`. One file an address.

pub mod account;
pub mod actor;
pub mod contact;
pub mod entry;
pub mod home;
pub mod keys;
pub mod log;
pub mod logo;
pub mod needs;
pub mod once;
pub mod posting;
pub mod sign_ups;
pub mod team;
pub mod team_change;
pub mod team_invitation;
