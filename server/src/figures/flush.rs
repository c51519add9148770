//! From memory to the database, and what goes when a day is over.

use super::counter::fresh_salt;
use crate::{
    local_time::today,
    state::App,
    store::{StoreError, figures as store},
};
use app::domain::figures::{KEPT_MONTHS, day_code};
use jiff::ToSpan;

/// Taken down in one transaction: few enough for a sign-up to come between.
const AT_ONCE: usize = 500;
/// Hashes that are deleted in one transaction.
const FORGOTTEN_AT_ONCE: i64 = 5000;

/// Adds all that waits to the database. What it doesn't take waits on.
///
/// # Errors
/// When the database fails.
pub async fn flush(app: &App) -> Result<(), StoreError> {
    prepare(app).await?;
    let (mut waiting, lost) = app.figures.take();
    if lost > 0 {
        tracing::warn!("figures: {lost} not counted, for want of room");
    }
    while !waiting.is_empty() {
        let rest = waiting.split_off(AT_ONCE.min(waiting.len()));
        if let Err(error) = store::add(&app.db, &waiting).await {
            waiting.extend(rest);
            app.figures.give_back(waiting);
            return Err(error);
        }
        waiting = rest;
    }
    Ok(())
}

/// Takes over the salts of today and tomorrow, which all servers share, and draws them where nobody has yet.
///
/// # Errors
/// When the database fails.
pub async fn prepare(app: &App) -> Result<(), StoreError> {
    let today = today(app.clock.now());
    let days = [day_code(today), day_code(today.saturating_add(1.day()))];
    if !app.figures.has_salts(&days) {
        app.figures.salt(store::salts(&app.db, days, fresh_salt).await?);
    }
    Ok(())
}

/// Throws away what was kept of days that are over: the salts and hashes of yesterday, and the figures of days that are
/// too old. What waits is written down before, since it might be of yesterday; where that fails, the day is over all the
/// same.
///
/// # Errors
/// When the database fails.
pub async fn forget(app: &App) -> Result<(), StoreError> {
    let written = flush(app).await;
    let today = today(app.clock.now());
    store::forget_people(&app.db, day_code(today), FORGOTTEN_AT_ONCE).await?;
    let oldest = today.first_of_month().saturating_sub((KEPT_MONTHS - 1).months());
    store::forget_days(&app.db, day_code(oldest)).await?;
    written
}
