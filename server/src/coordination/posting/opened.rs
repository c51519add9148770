//! The draft of a new need may be open on two desks: nothing of either is lost, and it is published once.

use super::{shown::shown, typed::form_of_draft};
use crate::{
    http::{AppError, Visit, signed_in::Member},
    state::App,
    store::{
        Tx,
        drafts::{self, Draft},
    },
};
use app::{
    coordination::posting::{NeedForm, Stage, differences},
    forms::{Problem, Problems},
};
use axum::{http::StatusCode, response::Response};

/// What a form was opened from.
pub(super) enum Opened {
    /// From nothing.
    New,
    /// From this draft, which nobody else has changed since.
    Seen(Draft),
    /// From this one, which somebody else has changed since.
    Stale(Draft),
    /// From one that was published or given up since.
    Gone,
}

/// Looks, and keeps everybody else from the draft until the transaction ends.
///
/// # Errors
/// When the database fails.
pub(super) async fn opened(
    tx: &mut Tx,
    visit: &Visit,
    member: &Member,
    form: &NeedForm,
) -> Result<Opened, AppError> {
    let Ok(id) = form.draft.parse() else { return Ok(Opened::New) };
    let Some(draft) = drafts::locked(tx, member.association.id, id).await? else { return Ok(Opened::Gone) };
    // What one typed oneself may arrive in any order.
    let seen = form.version == draft.version.to_string()
        || draft.updated_by == Some(member.coordinator.id)
        || differences(visit.lang, &form_of_draft(&draft), form).is_empty();
    Ok(if seen { Opened::Seen(draft) } else { Opened::Stale(draft) })
}

/// Somebody else goes on with the same draft: 409, both versions, and everything typed still in the form.
pub(super) fn both(app: &App, visit: &Visit, member: Member, mut form: NeedForm, draft: &Draft) -> Response {
    let theirs = form_of_draft(draft);
    let stage = Stage { differences: differences(visit.lang, &theirs, &form), ..Stage::default() };
    // Who sends it once more has seen both.
    form.version = theirs.version;
    let problems = Problems::one("", Problem::ChangedMeanwhile);
    shown((StatusCode::CONFLICT, app, visit), member, form, problems, stage, None)
}

/// Somebody else has published or given up the draft: 409. Who sends it once more means another need.
pub(super) fn gone(app: &App, visit: &Visit, member: Member, mut form: NeedForm) -> Response {
    form.draft.clear();
    form.version.clear();
    let problems = Problems::one("", Problem::DraftGone);
    shown((StatusCode::CONFLICT, app, visit), member, form, problems, Stage::default(), None)
}
