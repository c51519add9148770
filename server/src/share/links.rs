//! The links that travel.

use crate::state::App;
use app::domain::{Lang, need::Need, share::Channel};

/// A need's page as it is shared by this way: whole, with the tag that tells figures of it.
#[must_use]
pub fn link(app: &App, lang: Lang, need: &Need, channel: Channel) -> String {
    format!("{}{}?de={}", app.settings.public_url, lang.href(&need.path()), channel.tag())
}

/// The same as short as it can be, where room is scarce: without the words in the address, to which it leads on.
#[must_use]
pub fn short_link(app: &App, lang: Lang, need: &Need, channel: Channel) -> String {
    let path = lang.href(&format!("/missions/{}", need.id));
    format!("{}{path}?de={}", app.settings.public_url, channel.tag())
}

/// The one that fits `channel`.
#[must_use]
pub fn fitting(app: &App, lang: Lang, need: &Need, channel: Channel) -> String {
    match channel {
        Channel::Sms | Channel::Poster => short_link(app, lang, need, channel),
        _ => link(app, lang, need, channel),
    }
}
