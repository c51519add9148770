//! `GET /api/v1/places?q=…`: places by how their names begin.

use super::{
    etag::Answer,
    parameters::Parameters,
    problem::{ApiResult, Problem},
    shapes::{
        List,
        place::{Place, PlaceKind},
    },
};
use crate::{
    places::{Directory, Resolution},
    state::SharedApp,
};
use app::domain::{
    area::Area,
    place::{self, Suggestion},
};
use axum::{
    extract::{RawQuery, State},
    http::HeaderMap,
};

/// Longest beginning, in signs.
const LONGEST: usize = 100;

/// Places, best first.
#[utoipa::path(
    get,
    path = "/api/v1/places",
    tag = "Reading",
    summary = "Places by name or postcode",
    params(
        ("q" = String, Query, description = "How a name or a postcode begins."),
        ("limit" = Option<u32>, Query, minimum = 1, maximum = 100, description = "Places at most; 20 by default.")
    ),
    responses(
        (status = 200, description = "The places, best first; all on one page", body = List<Place>),
        (status = 304, description = "You have it already (`If-None-Match`)"),
        (status = 400, description = "Something in the address makes no sense", body = Problem, content_type = "application/problem+json"),
        (status = 429, description = "Too many requests", body = Problem, content_type = "application/problem+json")
    )
)]
pub async fn list(State(app): State<SharedApp>, headers: HeaderMap, RawQuery(raw): RawQuery) -> ApiResult {
    let mut parameters = Parameters::of(raw.as_deref());
    let (limit, asked) = (parameters.limit(), parameters.one("q").unwrap_or_default());
    if asked.is_empty() || asked.chars().count() > LONGEST {
        parameters.wrong("q", "It is how a name or a postcode begins, in 100 signs at most.");
    }
    parameters.end(&["q", "limit"])?;
    let found = app.places.suggest(&asked, limit);
    let data = found.into_iter().map(|one| shape(&app.places, one)).collect();
    Ok(Answer::json(&List { data, total: None, next: None }, "public, max-age=86400").to(&headers))
}

fn shape(directory: &Directory, one: Suggestion) -> Place {
    let point = match directory.resolve(&one.value) {
        Resolution::One(Area::Around { centre, .. }) => Some(centre),
        _ => None,
    };
    Place {
        value: one.value,
        name: one.name,
        detail: one.detail,
        kind: match one.kind {
            place::PlaceKind::Commune => PlaceKind::Commune,
            place::PlaceKind::FormerCommune => PlaceKind::FormerCommune,
            place::PlaceKind::Department => PlaceKind::Department,
            place::PlaceKind::Region => PlaceKind::Region,
        },
        lat: point.map(|point| point.lat),
        lon: point.map(|point| point.lon),
    }
}
