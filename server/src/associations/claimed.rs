//! `/revendication/{token}`: the page that a mailed link opens, and its button, which makes an owner. That the link
//! arrived proves the address, so the button also signs in.

use crate::{
    http::{AppError, PageResult, Visit, kept_by_nobody},
    likes,
    sign_in::{
        mailed::{page_of_link, used_up},
        open,
    },
    state::SharedApp,
    store::{
        acts::{self, Act},
        claims, coordinators,
        links::Token,
        members, teams,
    },
};
use app::{
    associations::ClaimedPage,
    domain::{Lang, association::Role, email::Email},
    texts,
};
use axum::{
    extract::{Path, Request, State},
    response::{IntoResponse, Redirect},
};
use leptos::prelude::*;
use tower_sessions::Session;

/// `GET`: one button. Looking changes nothing.
pub async fn page(State(app): State<SharedApp>, visit: Visit, Path(token): Path<String>) -> PageResult {
    let token = Token::read(&token).ok_or(AppError::DeadClaim)?;
    let shown = claims::look(&app.db, &token, app.clock.now()).await?.ok_or(AppError::DeadClaim)?;
    let (lang, association, email) = (visit.lang, shown.association, shown.email);
    let title = texts::claims::enter_title(lang, &association);
    let token = token.as_str().to_owned();
    Ok(page_of_link(&app, lang, title, || view! { <ClaimedPage lang token association email/> }))
}

/// `POST`: makes them the owner and lets them in. Pressed twice, it leads the one who is in already to their space.
pub async fn take(
    State(app): State<SharedApp>,
    visit: Visit,
    Path(token): Path<String>,
    (session, browser): (Session, likes::Browser),
    request: Request,
) -> PageResult {
    let now = app.clock.now();
    let token = Token::read(&token).ok_or(AppError::DeadClaim)?;
    let mut tx = app.db.begin().await?;
    let Some(claim) = claims::use_up(&mut tx, &token, now).await? else {
        drop(tx);
        return used_up(&app, &visit, request, AppError::DeadClaim).await;
    };
    let association = claim.association_id;
    let email = Email::parse(&claim.email).map_err(|_| AppError::DeadClaim)?;
    // Of two who press at once, the first is the owner and invites the other.
    teams::lock(&mut tx, association).await?;
    if !claims::is_still_open(&mut tx, association).await? {
        return Err(AppError::DeadClaim);
    }
    let person = coordinators::enter(&mut tx, &email, Lang::from_code(&claim.lang), now).await?;
    members::put(&mut tx, association, person, Role::Owner, now).await?;
    claims::be_written_to(&mut tx, association, &email).await?;
    let act = Act {
        association_id: association,
        coordinator_id: Some(person),
        kind: "claim",
        need_id: None,
        people: 0,
        detail: "",
    };
    acts::note(&mut tx, &act, now).await?;
    tx.commit().await?;
    let cookie = open(&app, &session, browser, person).await?;
    let desk = visit.lang.href(&format!("/espace/{association}"));
    Ok(kept_by_nobody((cookie, Redirect::to(&desk)).into_response()))
}
