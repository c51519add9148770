//! Alerts: being told by mail when a search finds new needs. Asked for, confirmed once, and from then on looked after
//! by [`send`] until they are stopped.

pub mod ask;
mod holder;
pub mod manage;
mod new_needs;
pub mod send;
pub mod stop;
mod token;
mod turns;

use crate::{
    mail::letters_of_alerts::AlertContext, search_feeds::Asked, state::App, store::alerts::AlertRow,
};
use app::domain::Lang;
use token::Purpose;

pub use holder::{AlertHolder, AlertStopper};

/// An alert's own page, without language.
fn manage_path(app: &App, id: i64) -> String {
    format!("/alertes/{}", token::token(&app.secrets.alerts, Purpose::Manage, id))
}

/// Where an alert is stopped by one click, a whole address.
fn stop_address(app: &App, lang: Lang, id: i64) -> String {
    let token = token::token(&app.secrets.alerts, Purpose::Stop, id);
    format!("{}{}", app.settings.public_url, lang.href(&format!("/desabonnement/alertes/{token}")))
}

/// `path` (without language) as a whole address.
fn whole(app: &App, lang: Lang, path: &str) -> String {
    format!("{}{}", app.settings.public_url, lang.href(path))
}

/// The search of an alert in words, in one line.
fn in_words(app: &App, lang: Lang, asked: &Asked) -> String {
    asked.words(app, lang).join(" · ")
}

/// What a letter about `alert` says of it.
fn context<'a>(app: &'a App, alert: &AlertRow, asked: &'a str, manage: &'a str) -> AlertContext<'a> {
    let (lang, rhythm) = (alert.lang(), alert.rhythm());
    AlertContext { lang, public_url: &app.settings.public_url, asked, rhythm, manage }
}
