//! A change of a need is saved: whom it concerns is kept, what was typed before somebody else saved is shown beside it,
//! and a button pressed twice is pressed once.

use super::{
    edit::stage,
    new::noted,
    once,
    shown::shown,
    told::{affected, keep, onwards},
    typed::form_of,
};
use crate::{
    http::{AppError, PageResult, Visit, signed_in::Member},
    state::App,
    store::{
        Tx, change_drafts,
        counting_on::counting_on,
        needs_posted::{self, Changed, NeedToPost},
        news::{self, About},
    },
};
use app::{
    coordination::posting::{NeedForm, News, Stage, differences},
    forms::{Problem, Problems},
};
use axum::{http::StatusCode, response::Response};

/// What came of it.
pub(super) enum Saved {
    /// It is saved; the news that somebody doesn't know yet.
    Yes(Option<i64>),
    /// Somebody else was faster; nothing is.
    Meanwhile,
    /// People are signed up for a slot that would go; nothing is.
    SlotHeld,
}

/// Saves.
pub(super) async fn save(
    app: &App,
    member: &Member,
    form: &NeedForm,
    (id, need): (i64, &NeedToPost),
    now: i64,
) -> Result<Saved, AppError> {
    // A form without a version is nobody's: it is shown beside what is there.
    let version = form.version.parse().unwrap_or(-1);
    let association = member.association.id;
    let mut tx = app.db.begin().await?;
    if !once::first_change(&mut tx, association, (id, form), now).await? {
        return Ok(Saved::Yes(news::waiting(&mut tx, id, About::Moved).await?));
    }
    let untold = match changed(&mut tx, (association, id), version, need, now).await? {
        (Changed::Yes, untold) => untold,
        (Changed::Meanwhile, _) => return Ok(Saved::Meanwhile),
        (Changed::SlotHeld, _) => return Ok(Saved::SlotHeld),
    };
    change_drafts::forget(&mut tx, id, member.coordinator.id).await?;
    noted(&mut tx, member, id, "changed", now).await?;
    tx.commit().await?;
    Ok(Saved::Yes(untold))
}

/// Changes the need that had been changed `version` times, and keeps whom that concerns: the news that they don't know
/// yet. Anything but [`Changed::Yes`] is to be rolled back.
///
/// # Errors
/// When the database fails.
pub(crate) async fn changed(
    tx: &mut Tx,
    (association, id): (i64, i64),
    version: i64,
    need: &NeedToPost,
    now: i64,
) -> Result<(Changed, Option<i64>), AppError> {
    let (before, places) = (counting_on(tx, id, now).await?, needs_posted::places(tx, id).await?);
    let done = needs_posted::change(tx, (association, id), version, need, now).await?;
    if done != Changed::Yes {
        return Ok((done, None));
    }
    let mut people = affected(&before, &counting_on(tx, id, now).await?);
    if places != needs_posted::places(tx, id).await? {
        // Where it takes place is everybody's business.
        people = before.iter().map(|one| one.sign_up_id).collect();
    }
    Ok((done, keep(tx, id, About::Moved, &people, now).await?))
}

/// Where one goes on after it.
pub(super) fn saved(visit: &Visit, member: &Member, need: i64, untold: Option<i64>) -> Response {
    let untold = untold.map(|id| (id, News::Moved));
    onwards(visit, member, untold, &format!("/missions/{need}?fait=saved"))
}

/// Somebody else was faster: 409, both versions, and everything typed still in the form. Whoever wrote the very same
/// has saved it.
pub(super) async fn meanwhile(
    app: &App,
    visit: &Visit,
    member: Member,
    mut form: NeedForm,
    need: i64,
) -> PageResult {
    let association = member.association.id;
    let posted = needs_posted::posted(&app.db, association, need).await?.ok_or(AppError::NotFound)?;
    let differences = differences(visit.lang, &form_of(&app.db, &posted).await?, &form);
    if differences.is_empty() {
        let mut tx = app.db.begin().await?;
        change_drafts::forget(&mut tx, need, member.coordinator.id).await?;
        let untold = news::waiting(&mut tx, need, About::Moved).await?;
        tx.commit().await?;
        return Ok(saved(visit, &member, need, untold));
    }
    let stage = Stage { differences, ..stage(app, visit.lang, association, &posted, "").await? };
    // Who sends it once more has seen both.
    form.version = posted.version.to_string();
    let problems = Problems::one("", Problem::ChangedMeanwhile);
    Ok(shown((StatusCode::CONFLICT, app, visit), member, form, problems, stage, None))
}
