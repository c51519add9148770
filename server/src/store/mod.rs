//! What is kept: one file an aggregate, one SQL text for both databases. `dialect` holds the true differences.

pub mod acts;
pub mod associations;
pub mod claims;
pub mod contact_changes;
pub mod coordinators;
mod db;
pub mod dead_addresses;
pub mod demo_sign_ups;
pub mod dialect;
pub mod drafts;
mod error;
pub mod follow_ups;
pub mod forms_taken;
pub mod invitations;
pub mod links;
pub mod logos;
pub mod members;
pub mod messages;
pub mod need_documents;
pub mod needs;
pub mod needs_import;
pub mod needs_over;
pub mod needs_posted;
pub mod outbox;
mod query;
pub mod rate_limits;
pub mod ratings;
pub mod rules;
pub mod secrets;
pub mod sessions;
pub mod sign_in_links;
pub mod sign_up_notes;
pub mod sign_up_table;

pub mod sign_ups;
pub mod slots;
pub mod slots_cancelled;
mod slots_import;
mod slots_posted;
pub mod teams;
pub mod unsubscribed;
pub mod volunteer_words;
pub mod waiting;

pub use db::{Db, Tx};
pub use error::StoreError;
pub(crate) use query::{execute, insert_all, row, rows, scalar, tx_row, tx_rows, tx_scalar};
