//! `/associations/{association}/revendication`: somebody says that an association which came by a feed is theirs. A link
//! is mailed if their address shows it; the answer tells nobody whether it does.

use super::belongs::belongs;
use crate::{
    http::{
        AppError, Head, PageResult, Visit,
        forms::{Query, read_form},
        limits::{Limits, Network},
        page_with_status,
    },
    mail::{letters_of_teams as letters, outbox},
    needs::NeedPath,
    state::{App, SharedApp},
    store::{associations, claims, links::Token},
};
use app::{
    associations::ClaimPage,
    domain::{
        association::{Association, AssociationState},
        email::{Email, EmailError},
    },
    texts,
};
use axum::{
    body::Bytes,
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use leptos::prelude::*;
use serde::Deserialize;

/// What the address says, and what the form sends.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Typed {
    email: String,
    envoye: String,
}

/// `GET`.
pub async fn page(
    State(app): State<SharedApp>,
    visit: Visit,
    Path(address): Path<String>,
    Query(typed): Query<Typed>,
) -> PageResult {
    let association = open(&app, &address).await?;
    Ok(shown(StatusCode::OK, &app, &visit, association, typed, None))
}

/// `POST`.
pub async fn post(
    State(app): State<SharedApp>,
    visit: Visit,
    network: Network,
    Path(address): Path<String>,
    body: Bytes,
) -> PageResult {
    let association = open(&app, &address).await?;
    let typed: Typed = read_form(&body)?;
    let email = match Email::parse(&typed.email) {
        Ok(email) => email,
        Err(error) => {
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            return Ok(shown(status, &app, &visit, association, typed, Some(error)));
        }
    };
    let (now, token) = (app.clock.now(), Token::fresh());
    let inside = associations::inside(&app.db, association.id).await?;
    let mut tx = app.db.begin().await?;
    // Who only guesses is counted too.
    Limits::new(&app, network, &email.key(), now).count(&mut tx).await?;
    if belongs(&email, inside.contact_email.as_deref(), association.web_page.as_deref()) {
        claims::add(&mut tx, &token, association.id, &email, visit.lang, now).await?;
        let public_url = &app.settings.public_url;
        let letter =
            letters::claim(visit.lang, public_url, email.as_str(), &association.name, token.as_str());
        outbox::queue(&mut tx, [letter], now).await?;
    }
    tx.commit().await?;
    app.outbox_wake.notify_one();
    let sent = format!("{}/revendication?envoye=1", association.path());
    Ok(Redirect::to(&visit.lang.href(&sent)).into_response())
}

/// The association at this address, if it can be claimed.
async fn open(app: &App, address: &str) -> Result<Association, AppError> {
    let path = NeedPath::parse(address).ok_or(AppError::NotFound)?;
    let association = associations::association(&app.db, path.id)
        .await?
        .filter(|association| association.state == AssociationState::Approved)
        .ok_or(AppError::NotFound)?;
    if claims::is_open(&app.db, association.id).await? { Ok(association) } else { Err(AppError::NotFound) }
}

fn shown(
    status: StatusCode,
    app: &App,
    visit: &Visit,
    association: Association,
    typed: Typed,
    error: Option<EmailError>,
) -> Response {
    let lang = visit.lang;
    let title = texts::claims::title(lang, &association.name);
    let head = Head { title, private: true, class: "sign-in", ..Head::default() };
    let place = Visit { lang, path: format!("{}/revendication", association.path()) };
    let sent = typed.envoye == "1";
    page_with_status(
        status,
        app,
        &place,
        head,
        || view! { <ClaimPage lang association sent email=typed.email error/> },
    )
}
