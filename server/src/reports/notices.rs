//! Moderators are told that something waits for them: by one letter an hour at most, however much comes in.

use crate::{
    http::AppError,
    mail::{letters_about_reports as letters, outbox},
    state::App,
    store::reports::{self, decisions as store},
};

/// Writes to those who weren't told of something; answers to how many.
///
/// # Errors
/// When the database fails; then nobody was written to.
pub async fn tell(app: &App) -> Result<usize, AppError> {
    let now = app.clock.now();
    let waiting = store::waiting(&app.db).await?;
    if waiting == 0 {
        return Ok(0);
    }
    let mut tx = app.db.begin().await?;
    let moderators = store::to_tell(&mut tx, now).await?;
    let told: Vec<_> = moderators
        .iter()
        .map(|to| letters::queue(to.lang(), &app.settings.public_url, &to.email, waiting))
        .collect();
    let count = told.len();
    outbox::queue(&mut tx, told, now).await?;
    tx.commit().await?;
    app.outbox_wake.notify_one();
    Ok(count)
}

/// Forgets what people wrote in reports that were answered a year ago.
///
/// # Errors
/// When the database fails.
pub async fn forget(app: &App) -> Result<u64, AppError> {
    Ok(reports::forget_words(&app.db, app.clock.now()).await?)
}
