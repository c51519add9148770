//! Who may call a route. Every route says so in `router.rs`; one that doesn't can't be written.

/// Who may call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Anybody, with or without a past here.
    Anyone,
    /// Whoever holds the link that was mailed to them, which is in the address as `{token}`.
    LinkHolder,
}
