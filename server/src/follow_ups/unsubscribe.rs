//! `/desabonnement/{token}`: no more of what an association writes of its own accord. A mail program's POST is enough
//! (RFC 8058); a reader who opens the address finds a page with one button, for scanners open links too.

use super::unsubscribe_token as tokens;
use crate::{
    http::{
        AppError, Head, PageResult, Visit,
        access::{LinkHolder, Unsubscriber},
        forms::read_form,
        kept_by_nobody,
        one_click::one_click,
        page,
    },
    sign_ups::own_page::back,
    state::{App, SharedApp},
    store::{needs, outbox, sign_ups::SignUpRow, unsubscribed},
};
use app::{domain::Lang, follow_ups::UnsubscribePage, texts::unsubscribe as say};
use axum::{body::Bytes, extract::State};
use leptos::prelude::*;
use serde::Deserialize;

/// Where the readers of a sign-up's letters unsubscribe.
#[must_use]
pub fn address(app: &App, sign_up: &SignUpRow) -> String {
    let token = tokens::token(&app.secrets.unsubscribe, sign_up.id);
    format!("{}{}", app.settings.public_url, sign_up.lang().href(&format!("/desabonnement/{token}")))
}

/// `GET`.
pub async fn page_of_link(State(app): State<SharedApp>, visit: Visit, holder: Unsubscriber) -> PageResult {
    let done = unsubscribed::is(&app.db, holder.sign_up.id).await?;
    shown(&app, visit.lang, holder, done).await
}

/// `POST`, by a mail program or our own button: not redirected, as the RFC wants it.
pub async fn post(
    State(app): State<SharedApp>,
    visit: Visit,
    holder: Unsubscriber,
    body: Bytes,
) -> PageResult {
    if !one_click(&body) {
        return Err(AppError::BadRequest("what is to be done?"));
    }
    stop(&app, holder.sign_up.id).await?;
    shown(&app, visit.lang, holder, true).await
}

/// What the volunteer's own page sends.
#[derive(Deserialize, Default)]
#[serde(default)]
struct Wanted {
    recevoir: String,
}

/// `POST /inscriptions/{token}/messages`: no more, or again.
pub async fn choose(
    State(app): State<SharedApp>,
    visit: Visit,
    LinkHolder { token, sign_up }: LinkHolder,
    body: Bytes,
) -> PageResult {
    if read_form::<Wanted>(&body)?.recevoir == "oui" {
        let mut tx = app.db.begin().await?;
        unsubscribed::remove(&mut tx, sign_up.id).await?;
        tx.commit().await?;
        return Ok(back(&visit, &token, Some("messages")));
    }
    stop(&app, sign_up.id).await?;
    Ok(back(&visit, &token, Some("silence")))
}

async fn stop(app: &App, sign_up_id: i64) -> Result<(), AppError> {
    let now = app.clock.now();
    let mut tx = app.db.begin().await?;
    unsubscribed::add(&mut tx, sign_up_id, now).await?;
    outbox::take_back(&mut tx, sign_up_id, now).await?;
    Ok(tx.commit().await?)
}

async fn shown(app: &App, lang: Lang, holder: Unsubscriber, done: bool) -> PageResult {
    let row = &holder.sign_up;
    let need = needs::need(&app.db, row.need_id, app.clock.now()).await?.ok_or(AppError::NotFound)?;
    let association = need.association.name;
    let path = format!("/desabonnement/{}", holder.token);
    let title = if done { say::done_title(lang).to_owned() } else { say::title(lang, &association) };
    let head = Head { title, private: true, class: "unsubscribe", ..Head::default() };
    let action = lang.href(&path);
    let place = Visit { lang, path };
    let page = page(app, &place, head, || view! { <UnsubscribePage lang association action done/> });
    Ok(kept_by_nobody(page))
}
