//! What pages of mailed links share: one button that uses the link up, and proves the address, so that it also signs in.

use crate::{
    http::{AppError, Head, PageResult, Visit, kept_by_nobody, page, signed_in::someone},
    state::{App, SharedApp},
};
use app::domain::Lang;
use axum::{
    extract::Request,
    response::{IntoResponse, Redirect, Response},
};
use leptos::prelude::IntoView;

/// The page that a mailed link opens. Its token stays out of the links to the other language.
pub fn page_of_link<V: IntoView>(app: &App, lang: Lang, title: String, view: impl FnOnce() -> V) -> Response {
    let head = Head { title, private: true, class: "sign-in", ..Head::default() };
    let place = Visit { lang, path: "/connexion".to_owned() };
    kept_by_nobody(page(app, &place, head, view))
}

/// What the button of a link that was used up answers: pressed twice, it leads the one who is in already to their space.
///
/// # Errors
/// `dead` for everybody else, or the database's.
pub async fn used_up(app: &SharedApp, visit: &Visit, request: Request, dead: AppError) -> PageResult {
    let (mut parts, _) = request.into_parts();
    match someone(&mut parts, app).await? {
        Some(_) => Ok(Redirect::to(&visit.lang.href("/espace")).into_response()),
        None => Err(dead),
    }
}
