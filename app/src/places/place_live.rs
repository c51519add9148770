//! The island in the place field: suggestions as one types, and « Autour de moi ».

#[cfg(feature = "hydrate")]
mod field;
#[cfg(any(feature = "hydrate", test))]
mod line;
#[cfg(feature = "hydrate")]
mod list;
#[cfg(feature = "hydrate")]
mod position;

use leptos::prelude::*;

/// Stands inside a [`super::PlaceField`] and makes it live. It draws nothing and takes no props: all that it
/// has to know stands in the field's markup, and WebAssembly need not carry a reader of props.
#[island]
pub fn PlaceLive() -> impl IntoView {
    #[cfg(feature = "hydrate")]
    field::wake_all();
}
