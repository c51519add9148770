//! A volunteer has no account but their address, which their personal link proves: there they see what they like, and
//! keep with it what a browser of theirs likes. `POST /inscriptions/{token}/favoris`.

use super::{Browser, cookie::SetCookie, join, list::SHOWN, who::account};
use crate::{
    http::{AppError, PageResult, Visit, access::LinkHolder, kept_by_nobody},
    state::{App, SharedApp},
    store::{
        likes::{self, Who},
        needs,
    },
};
use app::likes::OfVolunteer;
use axum::{
    extract::State,
    response::{IntoResponse, Redirect},
};

/// What an address likes, for the volunteer's page: the last ones.
///
/// # Errors
/// When the database fails.
pub async fn shown(app: &App, email: &str) -> Result<OfVolunteer, AppError> {
    let who = Who::Account(account(app, email));
    let Some(found) = likes::of(&app.db, &who).await? else { return Ok(OfVolunteer::default()) };
    let (total, ids) = (found.count(&app.db).await?, found.last(&app.db, SHOWN, 0).await?);
    let cards = needs::cards(&app.db, &ids, None, app.clock.now()).await?;
    let needs = cards.into_iter().map(|card| (card.path(), card.title)).collect();
    Ok(OfVolunteer { needs, total, offered: false })
}

/// The titles of all that an address likes, for its export.
///
/// # Errors
/// When the database fails.
pub async fn titles(app: &App, email: &str) -> Result<Vec<String>, AppError> {
    match likes::of(&app.db, &Who::Account(account(app, email))).await? {
        Some(found) => Ok(found.titles(&app.db).await?),
        None => Ok(Vec::new()),
    }
}

/// Whether a browser likes something that is no address's yet.
///
/// # Errors
/// When the database fails.
pub async fn has_some(app: &App, Browser(browser): Browser) -> Result<bool, AppError> {
    let Some(key) = browser else { return Ok(false) };
    match likes::of(&app.db, &Who::Browser(key)).await? {
        Some(found) if !found.of_account => Ok(found.any(&app.db).await?),
        _ => Ok(false),
    }
}

/// `POST`: this browser's likes become the address's, and the browser shows all that the address likes.
pub async fn keep(
    State(app): State<SharedApp>,
    visit: Visit,
    LinkHolder { sign_up, .. }: LinkHolder,
    Browser(browser): Browser,
) -> PageResult {
    let (_, key) = join::with_address(&app, browser.as_ref(), &sign_up.email).await?;
    let list = visit.lang.href("/mes-favoris?fait=adresse");
    Ok(kept_by_nobody((SetCookie::carry(&app, &key), Redirect::to(&list)).into_response()))
}
