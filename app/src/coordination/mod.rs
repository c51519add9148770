//! The space of those who act for associations: everything below `/espace`.

mod account;
mod contact;
mod entry;
mod frame;
mod home;
mod keys;
mod log;
mod needs;
pub mod posting;
pub mod sign_ups;
mod team;
mod team_invitation;
mod waiting;

pub use account::AccountPage;
pub use contact::ContactPage;
pub use entry::ChangeEntryPage;
pub use frame::{DeskFrame, Tab};
pub use home::{SpacePage, YourAssociation, role_words};
pub use keys::{ApiKeyLine, KeyForm, KeyMaker, KeyStanding, KeysPage, LIVES};
pub use log::{LogPage, LoggedAct, act_words};
pub use needs::{DraftLine, NeedsPage, People};
pub use team::{Invited, TeamPage, Teammate, role_about};
pub use team_invitation::InvitationPage;
pub use waiting::{Waiting, WaitingLine};
