//! A browser's likes become its owner's, once it is known who that is.

use super::{Browser, cookie::SetCookie, who::account};
use crate::{
    state::App,
    store::{
        StoreError, coordinators,
        likes::{LikerKey, write},
    },
};

/// Somebody signs in: what their browser liked is theirs from now on, and the browser forgets it, so that nothing of it
/// is seen there once they have left. Letting them in doesn't hang on it: what fails is tried at the next time.
pub async fn at_sign_in(app: &App, browser: Browser, coordinator: i64) -> SetCookie {
    let Browser(Some(key)) = browser else { return SetCookie::default() };
    match merged(app, &key, coordinator).await {
        Ok(true) => SetCookie::forget(app),
        Ok(false) => SetCookie::default(),
        Err(error) => {
            tracing::warn!("likes stay with their browser: {error}");
            SetCookie::default()
        }
    }
}

async fn merged(app: &App, browser: &LikerKey, coordinator: i64) -> Result<bool, StoreError> {
    let Some(coordinator) = coordinators::coordinator(&app.db, coordinator).await? else { return Ok(false) };
    Ok(with_address(app, Some(browser), &coordinator.email).await?.0)
}

/// What a browser liked becomes that of an address, unless it is another address's; whether it did, and what the
/// browsers of that address carry.
///
/// # Errors
/// When the database fails.
pub async fn with_address(
    app: &App,
    browser: Option<&LikerKey>,
    email: &str,
) -> Result<(bool, LikerKey), StoreError> {
    let mut tx = app.db.begin().await?;
    let merged = write::merge(&mut tx, browser, &account(app, email), app.clock.now()).await?;
    tx.commit().await?;
    Ok(merged)
}
