//! `/connexion`: an address is given, a link is mailed to it. Nobody learns whether the portal knows it.

use super::inside;
use crate::{
    http::{
        AppError, Head, PageResult, Visit,
        forms::{Query, read_form},
        limits::{Limits, Network},
        page_with_status,
    },
    mail::{letters_to_coordinators as letters, outbox},
    state::{App, SharedApp},
    store::{
        links::Token,
        sign_in_links::{self, SignInLink},
    },
};
use app::{
    domain::{
        Lang,
        email::{Email, EmailError},
    },
    sign_in::{Provider, SignInPage},
    texts,
};
use axum::{
    body::Bytes,
    extract::State,
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
    suite: String,
    envoye: String,
}

/// `GET`.
pub async fn page(State(app): State<SharedApp>, visit: Visit, Query(typed): Query<Typed>) -> PageResult {
    Ok(shown(StatusCode::OK, &app, &visit, typed, None))
}

/// `POST`.
pub async fn post(State(app): State<SharedApp>, visit: Visit, network: Network, body: Bytes) -> PageResult {
    let typed: Typed = read_form(&body)?;
    let email = match Email::parse(&typed.email) {
        Ok(email) => email,
        Err(error) => return Ok(shown(StatusCode::UNPROCESSABLE_ENTITY, &app, &visit, typed, Some(error))),
    };
    send_link(&app, network, visit.lang, &email, inside(&typed.suite), None).await?;
    Ok(Redirect::to(&visit.lang.href("/connexion?envoye=1")).into_response())
}

/// Mails a link that lets `email` in, once, and leads on to `next`; with `registration`, an association (as JSON)
/// is entered by the same click.
///
/// # Errors
/// When it is one too many, or the database fails.
pub async fn send_link(
    app: &App,
    network: Network,
    lang: Lang,
    email: &Email,
    next: &str,
    registration: Option<String>,
) -> Result<(), AppError> {
    let (now, token) = (app.clock.now(), Token::fresh());
    let link = SignInLink {
        email: email.as_str().to_owned(),
        lang: lang.code().to_owned(),
        next: next.to_owned(),
        registration,
        opened_at: None,
    };
    let mut tx = app.db.begin().await?;
    Limits::new(app, network, &email.key(), now).count(&mut tx).await?;
    sign_in_links::add(&mut tx, &token, &link, now).await?;
    let letter = letters::sign_in(lang, &app.settings.public_url, email.as_str(), token.as_str());
    outbox::queue(&mut tx, [letter], now).await?;
    tx.commit().await?;
    app.outbox_wake.notify_one();
    Ok(())
}

fn shown(status: StatusCode, app: &App, visit: &Visit, typed: Typed, error: Option<EmailError>) -> Response {
    let lang = visit.lang;
    let title = texts::sign_in::title(lang).to_owned();
    let head = Head { title, private: true, class: "sign-in", ..Head::default() };
    // The other language's page has neither what was typed nor what was done.
    let place = Visit { lang, path: "/connexion".to_owned() };
    let sent = typed.envoye == "1";
    let providers: Vec<_> = app
        .settings
        .providers
        .iter()
        .map(|one| Provider { id: one.id.clone(), name: one.name.clone() })
        .collect();
    page_with_status(
        status,
        app,
        &place,
        head,
        || view! { <SignInPage lang sent email=typed.email error next=typed.suite providers/> },
    )
}
