//! The public API, `/api/v1`: open data to read for everybody, and for associations a way to push their needs and to
//! fetch and answer their sign-ups with a key. What an answer looks like is in `shapes`; the OpenAPI document is made
//! from the same types and handlers, so that it can't say anything else.

pub mod around;
pub mod associations;
pub mod cache;
pub mod cursor;
pub mod docs;
pub mod etag;
pub mod fields;
pub mod holder;
pub mod key;
pub mod limits;
pub mod needs;
pub mod openapi;
pub mod parameters;
pub mod places;
pub mod problem;
pub mod push;
pub mod query;
pub mod shapes;
pub mod sign_ups;

use std::sync::Arc;

/// How an address of the API begins.
pub const BASE: &str = "/api/v1";

/// What the API keeps in memory: answers that were given a moment ago, and who asked how often. All of it may be lost.
pub struct Memory {
    /// Whole answers by what was asked.
    pub answers: cache::Cache<String, Arc<etag::Answer>>,
    /// Needs as JSON, by id.
    pub needs: cache::Cache<i64, Arc<str>>,
    /// Requests of each network.
    pub requests: limits::Counter,
}

/// Bytes of answers that are kept: a thousand pages of twenty.
const ANSWERS: usize = 40 * 1024 * 1024;
/// Bytes of needs that are kept.
const NEEDS: usize = 16 * 1024 * 1024;

impl Default for Memory {
    fn default() -> Self {
        Self {
            answers: cache::Cache::new(ANSWERS),
            needs: cache::Cache::new(NEEDS),
            requests: limits::Counter::default(),
        }
    }
}

/// Whether an address is the API's, where errors are JSON.
#[must_use]
pub fn is_below(path: &str) -> bool {
    path.strip_prefix("/api").is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}
