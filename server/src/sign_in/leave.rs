//! Signing out: here, or everywhere at once.

use crate::{
    http::{PageResult, Visit, signed_in::SignedIn},
    state::SharedApp,
    store::sessions,
};
use axum::{
    extract::State,
    response::{IntoResponse, Redirect},
};

/// `POST /deconnexion`.
pub async fn here(visit: Visit, signed_in: SignedIn) -> PageResult {
    signed_in.session.flush().await?;
    Ok(Redirect::to(&visit.lang.href("/")).into_response())
}

/// `POST /deconnexion/partout`.
pub async fn everywhere(State(app): State<SharedApp>, visit: Visit, signed_in: SignedIn) -> PageResult {
    sessions::end_all_of(&app.db, signed_in.coordinator.id).await?;
    signed_in.session.flush().await?;
    Ok(Redirect::to(&visit.lang.href("/")).into_response())
}
