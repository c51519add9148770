//! Who asks, as far as likes go.

use super::cookie;
use crate::{
    http::{AppError, signed_in::someone},
    state::{App, SharedApp},
    store::likes::{AccountId, LikerKey, Who},
};
use app::domain::email::Email;
use axum::{extract::FromRequestParts, http::request::Parts};
use std::convert::Infallible;

/// Whom the browser's cookie names, whoever is signed in.
#[derive(Clone, Copy, Debug)]
pub struct Browser(pub Option<LikerKey>);

/// Whose likes these are: those of whoever is signed in, or else the browser's.
#[derive(Clone, Debug)]
pub struct Liker {
    /// Nobody yet: a browser that likes nothing.
    pub who: Option<Who>,
    /// The address of whoever is signed in.
    pub email: Option<String>,
}

impl Liker {
    /// Somebody who only wants to know what others like.
    #[must_use]
    pub const fn nobody() -> Self {
        Self { who: None, email: None }
    }
}

impl FromRequestParts<SharedApp> for Browser {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &SharedApp) -> Result<Self, Infallible> {
        Ok(Self(cookie::of(&app.secrets.likes, &parts.headers)))
    }
}

impl FromRequestParts<SharedApp> for Liker {
    type Rejection = AppError;

    async fn from_request_parts(parts: &mut Parts, app: &SharedApp) -> Result<Self, AppError> {
        if let Some(signed_in) = someone(parts, app).await? {
            let email = signed_in.coordinator.email;
            return Ok(Self { who: Some(Who::Account(account(app, &email))), email: Some(email) });
        }
        let browser = cookie::of(&app.secrets.likes, &parts.headers);
        Ok(Self { who: browser.map(Who::Browser), email: None })
    }
}

/// The account of an address.
pub fn account(app: &App, email: &str) -> AccountId {
    AccountId::of(&app.secrets.likes, &key_of(email))
}

/// What two writings of an address have in common.
pub fn key_of(email: &str) -> String {
    Email::parse(email).map_or_else(|_| email.to_ascii_lowercase(), |email| email.key())
}
