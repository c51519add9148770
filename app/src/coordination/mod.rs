//! The space of those who act for associations: everything below `/espace`.

mod frame;
mod home;
mod needs;

pub use frame::{DeskFrame, Tab};
pub use home::{SpacePage, YourAssociation, role_words};
pub use needs::NeedsPage;
