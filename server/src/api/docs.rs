//! `/developpeurs`: the API, the feeds and the widget in words, for people.

use super::{key::Scope, limits::PER_MINUTE, problem::Kind};
use crate::{
    http::{Head, Visit, page as document},
    state::SharedApp,
};
use app::{api::DevelopersPage, texts::api as say};
use axum::{extract::State, response::Response};
use leptos::prelude::*;

/// `GET`.
pub async fn page(State(app): State<SharedApp>, visit: Visit) -> Response {
    let lang = visit.lang;
    let head = Head {
        title: say::title(lang).to_owned(),
        description: say::intro(lang).to_owned(),
        class: "developers",
        ..Head::default()
    };
    let site = app.settings.public_url.clone();
    let problems = Kind::ALL.iter().map(|kind| (kind.code(), kind.status(), kind.title())).collect();
    let scopes = Scope::ALL.map(Scope::code).to_vec();
    document(
        &app,
        &visit,
        head,
        || view! { <DevelopersPage lang site problems scopes a_minute=PER_MINUTE.into()/> },
    )
}
