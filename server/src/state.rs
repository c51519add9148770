//! What every handler and job shares.

use crate::{
    clock::Clock,
    feed_out::Fresh,
    likes,
    outward::Outward,
    places::Directory,
    search::Index,
    settings::Settings,
    sign_ups::desk::Desk,
    store::{Db, secrets::Secrets},
};
use std::sync::Arc;

/// The application: settings, database, clock and what is derived from them. Nothing in it is needed by
/// another server; all that must last is in the database.
pub struct App {
    /// As read at start.
    pub settings: Settings,
    /// The database.
    pub db: Db,
    /// Keys that all servers share.
    pub secrets: Secrets,
    /// Where sign-ups are written down.
    pub desk: Desk,
    /// Where likes are written down.
    pub likes: likes::desk::Desk,
    /// The time.
    pub clock: Clock,
    /// Every commune, department and region.
    pub places: Arc<Directory>,
    /// What can be found, derived from the database.
    pub index: Index,
    /// What the API keeps in memory.
    pub api: crate::api::Memory,
    /// Held while the index takes over changes.
    pub catching_up: tokio::sync::Mutex<()>,
    /// How addresses outside are asked.
    pub outward: Outward,
    /// Which states of the feeds for partners were seen.
    pub fresh: Fresh,
    /// How letters leave.
    pub transport: crate::mail::Transport,
    /// What was counted and isn't in the database yet.
    pub figures: crate::figures::Counter,
    /// Rung when this server has committed a letter to the outbox.
    pub outbox_wake: tokio::sync::Notify,
    /// Pictures and posters, drawn lately.
    pub pictures: crate::share::kept::Kept,
}

/// As handlers get it.
pub type SharedApp = Arc<App>;
