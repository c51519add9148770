//! `/accord-parental/{token}`: a parent reads what it is about, and agrees with one button.

use super::steps;
use crate::http::kept_by_nobody;
use crate::{
    http::{AppError, Head, PageResult, Visit, access::ParentLinkHolder, page},
    local_time::today,
    state::SharedApp,
    store::needs,
};
use app::{sign_ups::ParentPage, texts};
use axum::{
    extract::State,
    response::{IntoResponse, Redirect},
};
use leptos::prelude::*;

/// `GET`.
pub async fn parent_page(State(app): State<SharedApp>, visit: Visit, holder: ParentLinkHolder) -> PageResult {
    let (now, row) = (app.clock.now(), holder.sign_up);
    if row.state().is_over() {
        return Err(AppError::DeadLink);
    }
    let need = needs::need(&app.db, row.need_id, now).await?.ok_or(AppError::NotFound)?;
    let times = need.slots.iter().find(|slot| slot.id == row.slot_id).and_then(|slot| slot.times);
    let (lang, today, token) = (visit.lang, today(now), holder.token.as_str().to_owned());
    let (child_first_name, consented) = (row.first_name, row.parent_consented_at.is_some());
    let title = texts::sign_ups::parent_title(lang, &child_first_name);
    let head = Head { title, private: true, class: "parent", ..Head::default() };
    let page = page(
        &app,
        &visit,
        head,
        || view! { <ParentPage lang need child_first_name times consented token today/> },
    );
    Ok(kept_by_nobody(page))
}

/// `POST`.
pub async fn agree(State(app): State<SharedApp>, visit: Visit, holder: ParentLinkHolder) -> PageResult {
    if holder.sign_up.state().is_over() {
        return Err(AppError::DeadLink);
    }
    steps::agree(&app, &holder.sign_up, app.clock.now()).await?;
    let path = format!("/accord-parental/{}", holder.token.as_str());
    Ok(kept_by_nobody(Redirect::to(&visit.lang.href(&path)).into_response()))
}
