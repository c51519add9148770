//! `/connexion/{token}`: the page that a mailed link opens, and its button, which lets in.

use super::{
    mailed::{page_of_link, used_up},
    open,
};
use crate::{
    associations::entry,
    http::{AppError, PageResult, Visit, kept_by_nobody},
    likes,
    state::SharedApp,
    store::{
        coordinators,
        links::Token,
        sign_in_links::{self, SignInLink},
    },
};
use app::{
    domain::{Lang, email::Email},
    sign_in::EnterPage,
    texts,
};
use axum::{
    extract::{Path, Request, State},
    response::{IntoResponse, Redirect},
};
use leptos::prelude::*;
use tower_sessions::Session;

/// `GET`: one button. Looking changes nothing but that it was looked at.
pub async fn page(State(app): State<SharedApp>, visit: Visit, Path(token): Path<String>) -> PageResult {
    let now = app.clock.now();
    let token = Token::read(&token).ok_or(AppError::DeadSignInLink)?;
    let link = sign_in_links::look(&app.db, &token, now).await?.ok_or(AppError::DeadSignInLink)?;
    if link.opened_at.is_none() {
        sign_in_links::note_opened(&app.db, &token, now).await?;
    }
    let lang = visit.lang;
    let association = link.registration.as_deref().and_then(entry::name_of);
    let title = texts::sign_in::enter_title(lang).to_owned();
    let opened_before = link.opened_at.is_some();
    let (token, email) = (token.as_str().to_owned(), link.email);
    Ok(page_of_link(&app, lang, title, || view! { <EnterPage lang token email opened_before association/> }))
}

/// `POST`: uses the link up and opens a session. Pressed twice, it leads the one who is in already to the same place.
pub async fn enter(
    State(app): State<SharedApp>,
    visit: Visit,
    Path(token): Path<String>,
    (session, browser): (Session, likes::Browser),
    request: Request,
) -> PageResult {
    let now = app.clock.now();
    let token = Token::read(&token).ok_or(AppError::DeadSignInLink)?;
    let mut tx = app.db.begin().await?;
    let Some(link) = sign_in_links::use_up(&mut tx, &token, now).await? else {
        drop(tx);
        return used_up(&app, &visit, request, AppError::DeadSignInLink).await;
    };
    let SignInLink { email, lang, next, registration, .. } = link;
    let email = Email::parse(&email).map_err(|_| AppError::DeadSignInLink)?;
    let lang = Lang::from_code(&lang);
    let coordinator = coordinators::enter(&mut tx, &email, lang, now).await?;
    let next = match registration {
        None => next,
        Some(registration) => entry::enter(&app, &mut tx, coordinator, lang, &registration, now).await?,
    };
    tx.commit().await?;
    app.outbox_wake.notify_one();
    let cookie = open(&app, &session, browser, coordinator).await?;
    Ok(kept_by_nobody((cookie, Redirect::to(&next)).into_response()))
}
