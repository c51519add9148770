//! Who comes by an address of an alert.

use super::token::{self, Purpose};
use crate::{
    http::AppError,
    state::SharedApp,
    store::alerts::{self, AlertRow},
};
use axum::{
    extract::{FromRequestParts, Path},
    http::request::Parts,
};
use std::collections::HashMap;

/// Whoever was mailed the address of an alert's own page. Only an address that works makes one.
#[derive(Debug)]
pub struct AlertHolder(pub AlertRow);

/// Whoever was mailed the address at which an alert is stopped; `None` where it is stopped already.
#[derive(Debug)]
pub struct AlertStopper {
    /// What the address carries.
    pub token: String,
    /// The alert.
    pub alert: Option<AlertRow>,
}

impl FromRequestParts<SharedApp> for AlertHolder {
    type Rejection = AppError;

    async fn from_request_parts(parts: &mut Parts, app: &SharedApp) -> Result<Self, AppError> {
        let written = written(parts, app).await?;
        let id = token::read(&app.secrets.alerts, Purpose::Manage, &written).ok_or(AppError::DeadAlert)?;
        let alert = alerts::alert(&app.db, id, app.clock.now()).await?;
        alert.map(Self).ok_or(AppError::DeadAlert)
    }
}

impl FromRequestParts<SharedApp> for AlertStopper {
    type Rejection = AppError;

    async fn from_request_parts(parts: &mut Parts, app: &SharedApp) -> Result<Self, AppError> {
        let token = written(parts, app).await?;
        let id = token::read(&app.secrets.alerts, Purpose::Stop, &token).ok_or(AppError::DeadAlert)?;
        Ok(Self { alert: alerts::alert(&app.db, id, app.clock.now()).await?, token })
    }
}

/// What stands in the address as `{token}`.
async fn written(parts: &mut Parts, app: &SharedApp) -> Result<String, AppError> {
    let path = Path::<HashMap<String, String>>::from_request_parts(parts, app).await;
    let Path(mut values) = path.map_err(|_| AppError::DeadAlert)?;
    values.remove("token").ok_or(AppError::DeadAlert)
}
