//! What stands around every answer of the API: who may read it from where (CORS), how often one may ask, and tags that
//! say the coding.

use super::{
    BASE, etag, is_below,
    limits::{Left, PER_MINUTE},
    problem::Kind,
};
use crate::{http::limits::Network, state::SharedApp};
use axum::{
    extract::{FromRequestParts, Request, State},
    http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};

const POLICY: HeaderName = HeaderName::from_static("ratelimit-policy");
const LEFT: HeaderName = HeaderName::from_static("ratelimit");
/// What scripts of other sites may read of an answer.
const EXPOSED: &str = "ETag, Link, RateLimit, RateLimit-Policy, Retry-After";

/// Passes by whatever isn't the API's.
pub async fn around(State(app): State<SharedApp>, request: Request, next: Next) -> Response {
    if !is_below(request.uri().path()) {
        return next.run(request).await;
    }
    let method = request.method().clone();
    if method == Method::OPTIONS {
        return preflight();
    }
    let open = is_open(&method, request.uri().path());
    let (mut parts, body) = request.into_parts();
    let left = match app.settings.rate_limit {
        false => None,
        true => {
            let Ok(network) = Network::from_request_parts(&mut parts, &app).await;
            Some(app.api.requests.count(network, app.clock.now()))
        }
    };
    let mut response = match left {
        Some(Left { requests: None, seconds }) => {
            let detail = format!("A network may ask {PER_MINUTE} times a minute. Wait for {seconds} s.");
            let mut problem = Kind::TooMany.with(detail);
            problem.retry_after = Some(seconds);
            problem.answer(&app.settings.public_url)
        }
        _ => next.run(Request::from_parts(parts, body)).await,
    };
    let headers = response.headers_mut();
    etag::coded(headers);
    if let Some(left) = left {
        put(headers, POLICY, &Left::policy());
        put(headers, LEFT, &left.said());
    }
    if open {
        headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
        headers.insert(header::ACCESS_CONTROL_EXPOSE_HEADERS, HeaderValue::from_static(EXPOSED));
    }
    response
}

/// What other sites' pages may read: what is open data. Keys don't belong into pages.
fn is_open(method: &Method, path: &str) -> bool {
    let closed = path
        .strip_prefix(BASE)
        .and_then(|rest| rest.strip_prefix("/associations/"))
        .is_some_and(|rest| rest.contains('/'));
    matches!(*method, Method::GET | Method::HEAD) && !closed
}

/// May other sites' pages ask? They may read.
fn preflight() -> Response {
    let headers = [
        (header::ACCESS_CONTROL_ALLOW_ORIGIN, "*"),
        (header::ACCESS_CONTROL_ALLOW_METHODS, "GET, HEAD, OPTIONS"),
        (header::ACCESS_CONTROL_ALLOW_HEADERS, "Accept, Accept-Language, If-None-Match"),
        (header::ACCESS_CONTROL_MAX_AGE, "86400"),
    ];
    (StatusCode::NO_CONTENT, headers).into_response()
}

fn put(headers: &mut HeaderMap, name: HeaderName, value: &str) {
    if let Ok(value) = HeaderValue::from_str(value) {
        headers.insert(name, value);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_elsewhere_read_open_data_and_nothing_else() {
        for path in ["/api/v1/needs", "/api/v1/associations/7", "/api/v1/nothing"] {
            assert!(is_open(&Method::GET, path), "{path}");
            assert!(!is_open(&Method::PUT, path), "{path}");
        }
        for path in ["/api/v1/associations/7/sign-ups", "/api/v1/associations/7/needs/x"] {
            assert!(!is_open(&Method::GET, path), "{path}");
        }
    }
}
