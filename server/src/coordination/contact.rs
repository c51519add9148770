//! `/adresse-de-contact/{token}`: the page that a link to a new contact address opens, and its button, which proves it.

use crate::{
    http::{
        AppError, Head, PageResult, Visit, kept_by_nobody,
        limits::{Limits, Network},
        page as document,
    },
    mail::{letters_of_teams as letters, outbox},
    state::{App, SharedApp},
    store::{
        Tx,
        acts::{self, Act},
        contact_changes,
        coordinators::Coordinator,
        links::Token,
    },
};
use app::{
    coordination::ContactPage,
    domain::{Lang, email::Email},
    texts,
};
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Redirect, Response},
};
use leptos::prelude::*;

/// Asks an address whether it is that of an association: it counts from the click on.
///
/// # Errors
/// When too much was asked of it, or the database fails.
pub async fn ask(
    app: &App,
    tx: &mut Tx,
    lang: Lang,
    (association, name): (i64, &str),
    by: &Coordinator,
    (email, network): (&Email, Network),
) -> Result<(), AppError> {
    let now = app.clock.now();
    Limits::new(app, network, &email.key(), now).count(tx).await?;
    let token = Token::fresh();
    contact_changes::ask(tx, &token, (association, by.id), email, lang, now).await?;
    let names = (name, by.shown());
    let letter = letters::contact_link(lang, &app.settings.public_url, email.as_str(), names, token.as_str());
    outbox::queue(tx, [letter], now).await?;
    Ok(())
}

/// `GET`: one button. Looking changes nothing, for mail scanners look too.
pub async fn page(State(app): State<SharedApp>, visit: Visit, Path(token): Path<String>) -> PageResult {
    let token = Token::read(&token).ok_or(AppError::DeadContactLink)?;
    let change = contact_changes::look(&app.db, &token, app.clock.now()).await?;
    let change = change.ok_or(AppError::DeadContactLink)?;
    let to_prove = Some((token.as_str().to_owned(), change.association, change.email));
    Ok(kept_by_nobody(shown(&app, &visit, to_prove)))
}

/// `POST`: from now on it counts, and both the old address and the new one are told.
pub async fn prove(State(app): State<SharedApp>, visit: Visit, Path(token): Path<String>) -> PageResult {
    let now = app.clock.now();
    let token = Token::read(&token).ok_or(AppError::DeadContactLink)?;
    let mut tx = app.db.begin().await?;
    let change = contact_changes::make(&mut tx, &token, now).await?.ok_or(AppError::DeadContactLink)?;
    let act = Act {
        association_id: change.association_id,
        coordinator_id: Some(change.asked_by),
        kind: "entry",
        need_id: None,
        people: 0,
        detail: "contact",
    };
    acts::note(&mut tx, &act, now).await?;
    let said = (change.association.as_str(), change.email.as_str(), change.asker.as_str());
    let lang = Lang::from_code(&change.lang);
    let told: Vec<_> = change
        .old
        .iter()
        .chain([&change.email])
        .map(|to| letters::contact_changed(lang, &app.settings.public_url, to, said))
        .collect();
    outbox::queue(&mut tx, told, now).await?;
    tx.commit().await?;
    app.outbox_wake.notify_one();
    let done = visit.lang.href("/adresse-de-contact/merci");
    Ok(kept_by_nobody(Redirect::to(&done).into_response()))
}

/// `GET /adresse-de-contact/merci`.
pub async fn thanks(State(app): State<SharedApp>, visit: Visit) -> PageResult {
    Ok(shown(&app, &visit, None))
}

fn shown(app: &App, visit: &Visit, to_prove: Option<(String, String, String)>) -> Response {
    let lang = visit.lang;
    let title = texts::contact::title(lang).to_owned();
    let head = Head { title, private: true, class: "sign-in", ..Head::default() };
    // The token stays out of the links to the other language.
    let place = Visit { lang, path: "/adresse-de-contact/merci".to_owned() };
    document(app, &place, head, || view! { <ContactPage lang to_prove/> })
}
