//! A changed filter applies at once: the page of the new address is fetched and what it says differently
//! takes the old one's place. The form stays, and without WebAssembly its button does the same.

#[cfg(feature = "hydrate")]
mod sheets;
#[cfg(feature = "hydrate")]
mod watch;

use leptos::prelude::*;

/// Draws nothing; says the new number into the `.heard` of the search page, to those who listen.
#[island]
pub fn LiveSearch() -> impl IntoView {
    #[cfg(feature = "hydrate")]
    let _ = watch::start();
}
