//! Programs that act for an association with its key. Each is a type that only a key that works makes: a handler that
//! asks for one never runs for anybody else.

use super::{
    key::{Key, Scope},
    problem::{ApiError, Kind},
};
use crate::{
    coordination::actor::Actor,
    local_time::{day_number, today},
    state::SharedApp,
    store::api_keys,
};
use app::domain::association::Association;
use axum::{
    extract::{FromRequestParts, Path},
    http::{header, request::Parts},
};
use std::collections::HashMap;

/// A program that came with a key of the association in the address.
#[derive(Clone, Debug)]
pub struct KeyHolder {
    /// The key.
    pub key_id: i64,
    /// Whose it is.
    pub association: Association,
}

/// One that may push needs.
#[derive(Clone, Debug)]
pub struct MayPush(pub KeyHolder);

/// One that may fetch sign-ups.
#[derive(Clone, Debug)]
pub struct MayFetch(pub KeyHolder);

/// One that may answer sign-ups.
#[derive(Clone, Debug)]
pub struct MayAnswer(pub KeyHolder);

impl KeyHolder {
    /// Who acts, for what is written down of it.
    #[must_use]
    pub const fn actor(&self) -> Actor {
        Actor::of_key(self.association.id, self.key_id)
    }
}

impl FromRequestParts<SharedApp> for MayPush {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, app: &SharedApp) -> Result<Self, ApiError> {
        holder(parts, app, Scope::NeedsWrite).await.map(Self)
    }
}

impl FromRequestParts<SharedApp> for MayFetch {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, app: &SharedApp) -> Result<Self, ApiError> {
        holder(parts, app, Scope::SignUpsRead).await.map(Self)
    }
}

impl FromRequestParts<SharedApp> for MayAnswer {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, app: &SharedApp) -> Result<Self, ApiError> {
        holder(parts, app, Scope::SignUpsWrite).await.map(Self)
    }
}

/// Whoever holds a key for this.
async fn holder(parts: &mut Parts, app: &SharedApp, scope: Scope) -> Result<KeyHolder, ApiError> {
    let sent = parts.headers.get(header::AUTHORIZATION);
    let Some(sent) = sent else {
        let problem = Kind::Key.with("Send a key of the association as Authorization: Bearer cdm_…");
        return Err(problem.challenging("Bearer realm=\"api\"").into());
    };
    let (kind, key) = sent.to_str().unwrap_or_default().split_once(' ').unwrap_or_default();
    let key = if kind.eq_ignore_ascii_case("bearer") { Key::read(key.trim()) } else { None };
    let wrong = |detail: &str| {
        let challenge = "Bearer realm=\"api\", error=\"invalid_token\"";
        ApiError::from(Kind::Key.with(detail).challenging(challenge))
    };
    let Some(key) = key else {
        return Err(wrong("This is no key: one begins with cdm_ and has 50 signs. Was it cut off?"));
    };
    let now = app.clock.now();
    let Some(found) = api_keys::find(&app.db, &key.hash(), now).await? else {
        return Err(wrong("This key is unknown, was revoked or has expired."));
    };
    let path = Path::<HashMap<String, String>>::from_request_parts(parts, app).await;
    let id = path.ok().and_then(|Path(values)| values.get("association")?.parse::<i64>().ok());
    if id != Some(found.association.id) {
        // One that isn't theirs is as good as none: who tries addresses learns nothing.
        return Err(Kind::NotFound.with("The key opens no such association.").into());
    }
    if !scope.is_in(&found.scopes) {
        let code = scope.code();
        let challenge = format!("Bearer realm=\"api\", error=\"insufficient_scope\", scope=\"{code}\"");
        return Err(Kind::Scope.with(format!("This needs a key for {code}.")).challenging(challenge).into());
    }
    let day = i64::from(day_number(today(now)));
    if found.last_used_on != Some(day) {
        api_keys::used(&app.db, found.id, day).await?;
    }
    Ok(KeyHolder { key_id: found.id, association: found.association })
}
