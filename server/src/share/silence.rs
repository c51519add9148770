//! `/desabonnement/amis/{token}`: whom friends may not have written to any more. A mail program's POST is enough
//! (RFC 8058); a reader who opens the address finds a page with one button, for scanners open links too.

use super::friends::hashes::{self, Hash};
use crate::{
    http::{AppError, Head, PageResult, Visit, kept_by_nobody, one_click::one_click, page as document},
    state::{App, SharedApp},
    store::{StoreError, Tx, friends, outbox},
};
use app::{
    domain::{Lang, email::Email},
    share::SilencePage,
    texts::share_friends as say,
};
use axum::{
    body::Bytes,
    extract::{Path, State},
    response::Response,
};
use leptos::prelude::*;

/// `GET`: changes nothing.
pub async fn page(State(app): State<SharedApp>, visit: Visit, Path(token): Path<String>) -> PageResult {
    read(&app, &token)?;
    Ok(shown(&app, &visit, &token, false))
}

/// `POST`, by a mail program or our own button: not redirected, as the RFC wants it.
pub async fn post(
    State(app): State<SharedApp>,
    visit: Visit,
    Path(token): Path<String>,
    body: Bytes,
) -> PageResult {
    let address = read(&app, &token)?;
    if !one_click(&body) {
        return Err(AppError::BadRequest("what is to be done?"));
    }
    let now = app.clock.now();
    let mut tx = app.db.begin().await?;
    friends::silence(&mut tx, &address, now).await?;
    for lang in Lang::ALL {
        outbox::take_back_at(&mut tx, &at(&app, lang, &token), now).await?;
    }
    tx.commit().await?;
    Ok(shown(&app, &visit, &token, true))
}

/// Where whoever has this address says that they want no more letters that somebody else may have had sent.
#[must_use]
pub fn address(app: &App, lang: Lang, email: &Email) -> String {
    at(app, lang, &hashes::token(&app.secrets.friends, email))
}

fn at(app: &App, lang: Lang, token: &str) -> String {
    format!("{}{}", app.settings.public_url, lang.href(&format!("/desabonnement/amis/{token}")))
}

/// Whether whoever has this address wants none.
///
/// # Errors
/// When the database fails.
pub async fn is_wanted(app: &App, tx: &mut Tx, email: &Email) -> Result<bool, StoreError> {
    for said in hashes::silences(&app.secrets.friends, email) {
        if friends::is_silent(tx, &said).await? {
            return Ok(true);
        }
    }
    Ok(false)
}

fn read(app: &App, token: &str) -> Result<Hash, AppError> {
    hashes::read(&app.secrets.friends, token).ok_or(AppError::NotFound)
}

fn shown(app: &App, visit: &Visit, token: &str, done: bool) -> Response {
    let lang = visit.lang;
    let path = format!("/desabonnement/amis/{token}");
    let title = if done { say::never_done_title(lang) } else { say::never_title(lang) };
    let head = Head { title: title.to_owned(), private: true, class: "share-page", ..Head::default() };
    let action = lang.href(&path);
    let place = Visit { lang, path };
    kept_by_nobody(document(app, &place, head, || view! { <SilencePage lang action done/> }))
}
