//! One log line a request: the route's pattern, never the address itself, which may hold a token or a name.

use axum::{
    extract::{MatchedPath, Request},
    middleware::Next,
    response::Response,
};
use std::time::Instant;

/// Logs method, route, status and milliseconds.
pub async fn log(request: Request, next: Next) -> Response {
    let started = Instant::now();
    let method = request.method().clone();
    let route = request.extensions().get::<MatchedPath>().map(|path| path.as_str().to_owned());
    let response = next.run(request).await;
    let route = route.as_deref().unwrap_or("-");
    let ms = started.elapsed().as_secs_f64() * 1000.0;
    tracing::debug!(%method, route, status = response.status().as_u16(), ms = format!("{ms:.1}"), "request");
    response
}
