//! Who may call a route. Every route says so in `router/addresses.rs`; one that doesn't can't be written.

use super::AppError;
use crate::{
    follow_ups::unsubscribe_token,
    state::SharedApp,
    store::{
        links::{self, Purpose, Token},
        sign_ups::{self, SignUpRow},
    },
};
use axum::{
    extract::{FromRequestParts, Path},
    http::request::Parts,
};
use std::collections::HashMap;

/// Who may call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Anybody, with or without a past here.
    Anyone,
    /// Whoever holds the link that was mailed to them, which is in the address as `{token}`.
    LinkHolder,
    /// Whoever is signed in: [`SignedIn`].
    SignedIn,
    /// Whoever acts for the association in the address, in any role: [`Member`].
    Reader,
    /// Its coordinators and owners: [`ForCoordinators`].
    Coordinator,
    /// Its owners: [`ForOwners`].
    Owner,
    /// An association's own program, with a key of the association in the address:
    /// [`MayPush`](crate::api::holder::MayPush), [`MayFetch`](crate::api::holder::MayFetch),
    /// [`MayAnswer`](crate::api::holder::MayAnswer).
    Key,
    /// Whoever watches over what enters the portal: [`ForModerators`].
    Moderator,
}

/// A volunteer who came by their own link. Only a link that works makes one, so a handler that asks for
/// it never runs without.
#[derive(Debug)]
pub struct LinkHolder {
    /// What the link carries.
    pub token: Token,
    /// The sign-up it is for.
    pub sign_up: SignUpRow,
}

/// Somebody who came by the address at which the letters of a sign-up can be unsubscribed from.
#[derive(Debug)]
pub struct Unsubscriber {
    /// What the address carries; it opens nothing else.
    pub token: String,
    /// The sign-up whose letters it is about.
    pub sign_up: SignUpRow,
}

/// A parent who came by the link that asks for their consent.
#[derive(Debug)]
pub struct ParentLinkHolder {
    /// What the link carries.
    pub token: Token,
    /// The child's sign-up.
    pub sign_up: SignUpRow,
}

impl FromRequestParts<SharedApp> for LinkHolder {
    type Rejection = AppError;

    async fn from_request_parts(parts: &mut Parts, app: &SharedApp) -> Result<Self, AppError> {
        let token = token(parts, app).await?;
        let sign_up = follow(app, &token, Purpose::Volunteer).await?.ok_or(AppError::DeadLink)?;
        Ok(Self { token, sign_up })
    }
}

impl FromRequestParts<SharedApp> for ParentLinkHolder {
    type Rejection = AppError;

    async fn from_request_parts(parts: &mut Parts, app: &SharedApp) -> Result<Self, AppError> {
        let token = token(parts, app).await?;
        let sign_up = follow(app, &token, Purpose::Parent).await?.ok_or(AppError::DeadLink)?;
        Ok(Self { token, sign_up })
    }
}

impl FromRequestParts<SharedApp> for Unsubscriber {
    type Rejection = AppError;

    async fn from_request_parts(parts: &mut Parts, app: &SharedApp) -> Result<Self, AppError> {
        let token = written(parts, app).await?;
        let id = unsubscribe_token::read(&app.secrets.unsubscribe, &token).ok_or(AppError::DeadLink)?;
        let sign_up = sign_ups::sign_up(&app.db, id).await?.ok_or(AppError::DeadLink)?;
        Ok(Self { token, sign_up })
    }
}

/// The volunteer's sign-up that `token` leads to.
///
/// # Errors
/// When the database fails.
pub async fn follow(app: &SharedApp, token: &Token, purpose: Purpose) -> Result<Option<SignUpRow>, AppError> {
    match links::follow(&app.db, token, purpose, app.clock.now()).await? {
        Some(id) => Ok(sign_ups::sign_up(&app.db, id).await?),
        None => Ok(None),
    }
}

async fn token(parts: &mut Parts, app: &SharedApp) -> Result<Token, AppError> {
    Token::read(&written(parts, app).await?).ok_or(AppError::DeadLink)
}

/// What stands in the address as `{token}`.
async fn written(parts: &mut Parts, app: &SharedApp) -> Result<String, AppError> {
    let path = Path::<HashMap<String, String>>::from_request_parts(parts, app).await;
    let Path(mut values) = path.map_err(|_| AppError::DeadLink)?;
    values.remove("token").ok_or(AppError::DeadLink)
}
