//! The headers that tell a browser what our pages may do: next to nothing.
//!
//! Pages of ours don't show in frames of others, save for those made for it (`/widget/…`). In those, framing does no
//! harm: no cookie is read there, and a click that somebody was tricked into signs nobody up, since only a mail that
//! was answered does.

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
    "base-uri 'none'",                        // links mean what they say
);

/// What a page has to do with frames.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Frames {
    /// Nothing: nobody puts our pages behind theirs.
    None,
    /// It is made to stand in frames of others.
    Inside,
    /// It shows one of those in a frame.
    Around,
}

impl Frames {
    /// By the path, so that errors there are like the pages.
    fn of(path: &str) -> Self {
        let path = path.strip_prefix("/en").unwrap_or(path);
        let around = || path.strip_prefix("/espace/").is_some_and(|rest| rest.ends_with("/widget"));
        if path.starts_with("/widget/") {
            Self::Inside
        } else if around() {
            Self::Around
        } else {
            Self::None
        }
    }

    const fn policy(self) -> &'static str {
        match self {
            Self::None => "frame-ancestors 'none'",
            Self::Inside => "frame-ancestors *",
            Self::Around => "frame-ancestors 'none'; frame-src 'self'",
        }
    }
}

/// The Content-Security-Policy of this portal.
#[derive(Clone)]
pub struct Policy {
    closed: HeaderValue,
    inside: HeaderValue,
    around: HeaderValue,
}

impl Policy {
    /// What is sent stays here, but that signing in may lead on to the providers in the settings.
    #[must_use]
    pub fn of(settings: &Settings) -> Self {
        let origins: String =
            settings.providers.iter().map(Provider::origin).fold(String::new(), |all, one| all + " " + one);
        let whole = |frames: Frames| {
            let whole = format!("{POLICY}; {}; form-action 'self'{origins}", frames.policy());
            HeaderValue::from_str(&whole)
                .unwrap_or_else(|_| HeaderValue::from_static("default-src 'none'; frame-ancestors 'none'"))
        };
        Self { closed: whole(Frames::None), inside: whole(Frames::Inside), around: whole(Frames::Around) }
    }

    fn for_path(self, path: &str) -> HeaderValue {
        match Frames::of(path) {
            Frames::None => self.closed,
            Frames::Inside => self.inside,
            Frames::Around => self.around,
        }
    }
}

/// The policy of a page whose form leads on to a site that its reader names.
#[must_use]
pub fn leading_on() -> String {
    format!("{POLICY}; form-action 'self' https:")
}

/// Adds the headers to every answer.
pub async fn headers(State(policy): State<Policy>, request: Request, next: Next) -> Response {
    let policy = policy.for_path(request.uri().path());
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    headers.entry(header::CONTENT_SECURITY_POLICY).or_insert(policy);
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_but_the_widget_is_framed() {
        for path in ["/widget/associations/7", "/en/widget/missions/12/inscription", "/widget/nulle-part"] {
            assert_eq!(Frames::of(path), Frames::Inside, "{path}");
        }
        for path in ["/espace/7/widget", "/en/espace/7/widget"] {
            assert_eq!(Frames::of(path), Frames::Around, "{path}");
        }
        let others =
            ["/", "/en", "/widget", "/widget.js", "/missions/12/widget", "/espace/7", "/espace/7/widget/x"];
        for path in others.into_iter().chain(["/x/widget/", "/entree/widget/", "//widget/a"]) {
            assert_eq!(Frames::of(path), Frames::None, "{path}");
        }
    }
}
