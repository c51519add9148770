//! Reads the needs that others publish as API Engagement partner feeds.

mod error;
mod input;
mod raw;
pub mod reader;

pub use error::FeedError;
pub use raw::{RawAddress, RawMission};
pub use reader::{Missions, Publisher};
