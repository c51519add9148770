//! `/api/v1/associations/{association}/needs/{external_id}`: an association's program keeps its needs here level with
//! its own. The rules are those of the form that coordinators fill in, and so is what happens then.

mod body;
mod form;
mod put;

pub use body::{lang, read};

use super::{
    etag,
    holder::{KeyHolder, MayPush},
    problem::{ApiError, ApiResult, KeyProblems, Kind, Problem},
    shapes::{
        moment_of,
        need::State as Standing,
        pushed::{NeedToPush, PushedNeed, PushedSlot},
    },
};
use crate::{
    coordination::posting::{
        new::found_at_once,
        state::{Turn, turned},
    },
    state::{App, SharedApp},
    store::{
        needs_posted::{self, Posted},
        pushed_needs,
    },
};
use axum::{
    body::Bytes,
    extract::{Path, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};

/// Longest id that a program may give a need, in signs.
const LONGEST: usize = 100;

/// Reads one.
#[utoipa::path(
    get,
    path = "/api/v1/associations/{association}/needs/{external_id}",
    tag = "Pushing",
    summary = "A need that you pushed, as it stands",
    description = "Scope: `needs:write`.",
    params(
        ("association" = i64, Path, description = "Your association's id."),
        ("external_id" = String, Path, description = "What you call the need.")
    ),
    responses(
        (status = 200, description = "The need", body = PushedNeed),
        KeyProblems
    ),
    security(("key" = ["needs:write"]))
)]
pub async fn get(
    State(app): State<SharedApp>,
    MayPush(holder): MayPush,
    Path((_, external_id)): Path<(String, String)>,
) -> ApiResult {
    let posted = known(&app, &holder, &external_id).await?.ok_or_else(none)?;
    Ok(answered(StatusCode::OK, &standing(&app, &posted, external_id).await?))
}

/// Makes one so.
#[utoipa::path(
    put,
    path = "/api/v1/associations/{association}/needs/{external_id}",
    tag = "Pushing",
    summary = "Make a need so: post it, or change it",
    description = "Scope: `needs:write`. Sent twice is once. People who are signed up for what changes appear on the \
        association's desk, to be told. `If-Match` with the `ETag` of an earlier answer keeps you from writing over what \
        somebody else changed meanwhile.",
    params(
        ("association" = i64, Path, description = "Your association's id."),
        ("external_id" = String, Path, max_length = 100, description = "What you call the need."),
        ("If-Match" = Option<String>, Header, description = "Only if it is still as in this answer.")
    ),
    request_body = NeedToPush,
    responses(
        (status = 200, description = "It is so", body = PushedNeed),
        (status = 201, description = "It is new", body = PushedNeed),
        (status = 400, description = "No JSON", body = Problem, content_type = "application/problem+json"),
        KeyProblems,
        (status = 409, description = "People are signed up for a slot that would go, or it can't be opened again", body = Problem, content_type = "application/problem+json"),
        (status = 412, description = "It was changed meanwhile", body = Problem, content_type = "application/problem+json"),
        (status = 413, description = "Larger than 64 kB", body = Problem, content_type = "application/problem+json"),
        (status = 415, description = "Not sent as JSON", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "Something isn't right: `errors` says what", body = Problem, content_type = "application/problem+json"),
    ),
    security(("key" = ["needs:write"]))
)]
pub async fn put(
    State(app): State<SharedApp>,
    MayPush(holder): MayPush,
    Path((_, external_id)): Path<(String, String)>,
    headers: HeaderMap,
    body: Bytes,
) -> ApiResult {
    if !may_be_called(&external_id) {
        return Err(Kind::Parameters
            .with("An external_id has 100 signs at most, all of them visible.")
            .into());
    }
    let pushed: NeedToPush = read(&headers, &body)?;
    let (status, posted) = put::put(&app, &holder, (&external_id, &pushed), &headers).await?;
    let standing = standing(&app, &posted, external_id).await?;
    let mut answer = answered(status, &standing);
    if status == StatusCode::CREATED
        && let Ok(there) = HeaderValue::from_str(&format!("{}/needs/{}", super::BASE, posted.id))
    {
        answer.headers_mut().insert(header::LOCATION, there);
    }
    Ok(answer)
}

/// Withdraws one.
#[utoipa::path(
    delete,
    path = "/api/v1/associations/{association}/needs/{external_id}",
    tag = "Pushing",
    summary = "Withdraw a need",
    description = "Scope: `needs:write`. It takes nobody any more, and who is signed up appears on the association's desk, \
        to be told. Its page stays and says that it is closed; what you push by the same id later is a new need.",
    params(
        ("association" = i64, Path, description = "Your association's id."),
        ("external_id" = String, Path, description = "What you call the need."),
        ("If-Match" = Option<String>, Header, description = "Only if it is still as in this answer.")
    ),
    responses(
        (status = 204, description = "It is withdrawn"),
        KeyProblems,
        (status = 412, description = "It was changed meanwhile", body = Problem, content_type = "application/problem+json")
    ),
    security(("key" = ["needs:write"]))
)]
pub async fn delete(
    State(app): State<SharedApp>,
    MayPush(holder): MayPush,
    Path((_, external_id)): Path<(String, String)>,
    headers: HeaderMap,
) -> ApiResult {
    let posted = known(&app, &holder, &external_id).await?.ok_or_else(none)?;
    unchanged(&app, &posted, &external_id, &headers).await?;
    let (association, now) = (holder.association.id, app.clock.now());
    let mut tx = app.db.begin().await?;
    let (closed, _) = turned(&mut tx, (association, &posted), Turn::Close, now).await?;
    pushed_needs::forget(&mut tx, association, &external_id).await?;
    if closed {
        holder.actor().note(&mut tx, "need", Some(posted.id), (0, Turn::Close.code()), now).await?;
    }
    tx.commit().await?;
    found_at_once(&app).await;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// Whether a program may call a need so.
fn may_be_called(external_id: &str) -> bool {
    external_id.chars().count() <= LONGEST && !external_id.chars().any(char::is_control)
}

/// The need that the association's program calls so.
async fn known(app: &App, holder: &KeyHolder, external_id: &str) -> Result<Option<Posted>, ApiError> {
    if !may_be_called(external_id) {
        return Ok(None);
    }
    let association = holder.association.id;
    match pushed_needs::need(&app.db, association, external_id).await? {
        Some(id) => Ok(needs_posted::posted(&app.db, association, id).await?),
        None => Ok(None),
    }
}

/// A need as it stands.
async fn standing(app: &App, posted: &Posted, external_id: String) -> Result<PushedNeed, ApiError> {
    let moment = |at| moment_of(at, &posted.department);
    let slots = needs_posted::slots(&app.db, posted.id).await?;
    let slots = slots.into_iter().map(|(id, starts, ends, places)| PushedSlot {
        id,
        starts_at: starts.map(moment),
        ends_at: ends.map(moment),
        places,
    });
    Ok(PushedNeed {
        external_id,
        id: posted.id,
        url: format!("{}{}", app.settings.public_url, app::domain::need::path(posted.id, &posted.slug)),
        state: if posted.state == "open" { Standing::Open } else { Standing::Closed },
        held: posted.held,
        slots: slots.collect(),
        version: posted.version,
    })
}

/// Whether `If-Match` holds.
async fn unchanged(
    app: &App,
    posted: &Posted,
    external_id: &str,
    headers: &HeaderMap,
) -> Result<(), ApiError> {
    let standing = standing(app, posted, external_id.to_owned()).await?;
    let body = serde_json::to_vec(&standing).unwrap_or_default();
    if etag::matches(headers, &etag::tag(&body)) { Ok(()) } else { Err(changed()) }
}

fn changed() -> ApiError {
    Kind::Changed.with("It isn't as in the answer that If-Match names. Read it again, then decide.").into()
}

fn none() -> ApiError {
    Kind::NotFound.with("You have pushed no need by this id.").into()
}

fn answered(status: StatusCode, standing: &PushedNeed) -> Response {
    let body = serde_json::to_vec(standing).unwrap_or_default();
    let headers = [
        (header::CONTENT_TYPE, "application/json".to_owned()),
        (header::CACHE_CONTROL, "no-store".to_owned()),
        (header::ETAG, etag::tag(&body)),
    ];
    (status, headers, body).into_response()
}
