//! People who are signed in, and what they act for. Each is a type that only a look into the database makes: a
//! handler that asks for one never runs for anybody else.

use super::{AppError, Visit, session::COORDINATOR};
use crate::{
    local_time::{day_number, today},
    state::SharedApp,
    store::{
        coordinators::{self, Coordinator},
        members,
    },
};
use app::domain::association::{Association, Role};
use axum::{
    extract::{FromRequestParts, Path},
    http::{Method, request::Parts},
};
use std::collections::HashMap;
use tower_sessions::Session;

/// Where a session keeps the last day on which it was used.
const SEEN: &str = "seen";

/// Somebody who is signed in.
#[derive(Clone, Debug)]
pub struct SignedIn {
    /// Who.
    pub coordinator: Coordinator,
    /// Their session.
    pub session: Session,
}

/// Somebody who acts for the association in the address (`{association}`), in any role.
#[derive(Clone, Debug)]
pub struct Member {
    /// Who.
    pub coordinator: Coordinator,
    /// For which association.
    pub association: Association,
    /// As what.
    pub role: Role,
}

/// A member who may post needs and answer volunteers.
#[derive(Clone, Debug)]
pub struct ForCoordinators(pub Member);

/// A member who may change the association's entry and say who belongs to it.
#[derive(Clone, Debug)]
pub struct ForOwners(pub Member);

/// Somebody who watches over what enters the portal.
#[derive(Clone, Debug)]
pub struct ForModerators(pub Coordinator);

impl FromRequestParts<SharedApp> for SignedIn {
    type Rejection = AppError;

    async fn from_request_parts(parts: &mut Parts, app: &SharedApp) -> Result<Self, AppError> {
        match someone(parts, app).await? {
            Some(signed_in) => Ok(signed_in),
            None => Err(sign_in_first(parts).await),
        }
    }
}

impl FromRequestParts<SharedApp> for Member {
    type Rejection = AppError;

    async fn from_request_parts(parts: &mut Parts, app: &SharedApp) -> Result<Self, AppError> {
        let SignedIn { coordinator, .. } = SignedIn::from_request_parts(parts, app).await?;
        let path = Path::<HashMap<String, String>>::from_request_parts(parts, app).await;
        let Path(values) = path.map_err(|_| AppError::NotFound)?;
        let id = values.get("association").and_then(|id| id.parse().ok()).ok_or(AppError::NotFound)?;
        // One that isn't theirs is as good as none: who guesses addresses learns nothing.
        let membership = members::membership(&app.db, coordinator.id, id).await?.ok_or(AppError::NotFound)?;
        Ok(Self { coordinator, association: membership.association, role: membership.role })
    }
}

async fn at_least(role: Role, parts: &mut Parts, app: &SharedApp) -> Result<Member, AppError> {
    let member = Member::from_request_parts(parts, app).await?;
    if member.role >= role { Ok(member) } else { Err(AppError::Forbidden) }
}

impl FromRequestParts<SharedApp> for ForCoordinators {
    type Rejection = AppError;

    async fn from_request_parts(parts: &mut Parts, app: &SharedApp) -> Result<Self, AppError> {
        at_least(Role::Coordinator, parts, app).await.map(Self)
    }
}

impl FromRequestParts<SharedApp> for ForOwners {
    type Rejection = AppError;

    async fn from_request_parts(parts: &mut Parts, app: &SharedApp) -> Result<Self, AppError> {
        at_least(Role::Owner, parts, app).await.map(Self)
    }
}

impl FromRequestParts<SharedApp> for ForModerators {
    type Rejection = AppError;

    async fn from_request_parts(parts: &mut Parts, app: &SharedApp) -> Result<Self, AppError> {
        let SignedIn { coordinator, .. } = SignedIn::from_request_parts(parts, app).await?;
        if coordinator.moderator { Ok(Self(coordinator)) } else { Err(AppError::NotFound) }
    }
}

/// Whoever is signed in, if anybody is.
///
/// # Errors
/// When the database fails.
pub async fn someone(parts: &mut Parts, app: &SharedApp) -> Result<Option<SignedIn>, AppError> {
    let Some(session) = parts.extensions.get::<Session>().cloned() else { return Ok(None) };
    let Some(id) = session.get::<i64>(COORDINATOR).await? else { return Ok(None) };
    let Some(coordinator) = coordinators::coordinator(&app.db, id).await? else { return Ok(None) };
    // Once a day the session is kept on, and its cookie with it.
    let day = day_number(today(app.clock.now()));
    if session.get::<i32>(SEEN).await? != Some(day) {
        session.insert(SEEN, day).await?;
    }
    Ok(Some(SignedIn { coordinator, session }))
}

/// To the sign-in page, and from there back to where they wanted to go, if that was a page.
async fn sign_in_first(parts: &mut Parts) -> AppError {
    let Ok(visit) = Visit::from_request_parts(parts, &()).await;
    let there =
        if parts.method == Method::GET { visit.lang.href(&visit.path) } else { visit.lang.href("/espace") };
    let next = percent_encoding::utf8_percent_encode(&there, percent_encoding::NON_ALPHANUMERIC);
    AppError::SignIn(visit.lang.href(&format!("/connexion?suite={next}")))
}
