//! `POST /mes-favoris/oubli`: likes are forgotten, everywhere or in this browser, and its cookie with them.

use super::{
    Liker,
    cookie::SetCookie,
    who::{account, key_of},
};
use crate::{
    http::{PageResult, Visit, forms::read_form, kept_by_nobody},
    state::{App, SharedApp},
    store::{
        StoreError, Tx,
        likes::{self, Who, write},
    },
};
use axum::{
    body::Bytes,
    extract::State,
    response::{IntoResponse, Redirect},
};
use serde::Deserialize;

/// Browsers forgotten in one transaction.
const TOGETHER: i64 = 100;

/// The form.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Typed {
    /// `ici`: what is kept with an address stays there.
    quoi: String,
}

/// `POST`.
pub async fn post(State(app): State<SharedApp>, visit: Visit, liker: Liker, body: Bytes) -> PageResult {
    let typed: Typed = read_form(&body)?;
    let cookie = match &liker.who {
        Some(Who::Browser(_)) => SetCookie::forget(&app),
        _ => SetCookie::default(),
    };
    if let Some(who) = &liker.who {
        // What one browser alone likes is lost with its cookie: nobody could take it back any more.
        let elsewhere = likes::of(&app.db, who).await?.is_some_and(|found| found.of_account);
        if typed.quoi != "ici" || !elsewhere {
            let mut tx = app.db.begin().await?;
            write::forget(&mut tx, who).await?;
            tx.commit().await?;
        }
    }
    let list = visit.lang.href("/mes-favoris?fait=oubli");
    Ok(kept_by_nobody((cookie, Redirect::to(&list)).into_response()))
}

/// Forgets what an address likes, once nothing else is kept of it.
///
/// # Errors
/// When the database fails.
pub async fn with_address(app: &App, tx: &mut Tx, email: &str) -> Result<(), StoreError> {
    write::forget_gone(tx, &account(app, email), &key_of(email)).await
}

/// Forgets some of what belongs to browsers that must have lost their cookie; whether more is left.
///
/// # Errors
/// When the database fails.
pub async fn unseen(app: &App) -> Result<bool, StoreError> {
    let mut tx = app.db.begin().await?;
    let unseen = write::unseen(&mut tx, TOGETHER, app.clock.now()).await?;
    for key in &unseen {
        write::forget(&mut tx, &Who::Browser(*key)).await?;
    }
    tx.commit().await?;
    Ok(i64::try_from(unseen.len()).is_ok_and(|gone| gone == TOGETHER))
}
