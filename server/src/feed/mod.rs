//! Reads the needs that others publish, as API Engagement partner feeds or as All for Good's.

pub mod activities;
mod addresses;
mod all_for_good;
mod all_for_good_dates;
pub(crate) mod all_for_good_tags;
mod api_engagement;
mod association;
pub mod command;
pub mod credit;
pub mod description;
mod error;
pub mod import;
mod input;
pub mod mission;
mod node;
mod raw;
pub mod reader;
mod refusal;
pub mod scheduled;
pub mod slots;
pub mod source;
pub mod trouble;
mod values;
mod writer;

pub use association::FeedAssociation;
pub use error::FeedError;
pub use import::{Import, ImportError, Summary};
pub use mission::{FeedMission, content_hash};
pub use node::Format;
pub use raw::{RawAddress, RawMission, RawSlot};
pub use reader::{Missions, Publisher};
pub use refusal::{Note, Reason, Refusal};
pub use slots::FeedSlot;
pub use source::{Source, SourceError};
