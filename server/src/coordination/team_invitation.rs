//! `/invitation/{token}`: the page that a mailed invitation opens, and its button. That the link arrived proves the
//! address, so the button also signs in.

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
        coordinators, invitations,
        links::Token,
        members, teams,
    },
};
use app::{
    coordination::InvitationPage,
    domain::{Lang, association::Role, email::Email},
    texts,
};
use axum::{
    extract::{Path, Request, State},
    response::{IntoResponse, Redirect},
};
use leptos::prelude::*;
use tower_sessions::Session;

/// `GET`: who invites whom to what.
pub async fn page(State(app): State<SharedApp>, visit: Visit, Path(token): Path<String>) -> PageResult {
    let token = Token::read(&token).ok_or(AppError::DeadInvitation)?;
    let shown = invitations::look(&app.db, &token, app.clock.now()).await?.ok_or(AppError::DeadInvitation)?;
    let role = Role::from_code(&shown.role).ok_or(AppError::DeadInvitation)?;
    let lang = visit.lang;
    let title = texts::team::invitation_title(lang, &shown.association);
    let (association, inviter, email) = (shown.association, shown.inviter, shown.email);
    let token = token.as_str().to_owned();
    Ok(page_of_link(
        &app,
        lang,
        title,
        || view! { <InvitationPage lang token association inviter email role/> },
    ))
}

/// `POST`: makes them a member and lets them in. Pressed twice, it leads the one who is in already to their space.
pub async fn accept(
    State(app): State<SharedApp>,
    visit: Visit,
    Path(token): Path<String>,
    (session, browser): (Session, likes::Browser),
    request: Request,
) -> PageResult {
    let now = app.clock.now();
    let token = Token::read(&token).ok_or(AppError::DeadInvitation)?;
    let mut tx = app.db.begin().await?;
    let Some(invitation) = invitations::accept(&mut tx, &token, now).await? else {
        drop(tx);
        return used_up(&app, &visit, request, AppError::DeadInvitation).await;
    };
    let email = Email::parse(&invitation.email).map_err(|_| AppError::DeadInvitation)?;
    let role = Role::from_code(&invitation.role).ok_or(AppError::DeadInvitation)?;
    let association = invitation.association_id;
    teams::lock(&mut tx, association).await?;
    let person = coordinators::enter(&mut tx, &email, Lang::from_code(&invitation.lang), now).await?;
    // An invitation gives, it never takes: an owner stays one.
    if teams::role(&mut tx, association, person).await?.is_none_or(|has| has < role) {
        members::put(&mut tx, association, person, role, now).await?;
        let act = Act {
            association_id: association,
            coordinator_id: Some(person),
            kind: "join",
            need_id: None,
            people: 1,
            detail: role.code(),
        };
        acts::note(&mut tx, &act, now).await?;
    }
    tx.commit().await?;
    let cookie = open(&app, &session, browser, person).await?;
    let desk = visit.lang.href(&format!("/espace/{association}"));
    Ok(kept_by_nobody((cookie, Redirect::to(&desk)).into_response()))
}
