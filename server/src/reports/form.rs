//! `/missions/{need}/signaler`: anybody tells the moderators of a need.

use crate::{
    http::{
        Head, PageResult, Visit,
        form_stamp::{self, StampError},
        forms::read_form,
        limits::{Limits, Network},
        page_with_status,
    },
    needs::find,
    state::{App, SharedApp},
    store::reports::{self, NewReport},
};
use app::{
    domain::need::Need,
    forms::{Problem, Problems},
    reports::{ReportForm, ReportPage, ReportThanksPage, check},
    texts::reports as say,
};
use axum::{
    body::Bytes,
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use leptos::prelude::*;

/// `GET`.
pub async fn page(State(app): State<SharedApp>, visit: Visit, Path(address): Path<String>) -> PageResult {
    let need = match find(&app, &visit, &address, "/signaler").await? {
        Ok(need) => need,
        Err(redirect) => return Ok(redirect.into_response()),
    };
    let stamp = form_stamp::fresh(&app.secrets.forms, app.clock.now());
    let form = ReportForm { stamp, ..ReportForm::default() };
    Ok(shown(StatusCode::OK, &app, &visit, &need, form, Problems::default()))
}

/// `POST`. Who tells of the same need twice is thanked twice, and counted once.
pub async fn post(
    State(app): State<SharedApp>,
    visit: Visit,
    network: Network,
    Path(address): Path<String>,
    body: Bytes,
) -> PageResult {
    let now = app.clock.now();
    let need = match find(&app, &visit, &address, "/signaler").await? {
        Ok(need) => need,
        Err(redirect) => return Ok(redirect.into_response()),
    };
    let mut form: ReportForm = read_form(&body)?;
    if !form.trap.is_empty() {
        // A robot is thanked like everybody, and learns nothing.
        return Ok(thanked(&visit, &need));
    }
    let stamped = form_stamp::check(&app.secrets.forms, &form.stamp, now);
    let (checked, whole) = match (check(&form), stamped) {
        (checked, Ok(())) => (checked, None),
        (checked, Err(StampError::TooFast)) => (checked, Some(Problem::TooFast)),
        (checked, Err(StampError::Stale)) => {
            form.stamp = form_stamp::renewed(&app.secrets.forms, now);
            (checked, Some(Problem::Stale))
        }
    };
    let checked = match (checked, whole) {
        (Ok(checked), None) => checked,
        (checked, whole) => {
            let mut problems = checked.err().unwrap_or_default();
            whole.into_iter().for_each(|problem| problems.add("", problem));
            return Ok(shown(StatusCode::UNPROCESSABLE_ENTITY, &app, &visit, &need, form, problems));
        }
    };
    let limits = match &checked.email {
        Some(email) => Limits::new(&app, network, &email.key(), now),
        None => Limits::of_network(&app, network, now),
    };
    let report = NewReport {
        need_id: need.id,
        reason: checked.reason,
        words: checked.words,
        email: checked.email,
        lang: visit.lang,
        reporter: network.known_to(&app.secrets.limits, need.id),
    };
    let mut tx = app.db.begin().await?;
    limits.count(&mut tx).await?;
    reports::add(&mut tx, &report, now).await?;
    tx.commit().await?;
    Ok(thanked(&visit, &need))
}

/// `GET …/signaler/merci`.
pub async fn thanks(State(app): State<SharedApp>, visit: Visit, Path(address): Path<String>) -> PageResult {
    let need = match find(&app, &visit, &address, "/signaler/merci").await? {
        Ok(need) => need,
        Err(redirect) => return Ok(redirect.into_response()),
    };
    let (lang, path) = (visit.lang, need.path());
    let head =
        Head { title: say::thanks_title(lang).to_owned(), private: true, class: "report", ..Head::default() };
    Ok(page_with_status(StatusCode::OK, &app, &visit, head, || view! { <ReportThanksPage lang path/> }))
}

fn thanked(visit: &Visit, need: &Need) -> Response {
    Redirect::to(&visit.lang.href(&format!("{}/signaler/merci", need.path()))).into_response()
}

fn shown(
    status: StatusCode,
    app: &App,
    visit: &Visit,
    need: &Need,
    form: ReportForm,
    problems: Problems,
) -> Response {
    let lang = visit.lang;
    let head = Head { title: say::title(lang).to_owned(), private: true, class: "report", ..Head::default() };
    let need = (need.path(), need.title.clone());
    page_with_status(status, app, visit, head, || view! { <ReportPage lang need form problems/> })
}
