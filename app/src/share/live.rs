//! The island: where the browser has a share sheet of its own, the button opens it; a button copies; and a share is
//! counted as it happens. Without it, what is here are plain links, and a field to copy from.

#[cfg(feature = "hydrate")]
mod hands;

use leptos::prelude::*;

/// Draws nothing; listens to the panel that the server drew, and to buttons that copy.
#[island]
pub fn ShareLive() -> impl IntoView {
    #[cfg(feature = "hydrate")]
    let _ = hands::start();
}
