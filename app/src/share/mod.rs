//! A need is passed on: the panel on its page, the page that asks for a Mastodon instance, friends who are told, and what
//! a coordinator finds ready. The island lets the browser share and copy.

#[cfg(feature = "ssr")]
mod mastodon;
#[cfg(feature = "ssr")]
mod panel;

mod live;

pub use live::ShareLive;
#[cfg(feature = "ssr")]
pub use mastodon::MastodonPage;
#[cfg(feature = "ssr")]
pub use panel::{SharePanel, Ways};
