//! `/chiffres/comment`: how the portal counts, for those who are counted.

use crate::{
    http::{Head, Visit, page as document},
    state::SharedApp,
};
use app::{figures::HowPage, texts::figures as say};
use axum::{extract::State, response::Response};
use leptos::prelude::*;

/// `GET`.
pub async fn page(State(app): State<SharedApp>, visit: Visit) -> Response {
    let lang = visit.lang;
    let head = Head {
        title: say::how_title(lang).to_owned(),
        description: say::how_intro(lang).to_owned(),
        class: "how",
        ..Head::default()
    };
    document(&app, &visit, head, || view! { <HowPage lang/> })
}
