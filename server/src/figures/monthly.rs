//! `/desabonnement/chiffres/{token}` and `/espace/compte/chiffres`: the monthly letter no more, or again. A mail
//! program's POST is enough (RFC 8058); a reader who opens the address finds a page with one button.

use crate::{
    follow_ups::unsubscribe_token as tokens,
    http::{
        AppError, Head, PageResult, Visit, forms::read_form, kept_by_nobody, one_click::one_click,
        page as document, signed_in::SignedIn,
    },
    state::{App, SharedApp},
    store::figures::reports,
};
use app::{domain::Lang, figures::StopMonthlyPage, texts::figures as say};
use axum::{
    body::Bytes,
    extract::{Path, State},
    response::{IntoResponse, Redirect},
};
use leptos::prelude::*;
use serde::Deserialize;

/// Where a reader of the letter stops it.
pub(super) fn address(app: &App, lang: Lang, coordinator_id: i64) -> String {
    let token = tokens::monthly_token(&app.secrets.unsubscribe, coordinator_id);
    format!("{}{}", app.settings.public_url, lang.href(&format!("/desabonnement/chiffres/{token}")))
}

/// `GET /desabonnement/chiffres/{token}`.
pub async fn page(State(app): State<SharedApp>, visit: Visit, Path(token): Path<String>) -> PageResult {
    let (_, wants) = holder(&app, &token).await?;
    Ok(shown(&app, visit.lang, &token, !wants))
}

/// `POST`, by a mail program or our own button: not redirected, as the RFC wants it.
pub async fn stop(
    State(app): State<SharedApp>,
    visit: Visit,
    Path(token): Path<String>,
    body: Bytes,
) -> PageResult {
    let (id, _) = holder(&app, &token).await?;
    if !one_click(&body) {
        return Err(AppError::BadRequest("what is to be done?"));
    }
    reports::want(&app.db, id, false).await?;
    Ok(shown(&app, visit.lang, &token, true))
}

/// Whose letter it is, and whether they want it.
async fn holder(app: &App, token: &str) -> Result<(i64, bool), AppError> {
    let id = tokens::read_monthly(&app.secrets.unsubscribe, token).ok_or(AppError::DeadLink)?;
    let wants = reports::wants(&app.db, id).await?.ok_or(AppError::DeadLink)?;
    Ok((id, wants))
}

fn shown(app: &App, lang: Lang, token: &str, done: bool) -> axum::response::Response {
    let path = format!("/desabonnement/chiffres/{token}");
    let title = if done { say::stopped_title(lang) } else { say::stop_title(lang) }.to_owned();
    let head = Head { title, private: true, class: "unsubscribe", ..Head::default() };
    let action = lang.href(&path);
    let place = Visit { lang, path };
    kept_by_nobody(document(app, &place, head, || view! { <StopMonthlyPage lang action done/> }))
}

/// What the account's button sends.
#[derive(Deserialize, Default)]
#[serde(default)]
struct Wanted {
    recevoir: String,
}

/// `POST /espace/compte/chiffres`.
pub async fn choose(
    State(app): State<SharedApp>,
    visit: Visit,
    signed_in: SignedIn,
    body: Bytes,
) -> PageResult {
    let wanted = read_form::<Wanted>(&body)?.recevoir == "oui";
    reports::want(&app.db, signed_in.coordinator.id, wanted).await?;
    Ok(Redirect::to(&visit.lang.href("/espace/compte?fait=1")).into_response())
}
