//! `GET /api/v1/needs` and `/api/v1/needs/{id}`.
//!
//! Whole answers are kept for some seconds by what was asked, and needs as JSON by their id: however a search is varied,
//! what it finds need hardly be read again. A change of any need makes all of it stale ([`super::cache`]).

use super::{
    BASE,
    cache::Moment,
    cursor,
    etag::Answer,
    problem::{ApiError, ApiResult, Kind, Problem},
    query::{NeedsQuery, Which, has_centre, located},
    shapes::{self, List},
};
use crate::{
    http::AppError,
    search::Hit,
    state::{App, SharedApp},
    store::{
        api_lists, holds,
        needs::{self, Change},
    },
};
use app::domain::{need::Need, search::SearchQuery};
use axum::{
    extract::{Path, RawQuery, State},
    http::HeaderMap,
    response::Response,
};
use std::{collections::HashMap, fmt::Write, sync::Arc};

/// Who may keep such an answer how long: as long as it may be kept here.
const KEPT: &str = "public, max-age=10";

/// A page of needs.
#[utoipa::path(
    get,
    path = "/api/v1/needs",
    tag = "Reading",
    summary = "Find needs, or follow what changes",
    description = "Without `updated_since` and `association`: open needs, found as on the page `/missions`. With one of \
        them: needs in the order of their last change, closed ones included, for who keeps a copy. Follow `next` until it \
        is null; then go on later from a minute before the greatest `updated_at` that you have seen: what was \
        being written just then comes too, and what you have already comes once more.",
    params(
        ("q" = Option<String>, Query, description = "Words; each must be found."),
        ("place" = Option<String>, Query, description = "A commune, department or region (see `/api/v1/places`), or `48.85,2.35`."),
        ("radius_km" = Option<u16>, Query, minimum = 1, maximum = 500, description = "How far around a commune or a point; 20 by default."),
        ("field" = Option<Vec<String>>, Query, description = "Code of a field (see `/api/v1/fields`); may come several times."),
        ("remote" = Option<bool>, Query, description = "Only what can be done from home."),
        ("minors" = Option<bool>, Query, description = "Only what is open to people under 18."),
        ("reduced_mobility" = Option<bool>, Query, description = "Only what is accessible with reduced mobility."),
        ("from" = Option<String>, Query, format = Date, description = "Only what goes on at or after that day."),
        ("until" = Option<String>, Query, format = Date, description = "Only what goes on at or before that day."),
        ("sort" = Option<String>, Query, description = "`relevance`, `distance` or `date`."),
        ("association" = Option<i64>, Query, description = "Only those of this association, in the order of their change."),
        ("updated_since" = Option<String>, Query, format = DateTime, description = "Only what changed at or after that moment, closed needs included, in the order of change."),
        ("limit" = Option<u32>, Query, minimum = 1, maximum = 100, description = "Needs on a page; 20 by default."),
        ("cursor" = Option<String>, Query, description = "Where the list goes on: out of `next`.")
    ),
    responses(
        (status = 200, description = "A page", body = List<shapes::need::Need>),
        (status = 304, description = "You have it already (`If-None-Match`)"),
        (status = 400, description = "Something in the address makes no sense", body = Problem, content_type = "application/problem+json"),
        (status = 429, description = "Too many requests", body = Problem, content_type = "application/problem+json")
    )
)]
pub async fn list(State(app): State<SharedApp>, headers: HeaderMap, RawQuery(raw): RawQuery) -> ApiResult {
    let query = NeedsQuery::parse(raw.as_deref())?;
    let moment = Moment { revision: app.index.revision(), now: app.clock.now() };
    let key = query.at(query.cursor.as_deref());
    if let Some(answer) = app.api.answers.get(&key, moment) {
        return Ok(answer.to(&headers));
    }
    let canonical = query.canonical();
    let after = match &query.cursor {
        None => None,
        Some(cursor) => Some(cursor::read(&app.secrets.cursors, &canonical, cursor).ok_or_else(|| {
            Kind::Cursor.with("Take it from next, and change nothing else of the question.")
        })?),
    };
    let page = match &query.which {
        Which::Found(search) => found(&app, search, (after, query.limit), moment).await?,
        Which::Changed { since, association } => {
            changed(&app, (*since, *association), (after, query.limit), moment).await?
        }
    };
    let next = page.last.map(|place| {
        let cursor = cursor::write(&app.secrets.cursors, &canonical, place);
        format!("{}{BASE}/needs?{}", app.settings.public_url, query.at(Some(&cursor)))
    });
    let answer = Arc::new(Answer::of(page.json(next.as_deref()), KEPT).going_on(next.as_deref()));
    let weight = answer.weight() + key.len();
    app.api.answers.put(key, answer.clone(), weight, moment);
    Ok(answer.to(&headers))
}

/// One need, open or closed.
#[utoipa::path(
    get,
    path = "/api/v1/needs/{id}",
    tag = "Reading",
    summary = "One need, open or closed",
    params(("id" = i64, Path, description = "Its id.")),
    responses(
        (status = 200, description = "The need", body = shapes::need::Need),
        (status = 304, description = "You have it already (`If-None-Match`)"),
        (status = 404, description = "There is none", body = Problem, content_type = "application/problem+json"),
        (status = 429, description = "Too many requests", body = Problem, content_type = "application/problem+json")
    )
)]
pub async fn one(State(app): State<SharedApp>, headers: HeaderMap, Path(id): Path<String>) -> ApiResult {
    let id: i64 = id.parse().map_err(|_| none())?;
    let moment = Moment { revision: app.index.revision(), now: app.clock.now() };
    let need = written(&app, &[id], moment).await?.pop().ok_or_else(none)?;
    let response: Response = Answer::of(need.to_string(), KEPT).to(&headers);
    Ok(response)
}

fn none() -> ApiError {
    Kind::NotFound.with("There is no need with this id.").into()
}

/// A page, as JSON each.
struct Page {
    needs: Vec<(Arc<str>, Option<f64>)>,
    total: Option<u32>,
    /// The place of its last row, if more follow.
    last: Option<u128>,
}

impl Page {
    /// As [`List`] has it.
    fn json(&self, next: Option<&str>) -> String {
        let size: usize = self.needs.iter().map(|(need, _)| need.len() + 32).sum();
        let mut json = String::with_capacity(size + 200);
        json.push_str("{\"data\":[");
        for (index, (need, distance)) in self.needs.iter().enumerate() {
            if index > 0 {
                json.push(',');
            }
            match (distance, need.strip_prefix('{')) {
                // Writing to a string can't fail.
                (Some(km), Some(rest)) => drop(write!(json, "{{\"distance_km\":{km:.1},{rest}")),
                _ => json.push_str(need),
            }
        }
        json.push(']');
        if let Some(total) = self.total {
            let _ = write!(json, ",\"total\":{total}");
        }
        let next = next.map_or(serde_json::Value::Null, Into::into);
        let _ = write!(json, ",\"next\":{next}}}");
        json
    }
}

/// What a search finds.
async fn found(
    app: &SharedApp,
    search: &SearchQuery,
    (after, limit): (Option<u128>, usize),
    moment: Moment,
) -> Result<Page, ApiError> {
    let measured = has_centre(&app.places, search);
    let mut asked = located(&app.places, search)?;
    // One more than is shown says whether there are more.
    (asked.after, asked.offset, asked.limit) = (after, 0, limit + 1);
    let at = app.clone();
    let found = tokio::task::spawn_blocking(move || at.index.search(&asked)).await.map_err(AppError::from)?;
    let mut found = found.map_err(AppError::from)?;
    let last = (found.hits.len() > limit).then(|| found.hits.get(limit - 1).map(|hit| hit.key)).flatten();
    found.hits.truncate(limit);
    let ids: Vec<i64> = found.hits.iter().map(|hit| hit.need_id).collect();
    let needs = in_pairs(app, &ids, moment).await?;
    let with_distance =
        |hit: &Hit| Some((needs.get(&hit.need_id)?.clone(), hit.distance_km.filter(|_| measured)));
    Ok(Page { needs: found.hits.iter().filter_map(with_distance).collect(), total: Some(found.total), last })
}

/// What changed.
async fn changed(
    app: &SharedApp,
    (since, association): (i64, Option<i64>),
    (after, limit): (Option<u128>, usize),
    moment: Moment,
) -> Result<Page, ApiError> {
    let most = i64::try_from(limit + 1).unwrap_or(i64::MAX);
    let after = after.map(cursor::changed);
    let mut rows = api_lists::changed_needs(&app.db, since, association, after, most).await?;
    let more = rows.len() > limit;
    rows.truncate(limit);
    let last = rows.last().filter(|_| more).map(|row| cursor::place(*row));
    let ids: Vec<i64> = rows.iter().map(|(_, id)| *id).collect();
    let needs = written(app, &ids, moment).await?.into_iter().map(|need| (need, None)).collect();
    Ok(Page { needs, total: None, last })
}

/// Needs as JSON, in the order of `ids`; those that aren't there any more are left out.
async fn written(app: &App, ids: &[i64], moment: Moment) -> Result<Vec<Arc<str>>, ApiError> {
    let mut by_id = in_pairs(app, ids, moment).await?;
    Ok(ids.iter().filter_map(|id| by_id.remove(id)).collect())
}

/// Needs as JSON, by id: those that were read a moment ago out of memory, the others from the database.
async fn in_pairs(app: &App, ids: &[i64], moment: Moment) -> Result<HashMap<i64, Arc<str>>, ApiError> {
    let mut by_id: HashMap<i64, Arc<str>> =
        ids.iter().filter_map(|id| Some((*id, app.api.needs.get(id, moment)?))).collect();
    let missing: Vec<i64> = ids.iter().filter(|id| !by_id.contains_key(id)).copied().collect();
    if missing.is_empty() {
        return Ok(by_id);
    }
    let read = needs::whole_and_changes(&app.db, &missing, moment.now).await?;
    let (needs, changes): (Vec<Need>, Vec<Change>) = read.into_iter().unzip();
    for (need, change) in holds::blanked(&app.db, needs).await?.into_iter().zip(changes) {
        let id = need.id;
        let shape = shapes::need::Need::of(&app.settings.public_url, need, change.updated_at);
        let json: Arc<str> = serde_json::to_string(&shape).unwrap_or_default().into();
        app.api.needs.put(id, json.clone(), json.len() + 100, moment);
        by_id.insert(id, json);
    }
    Ok(by_id)
}
