//! `GET /api/v1/associations` and `/api/v1/associations/{association}`.

use super::{
    BASE, cursor,
    etag::Answer,
    parameters::Parameters,
    problem::{ApiResult, Kind, Problem},
    shapes::{List, association::Association},
};
use crate::{state::SharedApp, store::api_lists};
use axum::{
    extract::{Path, RawQuery, State},
    http::HeaderMap,
};

/// Who may keep such an answer how long.
const KEPT: &str = "public, max-age=60";
/// What a cursor of this list is signed with.
const ASKED: &str = "associations";

/// A page of associations.
#[utoipa::path(
    get,
    path = "/api/v1/associations",
    tag = "Reading",
    summary = "All associations",
    params(
        ("limit" = Option<u32>, Query, minimum = 1, maximum = 100, description = "Associations on a page; 20 by default."),
        ("cursor" = Option<String>, Query, description = "Where the list goes on: out of `next`.")
    ),
    responses(
        (status = 200, description = "A page", body = List<Association>),
        (status = 304, description = "You have it already (`If-None-Match`)"),
        (status = 400, description = "Something in the address makes no sense", body = Problem, content_type = "application/problem+json"),
        (status = 429, description = "Too many requests", body = Problem, content_type = "application/problem+json")
    )
)]
pub async fn list(State(app): State<SharedApp>, headers: HeaderMap, RawQuery(raw): RawQuery) -> ApiResult {
    let mut parameters = Parameters::of(raw.as_deref());
    let (limit, cursor) = (parameters.limit(), parameters.one("cursor"));
    parameters.end(&["limit", "cursor"])?;
    let after = match cursor {
        None => 0,
        Some(cursor) => {
            let place = cursor::read(&app.secrets.cursors, ASKED, &cursor);
            let (_, id) = cursor::changed(place.ok_or_else(|| Kind::Cursor.with("Take it from next."))?);
            id
        }
    };
    let most = i64::try_from(limit + 1).unwrap_or(i64::MAX);
    let mut found = api_lists::associations(&app.db, after, most).await?;
    let more = found.len() > limit;
    found.truncate(limit);
    let next = found.last().filter(|_| more).map(|last| {
        let cursor = cursor::write(&app.secrets.cursors, ASKED, cursor::place((0, last.association.id)));
        format!("{}{BASE}/associations?limit={limit}&cursor={cursor}", app.settings.public_url)
    });
    let data = found.into_iter().map(|one| Association::of(&app.settings.public_url, one)).collect();
    let list = List { data, total: None, next };
    Ok(Answer::json(&list, KEPT).going_on(list.next.as_deref()).to(&headers))
}

/// One association.
#[utoipa::path(
    get,
    path = "/api/v1/associations/{association}",
    tag = "Reading",
    summary = "One association",
    params(("association" = i64, Path, description = "Its id.")),
    responses(
        (status = 200, description = "The association", body = Association),
        (status = 304, description = "You have it already (`If-None-Match`)"),
        (status = 404, description = "There is none", body = Problem, content_type = "application/problem+json"),
        (status = 429, description = "Too many requests", body = Problem, content_type = "application/problem+json")
    )
)]
pub async fn one(State(app): State<SharedApp>, headers: HeaderMap, Path(id): Path<String>) -> ApiResult {
    let none = || Kind::NotFound.with("There is no association with this id.");
    let id: i64 = id.parse().map_err(|_| none())?;
    let found = api_lists::association(&app.db, id).await?.ok_or_else(none)?;
    Ok(Answer::json(&Association::of(&app.settings.public_url, found), KEPT).to(&headers))
}
