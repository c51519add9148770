//! What the island in a form is answered (`app::forms::live`).

use app::{domain::Lang, forms::Problems};
use axum::{
    Json,
    http::header,
    response::{IntoResponse, Response},
};
use serde_json::{Map, Value};

/// The problems in words, and whatever more there is: `preview`, `saved`, `values`.
#[must_use]
pub fn live(lang: Lang, problems: &Problems, more: Vec<(&str, Value)>) -> Response {
    let problems: Map<String, Value> =
        problems.iter().map(|(field, problem)| (field.to_owned(), problem.say(lang).into())).collect();
    let mut answer = Map::from_iter([("problems".to_owned(), problems.into())]);
    answer.extend(more.into_iter().map(|(name, value)| (name.to_owned(), value)));
    ([(header::CACHE_CONTROL, "no-store")], Json(answer)).into_response()
}
