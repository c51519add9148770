//! `GET /missions/{id}-{slug}/creneaux/{slot}.ics`: a dated slot for one's calendar.

use super::Subject;
use crate::{
    http::{AppError, PageResult, Visit},
    needs::{NeedPath, unless_withheld},
    state::SharedApp,
    store::needs,
};
use axum::{
    extract::{Path, State},
    http::header,
    response::IntoResponse,
};

/// The file; 404 for a slot without dates.
pub async fn file(
    State(app): State<SharedApp>,
    visit: Visit,
    Path((address, slot)): Path<(String, String)>,
) -> PageResult {
    let now = app.clock.now();
    let need_id = NeedPath::parse(&address).ok_or(AppError::NotFound)?.id;
    let slot_id = slot.strip_suffix(".ics").and_then(|id| id.parse().ok()).ok_or(AppError::NotFound)?;
    let need = needs::need(&app.db, need_id, now).await?.ok_or(AppError::NotFound)?;
    unless_withheld(&app, &need).await?;
    let subject = Subject::of(&app, need, slot_id, now).await?.ok_or(AppError::NotFound)?;
    let file = subject.calendar(visit.lang).ok_or(AppError::NotFound)?;
    let headers = [
        (header::CONTENT_TYPE, "text/calendar; charset=utf-8"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"coup-de-main.ics\""),
    ];
    Ok((headers, file).into_response())
}
