//! The headers that tell a browser what our pages may do: next to nothing.

use crate::{settings::Settings, sign_in::provider::Provider};
use axum::{
    extract::{Request, State},
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
    "base-uri 'none'; ",                      // links mean what they say
    "frame-ancestors 'none'"                  // nobody puts our form behind theirs
);

/// The Content-Security-Policy of this portal.
#[derive(Clone)]
pub struct Policy(HeaderValue);

impl Policy {
    /// What is sent stays here, but that signing in may lead on to the providers in the settings.
    #[must_use]
    pub fn of(settings: &Settings) -> Self {
        let origins: String =
            settings.providers.iter().map(Provider::origin).fold(String::new(), |all, one| all + " " + one);
        let whole = format!("{POLICY}; form-action 'self'{origins}");
        let alone = || HeaderValue::from_static("default-src 'none'");
        Self(HeaderValue::from_str(&whole).unwrap_or_else(|_| alone()))
    }
}

/// The policy of a page whose form leads on to a site that its reader names.
#[must_use]
pub fn leading_on() -> String {
    format!("{POLICY}; form-action 'self' https:")
}

/// Adds the headers to every answer.
pub async fn headers(State(policy): State<Policy>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    headers.entry(header::CONTENT_SECURITY_POLICY).or_insert(policy.0);
    for (name, value) in [
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
