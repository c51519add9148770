//! `/espace/compte`: how others see somebody, and in which language they are written to.

use crate::{
    http::{
        Head, PageResult, Visit,
        forms::{Query, read_form},
        page_with_status,
        signed_in::SignedIn,
    },
    mail::one_line,
    state::{App, SharedApp},
    store::{coordinators, figures::reports},
};
use app::{
    coordination::AccountPage,
    domain::Lang,
    forms::{Problem, Problems},
    texts,
};
use axum::{
    body::Bytes,
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use leptos::prelude::*;
use serde::Deserialize;

/// Most signs of a name.
const NAME: usize = 80;

/// What has just been done.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Done {
    fait: String,
}

/// The form.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Typed {
    name: String,
    lang: String,
}

/// `GET`.
pub async fn page(
    State(app): State<SharedApp>,
    visit: Visit,
    signed_in: SignedIn,
    Query(done): Query<Done>,
) -> PageResult {
    let SignedIn { coordinator, .. } = signed_in;
    let monthly = reports::wants(&app.db, coordinator.id).await?.unwrap_or(true);
    let typed = Typed { name: coordinator.name, lang: coordinator.lang };
    Ok(shown(&app, &visit, typed, Problems::default(), done.fait == "1", monthly))
}

/// `POST`.
pub async fn post(
    State(app): State<SharedApp>,
    visit: Visit,
    signed_in: SignedIn,
    body: Bytes,
) -> PageResult {
    let typed: Typed = read_form(&body)?;
    let monthly = reports::wants(&app.db, signed_in.coordinator.id).await?.unwrap_or(true);
    // It stands in subjects of letters: nothing hidden in it.
    let name = one_line(&typed.name, usize::MAX);
    let mut problems = Problems::default();
    if name.chars().count() > NAME {
        problems.add("name", Problem::TooLong(80));
    }
    let lang = Lang::ALL.into_iter().find(|lang| lang.code() == typed.lang);
    let lang = match lang {
        Some(lang) if problems.is_empty() => lang,
        Some(_) => return Ok(shown(&app, &visit, typed, problems, false, monthly)),
        None => {
            problems.add("lang", Problem::Choice);
            return Ok(shown(&app, &visit, typed, problems, false, monthly));
        }
    };
    let mut tx = app.db.begin().await?;
    coordinators::change(&mut tx, signed_in.coordinator.id, &name, lang).await?;
    tx.commit().await?;
    Ok(Redirect::to(&visit.lang.href("/espace/compte?fait=1")).into_response())
}

fn shown(app: &App, visit: &Visit, typed: Typed, problems: Problems, saved: bool, monthly: bool) -> Response {
    let lang = visit.lang;
    let status = if problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let title = texts::team::account_title(lang).to_owned();
    let head = Head { title, private: true, class: "space", ..Head::default() };
    let place = Visit { lang, path: "/espace/compte".to_owned() };
    let (name, mails_in) = (typed.name, typed.lang);
    page_with_status(
        status,
        app,
        &place,
        head,
        || view! { <AccountPage lang name mails_in problems saved monthly/> },
    )
}
