//! A need is passed on: the panel on its page, the page that asks for a Mastodon instance, friends who are told, and what
//! a coordinator finds ready. The island lets the browser share and copy.

#[cfg(feature = "ssr")]
mod friends;
#[cfg(feature = "ssr")]
mod friends_form;
#[cfg(feature = "ssr")]
mod kit;
#[cfg(feature = "ssr")]
mod mastodon;
#[cfg(feature = "ssr")]
mod panel;

mod live;

#[cfg(feature = "ssr")]
pub use friends::{FriendsPage, SilencePage};
#[cfg(feature = "ssr")]
pub use friends_form::{CheckedFriends, FriendsForm, MOST_FRIENDS, WORDS_MAX, check};
#[cfg(feature = "ssr")]
pub use kit::{Kit, KitPage, KitText};
pub use live::ShareLive;
#[cfg(feature = "ssr")]
pub use mastodon::MastodonPage;
#[cfg(feature = "ssr")]
pub use panel::{SharePanel, Ways};
