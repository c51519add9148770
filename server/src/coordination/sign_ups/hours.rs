//! `POST /espace/{association}/inscriptions/{person}/heures`: how long somebody who came has helped, for their
//! certificate. Nothing typed means: as long as the slot.

use super::person;
use crate::{
    coordination::actor::Actor,
    http::{AppError, PageResult, Visit, forms::read_form, kept_by_nobody, signed_in::ForCoordinators},
    state::SharedApp,
    store::sign_up_table as store,
};
use app::{
    coordination::sign_ups::Typed,
    domain::hours,
    forms::{Problem, Problems},
};
use axum::{
    body::Bytes,
    extract::{Path, State},
    response::{IntoResponse, Redirect},
};
use serde::Deserialize;

/// The form.
#[derive(Deserialize, Default)]
#[serde(default)]
struct Form {
    heures: String,
}

/// `POST`.
pub async fn give(
    State(app): State<SharedApp>,
    visit: Visit,
    ForCoordinators(member): ForCoordinators,
    Path((_, id)): Path<(String, String)>,
    body: Bytes,
) -> PageResult {
    let (id, now) = (id.parse().map_err(|_| AppError::NotFound)?, app.clock.now());
    let form: Form = read_form(&body)?;
    let minutes = hours::read(&form.heures);
    if minutes.is_none() && !form.heures.trim().is_empty() {
        let problems = Problems::one("heures", Problem::Hours);
        let typed = Typed { hours: Some(form.heures), problems, ..Typed::default() };
        return person::shown(&app, &visit, member, id, typed, None).await;
    }
    let mut tx = app.db.begin().await?;
    let standing = store::standing_of(&mut tx, member.association.id, id).await?.ok_or(AppError::NotFound)?;
    let done = store::give_hours(&mut tx, id, minutes, now).await?;
    if done {
        Actor::from(&member).note(&mut tx, "answer", Some(standing.need_id), (1, "hours"), now).await?;
    }
    tx.commit().await?;
    let here = format!("{}/inscriptions/{id}", member.association.desk());
    let there = format!("{here}?faites={}&restees={}", i32::from(done), i32::from(!done));
    Ok(kept_by_nobody(Redirect::to(&visit.lang.href(&there)).into_response()))
}
