//! `coup-de-main demo`: demo associations and their needs, so that a fresh portal has something to show.
//! Their slots lie in the weeks to come, counted from the day on which it runs.

mod data;
mod dates;
mod figures;
mod load;

pub use load::{DemoError, Loaded, load};

use crate::{clock::Clock, places::Directory, settings::Settings, store::Db};
use std::io::Write;

/// Fills the database with the demo associations and says what was done.
///
/// # Errors
/// When the database can't be had.
pub async fn command(settings: &Settings) -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
    let db = Db::open(&settings.database_url)
        .await
        .map_err(|error| format!("DATABASE_URL can't be used: {error}"))?;
    db.migrate().await?;
    let loaded = load(&db, &Directory::load()?, Clock::System.now()).await?;
    let Loaded { added, changed, unchanged } = loaded;
    writeln!(std::io::stdout(), "demo: {added} added, {changed} changed, {unchanged} unchanged")?;
    db.close().await;
    Ok(())
}
