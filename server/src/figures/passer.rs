//! Somebody who passes by, as far as figures may know them.

use crate::state::SharedApp;
use axum::{extract::FromRequestParts, http::request::Parts};
use std::convert::Infallible;

/// Who asks, for [`super::count`].
#[derive(Clone, Debug)]
pub struct Passer;

impl FromRequestParts<SharedApp> for Passer {
    type Rejection = Infallible;

    async fn from_request_parts(_: &mut Parts, _: &SharedApp) -> Result<Self, Infallible> {
        Ok(Self)
    }
}
