//! `GET /api/v1/fields`: the codes that needs are filed under.

use super::{
    etag::Answer,
    problem::{ApiResult, Problem},
    shapes::place::{Fields, Term},
};
use app::domain::{Field, Lang, activity};
use axum::http::HeaderMap;

/// Fields and activities, in both languages.
#[utoipa::path(
    get,
    path = "/api/v1/fields",
    tag = "Reading",
    summary = "Codes of fields and activities",
    responses(
        (status = 200, description = "All of them", body = Fields),
        (status = 304, description = "You have it already (`If-None-Match`)"),
        (status = 429, description = "Too many requests", body = Problem, content_type = "application/problem+json")
    )
)]
pub async fn list(headers: HeaderMap) -> ApiResult {
    let field =
        |field: Field| Term { code: field.code(), fr: field.label(Lang::Fr), en: field.label(Lang::En) };
    let activity = |code| {
        let words = |lang| activity::label(lang, code).unwrap_or(code);
        Term { code, fr: words(Lang::Fr), en: words(Lang::En) }
    };
    let fields = Fields {
        data: Field::ALL.into_iter().map(field).collect(),
        activities: activity::codes().map(activity).collect(),
    };
    Ok(Answer::json(&fields, "public, max-age=3600").to(&headers))
}
