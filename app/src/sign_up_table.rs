//! The island in the table of sign-ups: a changed filter applies at once, what comes in appears by itself, and keys
//! lead through the rows. Without WebAssembly, the filter's button and the browser's own keys do.

#[cfg(feature = "hydrate")]
mod keys;
#[cfg(feature = "hydrate")]
mod rows;

use leptos::prelude::*;

/// Draws nothing; listens to what the server drew.
#[island]
pub fn LiveTable() -> impl IntoView {
    #[cfg(feature = "hydrate")]
    {
        let _ = rows::watch();
        let _ = keys::listen();
    }
}
