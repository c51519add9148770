//! The space of those who act for associations: everything below `/espace`. One file an address.

pub mod home;
pub mod needs;
