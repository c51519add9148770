//! `/mes-favoris`: what somebody likes.

use super::{Liker, form};
use crate::{
    http::{AppError, Head, PageResult, Visit, form_stamp, forms::Query, kept_by_nobody, page_with_status},
    local_time::today,
    state::{App, SharedApp},
    store::{likes, needs},
};
use app::{
    domain::likes::Likes,
    likes::{FavoritesPage, SendForm, Shortlist, Whose},
    texts::likes as say,
};
use axum::{extract::State, http::StatusCode};
use leptos::prelude::*;
use serde::Deserialize;

/// Most needs on a page, in a letter, and compared where nothing was chosen.
pub const SHOWN: usize = 100;

/// What has just been done, and which page is asked for.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Done {
    fait: String,
    page: String,
}

/// `GET`.
pub async fn page(
    State(app): State<SharedApp>,
    visit: Visit,
    liker: Liker,
    Query(done): Query<Done>,
) -> PageResult {
    let stamp = form_stamp::fresh(&app.secrets.forms, app.clock.now());
    let typed = SendForm { email: liker.email.clone().unwrap_or_default(), stamp, ..SendForm::default() };
    shown(StatusCode::OK, &app, &visit, &liker, typed, done).await
}

/// Whose likes they are, and a page of the needs, the last liked first, each with its likes.
///
/// # Errors
/// When the database fails.
pub async fn favorites(app: &App, liker: &Liker, page: i64) -> Result<(Whose, Shortlist), AppError> {
    let found = match &liker.who {
        Some(who) => likes::of(&app.db, who).await?,
        None => None,
    };
    let whose = match &liker.email {
        Some(email) => Whose::SignedIn(email.clone()),
        None if found.is_some_and(|found| found.of_account) => Whose::Address,
        None => Whose::Browser,
    };
    let total = match found {
        Some(found) => found.count(&app.db).await?,
        None => 0,
    };
    let pages = i64::try_from(total.div_ceil(SHOWN).max(1)).unwrap_or(i64::MAX);
    let page = page.clamp(1, pages);
    let before = usize::try_from(page - 1).unwrap_or_default() * SHOWN;
    let ids = match found {
        Some(found) => found.last(&app.db, SHOWN, before).await?,
        None => Vec::new(),
    };
    let mut cards = needs::cards(&app.db, &ids, None, app.clock.now()).await?;
    let counts = likes::of_needs(&app.db, &ids, None).await?;
    for card in &mut cards {
        let likes = counts.get(&card.id).copied().unwrap_or_default();
        card.likes = Some(Likes { mine: true, ..likes });
    }
    Ok((whose, Shortlist { cards, total, page, pages }))
}

/// The page, with whatever was typed.
pub(super) async fn shown(
    status: StatusCode,
    app: &App,
    visit: &Visit,
    liker: &Liker,
    typed: SendForm,
    done: Done,
) -> PageResult {
    let notice = match done.fait.as_str() {
        "envoi" => Some(say::sent(visit.lang)),
        "oubli" => Some(say::forgotten(visit.lang)),
        "adresse" => Some(say::kept_with_address(visit.lang)),
        _ => None,
    };
    let (whose, list) = favorites(app, liker, done.page.parse().unwrap_or(1)).await?;
    let (lang, today) = (visit.lang, today(app.clock.now()));
    let page = if list.page > 1 { format!("?page={}", list.page) } else { String::new() };
    let place = Visit { lang, path: format!("/mes-favoris{page}") };
    let title = say::title(lang).to_owned();
    let likes = form(app, liker);
    let head = Head { title, private: true, class: "favorites", likes, ..Head::default() };
    let view = || view! { <FavoritesPage lang whose list typed notice today/> };
    Ok(kept_by_nobody(page_with_status(status, app, &place, head, view)))
}
