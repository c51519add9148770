//! What people like, as far as a page says it.

use serde::{Deserialize, Serialize};

/// The likes of one need, and whether one of them is the reader's.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Likes {
    /// How many people like it.
    pub count: i64,
    /// Whether the reader is one who does.
    pub mine: bool,
    /// Likes left out of `count`: they came from networks where too many new browsers appeared within an hour.
    pub marked: i64,
}
