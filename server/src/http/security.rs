//! The headers that tell a browser what our pages may do: next to nothing.

use axum::{
    extract::Request,
    http::{HeaderValue, header},
    middleware::Next,
    response::Response,
};

/// One line, one reason. No inline script or style, so no nonce either.
const POLICY: &str = concat!(
    "default-src 'none'; ",                   // what isn't listed is refused
    "script-src 'self' 'wasm-unsafe-eval'; ", // our islands
    "style-src 'self'; ",                     // one sheet
    "img-src 'self' data:; ",                 // drawings in the sheet
    "font-src 'self'; ",                      // one file
    "connect-src 'self'; ",                   // suggestions, places left
    "form-action 'self'; ",                   // sign-ups stay here
    "base-uri 'none'; ",                      // links mean what they say
    "frame-ancestors 'none'"                  // nobody puts our form behind theirs
);

/// Adds the headers to every answer.
pub async fn headers(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    for (name, value) in [
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (header::REFERRER_POLICY, "strict-origin-when-cross-origin"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    ] {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    }
    headers.entry("permissions-policy").or_insert(HeaderValue::from_static(
        "geolocation=(self), camera=(), microphone=(), browsing-topics=()",
    ));
    response
}
