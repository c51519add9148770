//! From a component and its data to a whole HTML answer.

use super::{Visit, assets};
use crate::state::App;
use app::{
    likes::LikeOffer,
    ui::{self, PageHead, Told},
};
use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use hydration_context::SsrSharedContext;
use leptos::prelude::*;
use std::sync::Arc;

/// What a handler says of its page; the rest of [`PageHead`] is the same for all.
#[derive(Clone, Debug, Default)]
pub struct Head {
    /// The page's title.
    pub title: String,
    /// For search engines and shared links.
    pub description: String,
    /// Keep search engines away: personal links, forms, errors.
    pub private: bool,
    /// Class of `<body>`.
    pub class: &'static str,
    /// Where the page has hearts: what they send along ([`crate::likes::form`]).
    pub likes: Option<LikeOffer>,
}

/// The page, with 200.
pub fn page<V: IntoView>(app: &App, visit: &Visit, head: Head, content: impl FnOnce() -> V) -> Response {
    page_with_status(StatusCode::OK, app, visit, head, content)
}

/// The page, with any status. `content` runs inside the reactive owner that components need.
pub fn page_with_status<V: IntoView>(
    status: StatusCode,
    app: &App,
    visit: &Visit,
    head: Head,
    content: impl FnOnce() -> V,
) -> Response {
    page_that_tells(status, app, visit, head, Told::default(), content)
}

/// The same, with what other programs are told of it.
pub fn page_that_tells<V: IntoView>(
    status: StatusCode,
    app: &App,
    visit: &Visit,
    head: Head,
    told: Told,
    content: impl FnOnce() -> V,
) -> Response {
    let head = PageHead {
        lang: visit.lang,
        title: head.title,
        description: head.description,
        path: visit.path.clone(),
        indexed: !head.private,
        assets: assets::folder().to_owned(),
        public_url: app.settings.public_url.clone(),
        class: head.class,
        told,
        likes: head.likes,
    };
    let html = html(|| ui::document(head, content()));
    let headers = [(header::CONTENT_TYPE, "text/html; charset=utf-8"), (header::CACHE_CONTROL, "no-cache")];
    (status, headers, html).into_response()
}

/// Renders a view without a document around it (a mail, a fragment). Islands in it can come alive.
pub fn html<V: IntoView>(view: impl FnOnce() -> V) -> String {
    let owner = Owner::new_root(Some(Arc::new(SsrSharedContext::new_islands())));
    let html = owner.with(|| view().into_view().to_html());
    owner.unset_with_forced_cleanup();
    html
}

/// A personal page stays out of every cache, and its address out of other sites' logs.
#[must_use]
pub fn kept_by_nobody(mut response: Response) -> Response {
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("same-origin"));
    response
}
