//! The time, handed in rather than taken, so that rules can be tried at any hour.

use std::sync::{
    Arc,
    atomic::{AtomicI64, Ordering},
};

/// Where the time comes from: the machine, or a test's hand.
#[derive(Clone, Debug, Default)]
pub enum Clock {
    /// The machine's own.
    #[default]
    System,
    /// The machine's, so many seconds ahead.
    Ahead(i64),
    /// Stands still until a test moves it.
    Manual(Arc<AtomicI64>),
}

impl Clock {
    /// A clock that stands at `now`, epoch seconds.
    #[must_use]
    pub fn standing_at(now: i64) -> Self {
        Self::Manual(Arc::new(AtomicI64::new(now)))
    }

    /// Epoch seconds, UTC.
    #[must_use]
    #[allow(clippy::disallowed_methods)] // the one place where the machine is asked
    pub fn now(&self) -> i64 {
        match self {
            Self::System => jiff::Timestamp::now().as_second(),
            Self::Ahead(seconds) => jiff::Timestamp::now().as_second().saturating_add(*seconds),
            Self::Manual(now) => now.load(Ordering::SeqCst),
        }
    }

    /// Moves a manual clock on; the machine's own is not moved.
    pub fn advance(&self, seconds: i64) {
        if let Self::Manual(now) = self {
            now.fetch_add(seconds, Ordering::SeqCst);
        }
    }
}
