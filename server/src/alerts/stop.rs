//! `/desabonnement/alertes/{token}`: no more of an alert, by a mail program's one POST (RFC 8058) or by a button.

use super::{AlertStopper, manage::words, stop_address};
use crate::{
    http::{AppError, Head, PageResult, Visit, kept_by_nobody, one_click::one_click, page as document},
    state::{App, SharedApp},
    store::{
        alerts::{self, AlertRow},
        outbox,
    },
};
use app::{
    alerts::{StopPage, StoppedPage},
    domain::Lang,
    texts::alerts as say,
};
use axum::{body::Bytes, extract::State, response::Response};
use leptos::prelude::*;

/// `GET`.
pub async fn page(
    State(app): State<SharedApp>,
    visit: Visit,
    AlertStopper { token, alert }: AlertStopper,
) -> PageResult {
    let lang = visit.lang;
    let Some(alert) = alert else { return Ok(stopped_page(&app, lang)) };
    let asked = words(&app, lang, &alert.search);
    let head =
        Head { title: say::stop_title(lang).to_owned(), private: true, class: "alert", ..Head::default() };
    let path = format!("/desabonnement/alertes/{token}");
    let action = lang.href(&path);
    let place = Visit { lang, path };
    Ok(kept_by_nobody(document(&app, &place, head, || view! { <StopPage lang asked action/> })))
}

/// `POST`, by a mail program or our own button: not redirected, as the RFC wants it. A second one is answered alike.
pub async fn post(
    State(app): State<SharedApp>,
    visit: Visit,
    AlertStopper { alert, .. }: AlertStopper,
    body: Bytes,
) -> PageResult {
    if !one_click(&body) {
        return Err(AppError::BadRequest("what is to be done?"));
    }
    stop(&app, alert.as_slice()).await?;
    Ok(stopped_page(&app, visit.lang))
}

/// `GET /alertes/arretee`: it is stopped.
pub async fn stopped(State(app): State<SharedApp>, visit: Visit) -> PageResult {
    Ok(stopped_page(&app, visit.lang))
}

/// Erases alerts with their address, and takes back what was written and hasn't left.
///
/// # Errors
/// When the database fails; then nothing is erased.
pub(super) async fn stop(app: &App, all: &[AlertRow]) -> Result<(), AppError> {
    let now = app.clock.now();
    let mut tx = app.db.begin().await?;
    for alert in all {
        alerts::erase(&mut tx, alert.id).await?;
        outbox::take_back_at(&mut tx, &stop_address(app, alert.lang(), alert.id), now).await?;
    }
    Ok(tx.commit().await?)
}

fn stopped_page(app: &App, lang: Lang) -> Response {
    let head =
        Head { title: say::stopped_title(lang).to_owned(), private: true, class: "alert", ..Head::default() };
    let place = Visit { lang, path: "/alertes/arretee".to_owned() };
    kept_by_nobody(document(app, &place, head, || view! { <StoppedPage lang/> }))
}
