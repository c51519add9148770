//! `/inscriptions/lien-perdu`: the personal links once more, by mail to their owner alone.

use super::{Query, Subject, read_form};
use crate::{
    http::{
        AppError, Head, PageResult, Visit, kept_by_nobody,
        limits::{Limits, Network},
        page_with_status,
    },
    mail::{
        letters::{self, LostLink},
        outbox,
    },
    state::{App, SharedApp},
    store::{
        links::{self, NewLink, Purpose, Token},
        sign_ups,
    },
};
use app::{
    domain::email::{Email, EmailError},
    sign_ups::LostLinkPage,
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

/// What the address says.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Told {
    envoye: String,
}

/// The form.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Typed {
    email: String,
}

/// `GET`.
pub async fn page(State(app): State<SharedApp>, visit: Visit, Query(told): Query<Told>) -> PageResult {
    let sent = told.envoye == "1";
    Ok(shown(StatusCode::OK, &app, &visit, sent, String::new(), None))
}

/// `POST`. The answer is the same whether or not the address is known.
pub async fn post(State(app): State<SharedApp>, visit: Visit, network: Network, body: Bytes) -> PageResult {
    let now = app.clock.now();
    let typed: Typed = read_form(&body)?;
    let email = match Email::parse(&typed.email) {
        Ok(email) => email,
        Err(error) => {
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            return Ok(shown(status, &app, &visit, false, typed.email, Some(error)));
        }
    };
    let fresh = fresh_links(&app, &visit, &email, now).await?;
    let mut tx = app.db.begin().await?;
    Limits::new(&app, network, &email.key(), now).count(&mut tx).await?;
    let (links, told): (Vec<NewLink>, Vec<LostLink>) = fresh.into_iter().unzip();
    links::add(&mut tx, &links, now).await?;
    if !told.is_empty() {
        let letter = letters::lost_link(visit.lang, &app.settings.public_url, email.as_str(), &told);
        outbox::queue(&mut tx, [letter], now).await?;
    }
    tx.commit().await?;
    app.outbox_wake.notify_one();
    let there = visit.lang.href("/inscriptions/lien-perdu?envoye=1");
    Ok(kept_by_nobody(Redirect::to(&there).into_response()))
}

/// For each sign-up of the address a new token, and what the letter says of it.
async fn fresh_links(
    app: &App,
    visit: &Visit,
    email: &Email,
    now: i64,
) -> Result<Vec<(NewLink, LostLink)>, AppError> {
    let mut fresh = Vec::new();
    for row in sign_ups::all_of_address(&app.db, &email.key()).await? {
        let subject = Subject::of_sign_up(app, &row, now).await?;
        let when = subject.context(visit.lang, "").when;
        let token = Token::fresh();
        let told = LostLink { need_title: subject.need.title, when, token: token.as_str().to_owned() };
        fresh.push((NewLink { token, sign_up_id: row.id, purpose: Purpose::Volunteer }, told));
    }
    Ok(fresh)
}

fn shown(
    status: StatusCode,
    app: &App,
    visit: &Visit,
    sent: bool,
    email: String,
    error: Option<EmailError>,
) -> Response {
    let lang = visit.lang;
    let title = texts::sign_ups::lost_link_title(lang).to_owned();
    let head = Head { title, private: true, class: "lost-link", ..Head::default() };
    page_with_status(status, app, visit, head, || view! { <LostLinkPage lang sent email error/> })
}
