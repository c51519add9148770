//! What went wrong, for programs: `application/problem+json` (RFC 9457). A handler returns one; it becomes an answer in
//! [`rendered`], as does every bare error below `/api`, whoever made it.

use crate::{http::AppError, state::App, store::StoreError};
use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde::Serialize;
use utoipa::{IntoResponses, ToSchema};

/// What a handler of the API returns.
pub type ApiResult = Result<Response, ApiError>;

/// Why there is no answer.
#[derive(Debug)]
pub enum ApiError {
    /// The caller can do something about it.
    Problem(Box<Problem>),
    /// Anything else; logged once.
    App(AppError),
}

/// What went wrong, and what to do about it (RFC 9457).
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Problem {
    /// Tells kinds of problems apart; leads to words about it.
    #[serde(rename = "type")]
    #[schema(format = "uri")]
    pub kind: String,
    /// What it is, always the same for a kind.
    pub title: &'static str,
    /// The HTTP status.
    pub status: u16,
    /// What it is this time.
    pub detail: String,
    /// What is wrong, one by one.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<Wrong>,
    /// What to do about authentication; not part of the answer's body.
    #[serde(skip)]
    pub challenge: Option<String>,
    /// Seconds to wait; not part of the answer's body.
    #[serde(skip)]
    pub retry_after: Option<i64>,
}

/// The problems that whoever comes with a key may meet.
#[derive(IntoResponses)]
pub enum KeyProblems {
    /// No key that works
    #[response(status = 401, content_type = "application/problem+json")]
    Unauthorized(Problem),
    /// The key may not, or the association isn't let in yet
    #[response(status = 403, content_type = "application/problem+json")]
    Forbidden(Problem),
    /// Not your association, or nothing of yours
    #[response(status = 404, content_type = "application/problem+json")]
    NotFound(Problem),
    /// Too many requests
    #[response(status = 429, content_type = "application/problem+json")]
    TooMany(Problem),
}

/// One thing that is wrong.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Wrong {
    /// Where in the body it is (RFC 6901): `/slots/0/starts_at`; empty for the whole of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pointer: Option<String>,
    /// Which parameter of the address it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parameter: Option<String>,
    /// What is wrong with it.
    pub detail: String,
    /// What may stand there instead.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub choices: Vec<String>,
}

impl Wrong {
    /// A parameter of the address.
    #[must_use]
    pub fn parameter(name: &str, detail: impl Into<String>) -> Self {
        Self { pointer: None, parameter: Some(name.to_owned()), detail: detail.into(), choices: Vec::new() }
    }

    /// A place in the body.
    #[must_use]
    pub fn pointer(pointer: impl Into<String>, detail: impl Into<String>) -> Self {
        let pointer = Some(pointer.into());
        Self { pointer, parameter: None, detail: detail.into(), choices: Vec::new() }
    }
}

/// The kinds of problems: the last part of `type`, the title, the status.
macro_rules! kinds {
    ($($name:ident $code:literal $status:literal $title:literal)*) => {
        /// The kinds of problems.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Kind { $(#[doc = $title] $name),* }

        impl Kind {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];

            /// The last part of `type`.
            #[must_use]
            pub const fn code(self) -> &'static str { match self { $(Self::$name => $code),* } }

            /// The HTTP status.
            #[must_use]
            pub const fn status(self) -> u16 { match self { $(Self::$name => $status),* } }

            /// What it is.
            #[must_use]
            pub const fn title(self) -> &'static str { match self { $(Self::$name => $title),* } }
        }
    };
}

kinds! {
    Parameters "parameters" 400 "The address asks for something that isn't there"
    Cursor "cursor" 400 "This cursor isn't one of this list"
    Body "body" 400 "The body can't be read"
    Key "key" 401 "This needs a key that works"
    Scope "scope" 403 "The key may not do this"
    Forbidden "forbidden" 403 "This may not be done"
    NotLetIn "not-let-in" 403 "The association isn't let in yet"
    NotFound "not-found" 404 "There is nothing here"
    Method "method" 405 "This can't be done here"
    State "state" 409 "It can't be so now"
    Gone "gone" 410 "It takes nobody any more"
    Changed "changed" 412 "It has changed meanwhile"
    TooLarge "too-large" 413 "The body is too large"
    MediaType "media-type" 415 "The body must be JSON"
    Invalid "invalid" 422 "Something in the body isn't right"
    TooMany "too-many" 429 "Too many requests"
    Fault "fault" 500 "Something broke on our side"
    Unavailable "unavailable" 503 "Not available for a moment"
}

impl Kind {
    /// A problem of this kind.
    #[must_use]
    pub fn with(self, detail: impl Into<String>) -> Problem {
        Problem {
            kind: self.code().to_owned(),
            title: self.title(),
            status: self.status(),
            detail: detail.into(),
            errors: Vec::new(),
            challenge: None,
            retry_after: None,
        }
    }

    /// The kind of an error that doesn't say more than its status.
    fn of(status: StatusCode) -> Self {
        let same =
            |kind: &&Self| kind.status() == status.as_u16() && !matches!(kind, Self::Scope | Self::NotLetIn);
        let like = if status.is_server_error() { Self::Fault } else { Self::Parameters };
        Self::ALL.iter().find(same).copied().unwrap_or(like)
    }

    /// What to do about it, where nothing more is known.
    const fn advice(self) -> &'static str {
        match self {
            Self::NotFound => {
                "Nothing has this address. The document at /api/v1/openapi.json lists all that there is."
            }
            Self::Method => "The header Allow says what can be done here.",
            Self::TooLarge => "A body may have 64 kB.",
            Self::MediaType => "Send it as application/json.",
            Self::Forbidden => "Programs send a key and no cookie, and not out of another site's page.",
            Self::Fault => "We have been told. Nothing was changed.",
            Self::Unavailable => "Nothing was changed. Try again after the seconds in Retry-After.",
            Self::TooMany => "Try again after the seconds in Retry-After.",
            _ => "The request makes no sense.",
        }
    }
}

impl Problem {
    /// Names what is wrong, one by one.
    #[must_use]
    pub fn listing(mut self, errors: Vec<Wrong>) -> Self {
        self.errors = errors;
        self
    }

    /// Says how to authenticate (`WWW-Authenticate`, RFC 6750).
    #[must_use]
    pub fn challenging(mut self, challenge: impl Into<String>) -> Self {
        self.challenge = Some(challenge.into());
        self
    }

    /// The answer; `public_url` stands before where `type` leads.
    #[must_use]
    pub fn answer(mut self, public_url: &str) -> Response {
        self.kind = format!("{public_url}/developpeurs#{}", self.kind);
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let body = serde_json::to_vec(&self).unwrap_or_default();
        let kind = [(header::CONTENT_TYPE, "application/problem+json"), (header::CACHE_CONTROL, "no-store")];
        let mut response = (status, kind, body).into_response();
        let headers = response.headers_mut();
        if let Some(challenge) = self.challenge.and_then(|text| HeaderValue::from_str(&text).ok()) {
            headers.insert(header::WWW_AUTHENTICATE, challenge);
        }
        if let Some(seconds) = self.retry_after {
            headers.insert(header::RETRY_AFTER, seconds.into());
        }
        response
    }
}

/// Carried from a handler to [`rendered`], which knows where we are.
#[derive(Clone)]
struct Told(Box<Problem>);

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        match self {
            Self::App(error) => error.into_response(),
            Self::Problem(problem) => {
                let status = StatusCode::from_u16(problem.status).unwrap_or(StatusCode::BAD_REQUEST);
                let mut response = status.into_response();
                response.extensions_mut().insert(Told(problem));
                response
            }
        }
    }
}

impl From<Problem> for ApiError {
    fn from(problem: Problem) -> Self {
        Self::Problem(Box::new(problem))
    }
}

impl From<Box<Problem>> for ApiError {
    fn from(problem: Box<Problem>) -> Self {
        Self::Problem(problem)
    }
}

impl From<AppError> for ApiError {
    fn from(error: AppError) -> Self {
        Self::App(error)
    }
}

impl From<StoreError> for ApiError {
    fn from(error: StoreError) -> Self {
        Self::App(error.into())
    }
}

/// An error below `/api` as a problem; `retry_after` in seconds.
#[must_use]
pub fn rendered(app: &App, response: &Response, retry_after: Option<i64>) -> Response {
    let told = response.extensions().get::<Told>().map(|told| (*told.0).clone());
    let problem = told.unwrap_or_else(|| {
        let kind = Kind::of(response.status());
        Problem { status: response.status().as_u16(), retry_after, ..kind.with(kind.advice()) }
    });
    let mut answer = problem.answer(&app.settings.public_url);
    if let Some(allow) = response.headers().get(header::ALLOW) {
        answer.headers_mut().insert(header::ALLOW, allow.clone());
    }
    answer
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_status_has_a_kind() {
        for (status, kind) in [
            (404, Kind::NotFound),
            (403, Kind::Forbidden),
            (500, Kind::Fault),
            (502, Kind::Fault),
            (418, Kind::Parameters),
        ] {
            assert_eq!(StatusCode::from_u16(status).map(Kind::of).ok(), Some(kind), "{status}");
        }
        let codes: std::collections::HashSet<_> = Kind::ALL.iter().map(|kind| kind.code()).collect();
        assert_eq!(codes.len(), Kind::ALL.len());
    }
}
