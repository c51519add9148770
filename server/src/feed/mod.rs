//! Reads the needs that others publish as API Engagement partner feeds.

pub mod activities;
mod addresses;
mod description;
mod error;
mod input;
pub mod mission;
mod raw;
pub mod reader;
mod refusal;
mod values;

pub use error::FeedError;
pub use mission::{FeedAssociation, FeedMission, content_hash};
pub use raw::{RawAddress, RawMission};
pub use reader::{Missions, Publisher};
pub use refusal::{Note, Reason, Refusal};
