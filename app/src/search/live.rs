//! A changed filter applies at once: the page of the new address is fetched and what it says differently
//! takes the old one's place. The form stays, and without WebAssembly its button does the same.

#[cfg(feature = "hydrate")]
mod browser;
#[cfg(feature = "hydrate")]
mod sheets;
#[cfg(feature = "hydrate")]
mod swap;

use leptos::{html::P, prelude::*};

/// Nothing to see; says the new number to those who listen.
#[island]
pub fn LiveSearch() -> impl IntoView {
    let status = NodeRef::<P>::new();
    #[cfg(feature = "hydrate")]
    Effect::new(move |_| {
        if let Some(status) = status.get() {
            browser::watch(status.into());
        }
    });
    view! { <p class="heard" role="status" node_ref=status></p> }
}
