//! `GET /api/v1/openapi.json`: what the API can be asked and what it answers (OpenAPI 3.1), made from the handlers and
//! the types themselves.

use super::{associations, etag::Answer, fields, needs, places, problem::ApiResult, push, sign_ups};
use crate::state::SharedApp;
use axum::{extract::State, http::HeaderMap};
use utoipa::{
    Modify, OpenApi,
    openapi::{
        Server,
        security::{HttpAuthScheme, HttpBuilder, SecurityScheme},
    },
};

/// The document, but for the address of this portal.
#[derive(OpenApi)]
#[openapi(
    info(
        title = "Coup de main",
        version = "1",
        description = "What associations ask volunteers for, open to everybody; and for associations a way to push their \
            needs and to fetch and answer their sign-ups. Times are ISO 8601 with their offset, points are WGS 84. \
            Errors are `application/problem+json` (RFC 9457).",
        license(name = "AGPL-3.0-or-later", identifier = "AGPL-3.0-or-later")
    ),
    tags(
        (name = "Reading", description = "Open to everybody, from any page."),
        (name = "Pushing", description = "For an association's program, with its key."),
        (name = "Sign-ups", description = "For an association's program, with its key. Personal data.")
    ),
    paths(
        needs::list,
        needs::one,
        associations::list,
        associations::one,
        fields::list,
        places::list,
        document,
        push::get,
        push::put,
        push::delete,
        sign_ups::list,
        sign_ups::answer
    ),
    modifiers(&WithKey)
)]
struct Document;

/// Says how a key is sent.
struct WithKey;

impl Modify for WithKey {
    fn modify(&self, document: &mut utoipa::openapi::OpenApi) {
        let key = HttpBuilder::new()
            .scheme(HttpAuthScheme::Bearer)
            .bearer_format("cdm_…")
            .description(Some("A key that an owner of the association made on its desk."));
        let components = document.components.get_or_insert_default();
        components.add_security_scheme("key", SecurityScheme::Http(key.build()));
    }
}

/// The document of the API that is at this address.
#[must_use]
pub fn of(public_url: &str) -> utoipa::openapi::OpenApi {
    let mut document = Document::openapi();
    document.servers = Some(vec![Server::new(public_url)]);
    document
}

/// This document.
#[utoipa::path(
    get,
    path = "/api/v1/openapi.json",
    tag = "Reading",
    summary = "This document",
    responses(
        (status = 200, description = "OpenAPI 3.1", body = Object),
        (status = 304, description = "You have it already (`If-None-Match`)")
    )
)]
pub async fn document(State(app): State<SharedApp>, headers: HeaderMap) -> ApiResult {
    Ok(Answer::json(&of(&app.settings.public_url), "public, max-age=3600").to(&headers))
}
