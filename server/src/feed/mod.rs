//! Reads the needs that others publish as API Engagement partner feeds.

pub mod activities;
mod addresses;
mod association;
pub mod command;
pub mod credit;
pub mod description;
mod error;
pub mod import;
mod input;
pub mod mission;
mod raw;
pub mod reader;
mod refusal;
pub mod source;
mod values;
mod writer;

pub use association::FeedAssociation;
pub use error::FeedError;
pub use import::{Import, ImportError, Summary};
pub use mission::{FeedMission, content_hash};
pub use raw::{RawAddress, RawMission};
pub use reader::{Missions, Publisher};
pub use refusal::{Note, Reason, Refusal};
pub use source::{Source, SourceError};
