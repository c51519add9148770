//! How handlers fail: return `Err(AppError::…)` (or `?` a `StoreError`), and the reader gets a page in
//! their language with the right status. Logged once, here, without anything personal.

use super::{Head, Visit, page_with_status};
use crate::{api, state::SharedApp, store::StoreError, widget::frame};
use app::{
    domain::report::Withheld,
    ui::{ErrorPage, Trouble},
};
use axum::{
    extract::{MatchedPath, OriginalUri, Request, State},
    http::{StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Redirect, Response},
};
use leptos::prelude::*;
use std::sync::Arc;

/// What a handler returns.
pub type PageResult = Result<Response, AppError>;

/// Why there is no page.
#[derive(Debug, thiserror::Error)]
pub enum AppError {
    /// Nothing at this address.
    #[error("not found")]
    NotFound,
    /// A mailed link that is wrong, used up or expired.
    #[error("dead link")]
    DeadLink,
    /// A link to sign in that is wrong, used up or expired.
    #[error("dead sign-in link")]
    DeadSignInLink,
    /// An invitation that is wrong, taken up, withdrawn or expired.
    #[error("dead invitation")]
    DeadInvitation,
    /// A claim that is wrong, used up, expired or too late.
    #[error("dead claim")]
    DeadClaim,
    /// A link to a new contact address that is wrong, used up or expired.
    #[error("dead contact link")]
    DeadContactLink,
    /// A link to an alert that was stopped, or not confirmed in time.
    #[error("dead alert")]
    DeadAlert,
    /// A need that the public doesn't see, taken down by the moderators or not yet read by them.
    #[error("withheld")]
    Withheld(Withheld),
    /// Somebody must sign in first; where to, with their language.
    #[error("sign in first")]
    SignIn(String),
    /// Signed in, but their role doesn't allow it.
    #[error("forbidden")]
    Forbidden,
    /// A request that makes no sense.
    #[error("bad request: {0}")]
    BadRequest(&'static str),
    /// A rate limit; seconds until it makes sense to try again.
    #[error("too many requests, {0} s to wait")]
    TooMany(i64),
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The session.
    #[error("session: {0}")]
    Session(#[from] tower_sessions::session::Error),
    /// The search index.
    #[error("search: {0}")]
    Search(String),
    /// A file to be sent couldn't be written.
    #[error("file: {0}")]
    File(String),
    /// A background thread was lost.
    #[error("task: {0}")]
    Task(#[from] tokio::task::JoinError),
}

impl AppError {
    fn trouble(&self) -> Trouble {
        match self {
            Self::NotFound => Trouble::NotFound,
            Self::DeadLink => Trouble::DeadLink,
            Self::DeadSignInLink => Trouble::DeadSignInLink,
            Self::DeadInvitation => Trouble::DeadInvitation,
            Self::DeadClaim => Trouble::DeadClaim,
            Self::DeadContactLink => Trouble::DeadContactLink,
            Self::DeadAlert => Trouble::DeadAlert,
            Self::Withheld(Withheld::Down) => Trouble::TakenDown,
            Self::Withheld(_) => Trouble::InReview,
            Self::BadRequest(_) | Self::SignIn(_) => Trouble::BadRequest,
            Self::Forbidden => Trouble::Forbidden,
            Self::TooMany(seconds) => Trouble::TooMany(*seconds),
            Self::Store(StoreError::Unavailable(_)) => Trouble::Unavailable,
            Self::Store(_) | Self::Session(_) | Self::Search(_) | Self::File(_) | Self::Task(_) => {
                Trouble::Fault
            }
        }
    }
}

/// Carried from a handler to [`error_pages`], which knows the language.
#[derive(Clone)]
struct Failed(Arc<AppError>);

impl IntoResponse for AppError {
    fn into_response(self) -> Response {
        if let Self::SignIn(there) = &self {
            return Redirect::to(there).into_response();
        }
        let status =
            StatusCode::from_u16(self.trouble().status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let mut response = status.into_response();
        response.extensions_mut().insert(Failed(Arc::new(self)));
        response
    }
}

/// On an answer that says in its own way what went wrong.
#[derive(Clone, Copy, Debug)]
pub struct AsItStands;

/// Gives every bare error answer (a handler's, a layer's, axum's own) its page, and logs it once.
pub async fn error_pages(State(app): State<SharedApp>, request: Request, next: Next) -> Response {
    let uri =
        request.extensions().get::<OriginalUri>().map_or_else(|| request.uri().clone(), |uri| uri.0.clone());
    let visit = Visit::of(&uri);
    let route = request
        .extensions()
        .get::<MatchedPath>()
        .map_or_else(|| "-".to_owned(), |path| path.as_str().to_owned());
    let response = next.run(request).await;
    let status = response.status();
    if !(status.is_client_error() || status.is_server_error())
        || response.extensions().get::<AsItStands>().is_some()
        || response
            .headers()
            .get(header::CONTENT_TYPE)
            .is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"))
        || response
            .headers()
            .get(header::CONTENT_TYPE)
            .is_some_and(|kind| kind.as_bytes().starts_with(b"application/"))
    {
        return response;
    }
    let failed = response.extensions().get::<Failed>().map(|failed| failed.0.clone());
    let trouble = failed.as_ref().map_or_else(|| trouble_of(status), |error| error.trouble());
    if trouble.status() >= 500 {
        match &failed {
            Some(error) => tracing::error!(route, status = status.as_u16(), "{error}"),
            None => tracing::error!(route, status = status.as_u16(), "failed without saying why"),
        }
    }
    let retry = match trouble {
        Trouble::TooMany(seconds) => Some(seconds.max(1)),
        Trouble::Unavailable => Some(30),
        _ => None,
    };
    if api::is_below(uri.path()) {
        return api::problem::rendered(&app, &response, retry);
    }
    let head = Head {
        title: trouble.title(visit.lang).to_owned(),
        private: true,
        class: "error",
        ..Head::default()
    };
    let framed = frame::look_of(&visit);
    // The address of an error is not a page of its own: the other language's link leads home.
    let place = Visit { path: "/".to_owned(), ..visit };
    let mut page = if let Some(look) = framed {
        frame::trouble(status, &app, &place, look, trouble)
    } else {
        page_with_status(
            status,
            &app,
            &place,
            head,
            || view! { <ErrorPage lang=visit.lang trouble=trouble/> },
        )
    };
    if let Some(seconds) = retry {
        page.headers_mut().insert(header::RETRY_AFTER, seconds.into());
    }
    if let Some(allow) = response.headers().get(header::ALLOW) {
        page.headers_mut().insert(header::ALLOW, allow.clone());
    }
    page
}

const fn trouble_of(status: StatusCode) -> Trouble {
    match status.as_u16() {
        404 => Trouble::NotFound,
        403 => Trouble::Forbidden,
        413 => Trouble::TooLarge,
        429 => Trouble::TooMany(60),
        503 | 504 => Trouble::Unavailable,
        400..=499 => Trouble::BadRequest,
        _ => Trouble::Fault,
    }
}
