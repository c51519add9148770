//! The island behind the hearts: a click is sent without leaving the page.

#[cfg(feature = "hydrate")]
mod click;

use leptos::prelude::*;

/// Stands inside the form that all hearts send. It draws nothing.
#[island]
pub fn LikeLive() -> impl IntoView {
    #[cfg(feature = "hydrate")]
    click::start();
}
