//! `POST /missions/{id}/mesure`: the form was begun, or left at a field, says the island in it.

use super::{Event, Passer, count};
use crate::state::SharedApp;
use app::sign_ups::FormField;
use axum::{
    body::Bytes,
    extract::{Path, State},
    http::StatusCode,
};

/// `POST`, the body one word: `begun`, or the name of the last field touched. What else is sent means nothing. Nobody
/// waits for the answer, which is the same whether or not anything was counted.
pub async fn post(
    State(app): State<SharedApp>,
    passer: Passer,
    Path(need): Path<String>,
    body: Bytes,
) -> StatusCode {
    let event = match std::str::from_utf8(&body) {
        Ok("begun") => Some(Event::FormBegun),
        Ok(name) => FormField::from_name(name).map(|field| Event::LeftAt(field.name())),
        Err(_) => None,
    };
    if let (Ok(need), Some(event)) = (need.parse(), event) {
        count(&app, &passer, need, event);
    }
    StatusCode::NO_CONTENT
}
