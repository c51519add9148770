//! `GET /`: one question, two inputs.

use crate::{
    http::{Head, PageResult, Visit},
    state::SharedApp,
};
use axum::extract::State;
use leptos::prelude::*;

/// The first page.
pub async fn page(State(app): State<SharedApp>, visit: Visit) -> PageResult {
    Ok(self::render(&app, &visit))
}

fn render(app: &SharedApp, visit: &Visit) -> axum::response::Response {
    crate::http::page(
        app,
        visit,
        Head { class: "home", ..Head::default() },
        || view! { <h1>"Coup de main"</h1> },
    )
}
