//! What people see and may type: the rules (`domain`), the pages and forms of each feature, and the
//! islands that make them live. Built twice: into the server (`ssr`) and to WebAssembly (`hydrate`).
//! No SQL, no mail, no clock in here.

// A need's facts are one type as deep as their HTML.
#![recursion_limit = "256"]

#[cfg(feature = "ssr")]
pub mod alerts;
pub mod api;
#[cfg(feature = "ssr")]
pub mod associations;
#[cfg(feature = "hydrate")]
mod browser;
#[cfg(feature = "ssr")]
pub mod coordination;
pub mod domain;
#[cfg(feature = "ssr")]
pub mod figures;
#[cfg(feature = "ssr")]
pub mod follow_ups;
pub mod forms;
#[cfg(feature = "ssr")]
pub mod home;
pub mod likes;
#[cfg(feature = "ssr")]
pub mod links_back;
#[cfg(feature = "hydrate")]
mod live;
#[cfg(feature = "ssr")]
pub mod needs;
#[cfg(feature = "ssr")]
pub mod partner_feeds;
pub mod places;
#[cfg(feature = "ssr")]
pub mod reports;
pub mod search;
#[cfg(feature = "ssr")]
pub mod search_feeds;
pub mod share;
#[cfg(feature = "ssr")]
pub mod sign_in;
pub mod sign_up_table;
pub mod sign_ups;
pub mod texts;
#[cfg(feature = "ssr")]
pub mod ui;
#[cfg(feature = "ssr")]
pub mod widget;

/// Prepares the browser for the islands; called once by `start.js`.
#[cfg(feature = "hydrate")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn hydrate() {
    leptos::mount::hydrate_islands();
}
