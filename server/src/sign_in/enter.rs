//! `/connexion/{token}`: the page that a mailed link opens, and its button, which lets in.

use super::open;
use crate::{
    associations::entry,
    http::{AppError, Head, PageResult, Visit, kept_by_nobody, page, signed_in::someone},
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
pub async fn page_of_link(
    State(app): State<SharedApp>,
    visit: Visit,
    Path(token): Path<String>,
) -> PageResult {
    let now = app.clock.now();
    let token = Token::read(&token).ok_or(AppError::DeadSignInLink)?;
    let link = sign_in_links::look(&app.db, &token, now).await?.ok_or(AppError::DeadSignInLink)?;
    if link.opened_at.is_none() {
        sign_in_links::note_opened(&app.db, &token, now).await?;
    }
    let lang = visit.lang;
    let association = link.registration.as_deref().and_then(entry::name_of);
    let head = Head {
        title: texts::sign_in::enter_title(lang).to_owned(),
        private: true,
        class: "sign-in",
        ..Head::default()
    };
    let place = Visit { lang, path: "/connexion".to_owned() };
    let opened_before = link.opened_at.is_some();
    let (token, email) = (token.as_str().to_owned(), link.email);
    Ok(kept_by_nobody(page(
        &app,
        &place,
        head,
        || view! { <EnterPage lang token email opened_before association/> },
    )))
}

/// `POST`: uses the link up and opens a session. Pressed twice, it leads the one who is in already to the same place.
pub async fn enter(
    State(app): State<SharedApp>,
    visit: Visit,
    Path(token): Path<String>,
    session: Session,
    request: Request,
) -> PageResult {
    let now = app.clock.now();
    let token = Token::read(&token).ok_or(AppError::DeadSignInLink)?;
    let mut tx = app.db.begin().await?;
    let Some(link) = sign_in_links::use_up(&mut tx, &token, now).await? else {
        drop(tx);
        let (mut parts, _) = request.into_parts();
        return match someone(&mut parts, &app).await? {
            Some(_) => Ok(Redirect::to(&visit.lang.href("/espace")).into_response()),
            None => Err(AppError::DeadSignInLink),
        };
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
    open(&session, coordinator).await?;
    Ok(kept_by_nobody(Redirect::to(&next).into_response()))
}
