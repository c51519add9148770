//! What is said where a feed's place isn't clear: to programs as a problem (RFC 9457), to people as text.

use super::{Unclear, answer::OPEN};
use crate::{
    api::problem::{Kind, Problem, Wrong},
    http::errors::AsItStands,
    state::App,
};
use app::{
    domain::{Lang, search::FeedKind},
    texts::search_feeds as say,
};
use axum::{
    Extension,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use std::fmt::Write;

/// 400 where the place may be several, 404 where there is none.
pub fn answer(app: &App, kind: FeedKind, lang: Lang, unclear: &Unclear) -> Response {
    let typed = &unclear.query.place;
    let (status, title, advice) = match (unclear.several, unclear.places.is_empty()) {
        (true, _) => (StatusCode::BAD_REQUEST, say::which_place(lang, typed), say::which_place_how(lang)),
        (_, true) => (StatusCode::NOT_FOUND, say::unknown_place(lang, typed), say::unknown_place_what(lang)),
        _ => (StatusCode::NOT_FOUND, say::unknown_place(lang, typed), say::unknown_place_how(lang)),
    };
    let page = unclear.query.page;
    let places: Vec<(String, String)> = unclear
        .places
        .iter()
        .map(|place| {
            let there = unclear.query.with_place(&place.value).with_page(page).to_feed_path(kind);
            let name = [place.name.as_str(), place.detail.as_str()].join(" · ");
            (
                name.trim_end_matches(" · ").to_owned(),
                format!("{}{}", app.settings.public_url, lang.href(&there)),
            )
        })
        .collect();
    if kind == FeedKind::Json {
        let choices = places.into_iter().map(|(_, url)| url).collect();
        let wrong = Wrong { choices, ..Wrong::parameter("lieu", advice) };
        let problem =
            Problem { status: status.as_u16(), ..Kind::Parameters.with(title) }.listing(vec![wrong]);
        let mut response = problem.answer(&app.settings.public_url);
        response.headers_mut().extend([OPEN]);
        return response;
    }
    let mut text = format!("{title}\n{advice}\n");
    for (name, url) in places {
        // Writing to a string can't fail.
        let _ = write!(text, "\n{name}\n{url}\n");
    }
    let kind = [(header::CONTENT_TYPE, HeaderValue::from_static("text/plain; charset=utf-8")), OPEN];
    (status, kind, Extension(AsItStands), text).into_response()
}
