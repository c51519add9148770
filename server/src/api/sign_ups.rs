//! `/api/v1/associations/{association}/sign-ups`: an association's program fetches who has signed up, and says what is
//! made of it. Personal data: kept by nobody on the way, and each page that is fetched is in the journal as an export.

use super::{
    BASE, cursor,
    holder::{KeyHolder, MayAnswer, MayFetch},
    parameters::Parameters,
    problem::{ApiError, ApiResult, KeyProblems, Kind, Problem},
    push::read,
    shapes::{
        List,
        sign_up::{Answer, AnswerState, Answered, SignUp},
    },
};
use crate::{
    coordination::sign_ups::steps::{self, Outcome},
    state::{App, SharedApp},
    store::{api_lists, sign_up_table},
};
use axum::{
    Json,
    body::Bytes,
    extract::{Path, RawQuery, State},
    http::{HeaderMap, HeaderValue, header},
    response::{IntoResponse, Response},
};
use serde::Serialize;

/// A page of sign-ups.
#[utoipa::path(
    get,
    path = "/api/v1/associations/{association}/sign-ups",
    tag = "Sign-ups",
    summary = "Who has signed up, in the order of change",
    description = "Scope: `sign_ups:read`. Follow `next` until it is null; then go on later from the greatest `updated_at` \
        that you have seen, less a minute. What you fetch is in your association's journal, as an export is.",
    params(
        ("association" = i64, Path, description = "Your association's id."),
        ("updated_since" = Option<String>, Query, format = DateTime, description = "Only what changed at or after that moment. Go on from a minute before the greatest `updated_at` that you have seen: what was being written just then comes too."),
        ("need" = Option<i64>, Query, description = "Only those for this need (its id here)."),
        ("limit" = Option<u32>, Query, minimum = 1, maximum = 100, description = "Sign-ups on a page; 20 by default."),
        ("cursor" = Option<String>, Query, description = "Where the list goes on: out of `next`.")
    ),
    responses(
        (status = 200, description = "A page", body = List<SignUp>),
        (status = 400, description = "Something in the address makes no sense", body = Problem, content_type = "application/problem+json"),
        KeyProblems
    ),
    security(("key" = ["sign_ups:read"]))
)]
pub async fn list(
    State(app): State<SharedApp>,
    MayFetch(holder): MayFetch,
    RawQuery(raw): RawQuery,
) -> ApiResult {
    let mut parameters = Parameters::of(raw.as_deref());
    let (limit, cursor) = (parameters.limit(), parameters.one("cursor"));
    let (need, since) = (parameters.id("need"), parameters.moment("updated_since"));
    parameters.end(&["updated_since", "need", "limit", "cursor"])?;
    let (id, since) = (holder.association.id, since.unwrap_or(0));
    let asked = format!("sign-ups of {id} since {since} for {need:?}");
    let after = match cursor {
        None => None,
        Some(cursor) => {
            let place = cursor::read(&app.secrets.cursors, &asked, &cursor);
            let wrong = || Kind::Cursor.with("Take it from next, and change nothing else of the question.");
            Some(cursor::changed(place.ok_or_else(wrong)?))
        }
    };
    let most = i64::try_from(limit + 1).unwrap_or(i64::MAX);
    let mut lines = api_lists::sign_ups(&app.db, (id, need), since, after, most).await?;
    let more = lines.len() > limit;
    lines.truncate(limit);
    noted(&app, &holder, need, lines.len()).await?;
    let next = lines.last().filter(|_| more).map(|last| {
        let cursor = cursor::write(&app.secrets.cursors, &asked, cursor::place((last.updated_at, last.id)));
        let since = super::shapes::moment_of(since, "UTC").replace('+', "%2B");
        let need = need.map(|need| format!("&need={need}")).unwrap_or_default();
        let there = format!("{BASE}/associations/{id}/sign-ups?updated_since={since}{need}");
        format!("{}{there}&limit={limit}&cursor={cursor}", app.settings.public_url)
    });
    let list = List { data: lines.into_iter().map(SignUp::of).collect(), total: None, next };
    let mut answer = private(&list);
    if let Some(next) = &list.next
        && let Ok(link) = HeaderValue::from_str(&format!("<{next}>; rel=\"next\""))
    {
        answer.headers_mut().insert(header::LINK, link);
    }
    Ok(answer)
}

/// Writes down that people's data leave, before they do.
async fn noted(app: &App, holder: &KeyHolder, need: Option<i64>, people: usize) -> Result<(), ApiError> {
    if people == 0 {
        return Ok(());
    }
    let people = i64::try_from(people).unwrap_or(i64::MAX);
    // The need may be nobody's, or another's: then it found nobody.
    let mut tx = app.db.begin().await?;
    holder.actor().note(&mut tx, "export", need, (people, "api"), app.clock.now()).await?;
    Ok(tx.commit().await?)
}

/// Says what is made of a sign-up.
#[utoipa::path(
    patch,
    path = "/api/v1/associations/{association}/sign-ups/{sign_up}",
    tag = "Sign-ups",
    summary = "Answer a sign-up",
    description = "Scope: `sign_ups:write`. As on the association's desk: who is accepted out of the waiting list or \
        declined is told by mail, and a place given back is offered to the next. Sent twice is once.",
    params(
        ("association" = i64, Path, description = "Your association's id."),
        ("sign_up" = i64, Path, description = "The sign-up's id.")
    ),
    request_body = Answer,
    responses(
        (status = 200, description = "It is so", body = Answered),
        (status = 400, description = "No JSON", body = Problem, content_type = "application/problem+json"),
        KeyProblems,
        (status = 409, description = "No place is left, or the volunteer has withdrawn", body = Problem, content_type = "application/problem+json"),
        (status = 415, description = "Not sent as JSON", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "No such state", body = Problem, content_type = "application/problem+json"),
    ),
    security(("key" = ["sign_ups:write"]))
)]
pub async fn answer(
    State(app): State<SharedApp>,
    MayAnswer(holder): MayAnswer,
    Path((_, id)): Path<(String, String)>,
    headers: HeaderMap,
    body: Bytes,
) -> ApiResult {
    let none = || ApiError::from(Kind::NotFound.with("Your association has no such sign-up."));
    let id: i64 = id.parse().map_err(|_| none())?;
    let Answer { state, enlarge } = read(&headers, &body)?;
    let association = holder.association.id;
    let before = api_lists::sign_up(&app.db, association, id).await?.ok_or_else(none)?;
    if Answered::of(&before).state == state.handling().code() {
        return Ok(private(&Answered::of(&before)));
    }
    let (actor, now) = (holder.actor(), app.clock.now());
    let outcome = match state {
        AnswerState::Accepted => steps::accept(&app, actor, id, enlarge, now).await?,
        AnswerState::Declined => steps::decline(&app, actor, id, now).await?,
        AnswerState::Contacted | AnswerState::Came | AnswerState::Absent => {
            let mut tx = app.db.begin().await?;
            let done = sign_up_table::handle(&mut tx, association, id, state.handling(), now).await?;
            if done {
                actor
                    .note(&mut tx, "answer", Some(before.need_id), (1, state.handling().code()), now)
                    .await?;
                tx.commit().await?;
            }
            if done { Outcome::Done } else { Outcome::Left }
        }
    };
    let after = api_lists::sign_up(&app.db, association, id).await?.ok_or_else(none)?;
    let answered = Answered::of(&after);
    if outcome == Outcome::Left && answered.state != state.handling().code() {
        let detail = match (state, answered.place) {
            (AnswerState::Accepted, "waiting") => "No place is left. Send enlarge: true to make one more.",
            _ => "The volunteer has withdrawn, or was declined before. Nothing was changed.",
        };
        return Err(Kind::State.with(detail).into());
    }
    Ok(private(&answered))
}

/// An answer that nobody keeps.
fn private<T: Serialize>(value: &T) -> Response {
    ([(header::CACHE_CONTROL, "no-store")], Json(value)).into_response()
}
