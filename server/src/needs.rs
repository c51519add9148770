//! `/missions/{id}-{slug}`: a need's page, and the way from it to the association's own.

use crate::{
    figures::{self, Event, Passer},
    http::{AppError, Head, PageResult, Visit, form_stamp, page_that_tells},
    likes::{self, Liker},
    local_time::today,
    oembed,
    search_page::near,
    share,
    state::{App, SharedApp},
    store,
    structured_data::{self, Seen},
};
use app::{
    domain::need::{Need, NeedState},
    needs::NeedPage,
    share::SharePanel,
    sign_ups::{FormState, SignUpCard},
    ui::Told,
};
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Redirect},
};
use leptos::prelude::*;
use std::sync::Arc;

/// Other needs offered beside one.
const NEARBY: usize = 3;

/// A need's address: its id, and the slug it came with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NeedPath {
    /// The id.
    pub id: i64,
    /// What followed it, right or wrong.
    pub slug: String,
}

impl NeedPath {
    /// Reads `{id}-{slug}` or `{id}`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (id, slug) = text.split_once('-').unwrap_or((text, ""));
        if id.is_empty() || !id.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        Some(Self { id: id.parse().ok()?, slug: slug.to_owned() })
    }
}

/// The need at this address, or why there is none: 404, or a redirect where only the slug is wrong
/// (`rest` is what follows the slug: `""`, `"/inscription"`).
///
/// # Errors
/// [`AppError::NotFound`], [`AppError::Withheld`], or the database's.
pub async fn find(
    app: &Arc<App>,
    visit: &Visit,
    address: &str,
    rest: &str,
) -> Result<Result<Need, Redirect>, AppError> {
    let path = NeedPath::parse(address).ok_or(AppError::NotFound)?;
    let need = store::needs::need(&app.db, path.id, app.clock.now()).await?.ok_or(AppError::NotFound)?;
    unless_withheld(app, &need).await?;
    if need.slug == path.slug {
        return Ok(Ok(need));
    }
    let query = visit.path.split_once('?').map(|(_, query)| format!("?{query}")).unwrap_or_default();
    Ok(Err(Redirect::permanent(&visit.lang.href(&format!("{}{rest}{query}", need.path())))))
}

/// Nothing of a need that is withheld from the public is shown at any address of its.
///
/// # Errors
/// [`AppError::Withheld`], or the database's.
pub async fn unless_withheld(app: &App, need: &Need) -> Result<(), AppError> {
    // What is withheld is closed.
    if need.state == NeedState::Open {
        return Ok(());
    }
    match store::holds::withheld(&app.db, need.id).await? {
        Some(withheld) => Err(AppError::Withheld(withheld)),
        None => Ok(()),
    }
}

/// `GET /missions/{id}-{slug}`. A closed need's page stays: 410, and others near.
pub async fn page(
    State(app): State<SharedApp>,
    visit: Visit,
    liker: Liker,
    passer: Passer,
    Path(address): Path<String>,
) -> PageResult {
    let need = match find(&app, &visit, &address, "").await? {
        Ok(need) => need,
        Err(redirect) => return Ok(redirect.into_response()),
    };
    let now = app.clock.now();
    let ids = near(&app, &need, NEARBY).await?;
    let from = need.addresses.first().map(|address| address.point);
    let mut nearby = store::needs::cards(&app.db, &ids, from, now).await?;
    likes::on_cards(&app, &liker, &mut nearby).await?;
    let likes = likes::of_need(&app, &liker, need.id, need.state).await?;
    let status = if need.state == NeedState::Open { StatusCode::OK } else { StatusCode::GONE };
    if status == StatusCode::OK {
        figures::count(&app, &passer, need.id, Event::Seen);
    }
    let (lang, today) = (visit.lang, today(now));
    let head = Head {
        title: need.title.clone(),
        description: need.description_text.chars().take(160).collect(),
        private: need.state == NeedState::Closed,
        class: "need",
        likes: likes::form(&app, &liker),
    };
    let cards = share::cards::of_need(&app, lang, &need);
    let told = Told { cards, ..structured_data::need(Seen::of(&app, &visit), &need) };
    let told = match need.state {
        NeedState::Open => oembed::discovered(told, &app, lang, &need.path(), &need.title),
        NeedState::Closed => told,
    };
    let ways = share::panel::ways(&app, lang, &need);
    // The way by which a link came stands in its address, and not in the page's own.
    let visit = Visit { lang, path: need.path() };
    Ok(page_that_tells(status, &app, &visit, head, told, || {
        let stamp = form_stamp::fresh(&app.secrets.forms, now);
        let from = passer.source();
        let state = FormState { from: from.clone(), ..FormState::new(stamp) };
        let sign_up = view! { <SignUpCard lang need=need.clone() state today/> }.into_any();
        let share = Some(view! { <SharePanel lang ways/> }.into_any());
        view! { <NeedPage lang need sign_up likes share nearby today from/> }
    }))
}

/// `GET /missions/{id}/aller`: to the association's own page, counted. Only to the address stored. Nothing links here any
/// more (see `links_back`), but mails of before do.
pub async fn leave(State(app): State<SharedApp>, passer: Passer, Path(id): Path<String>) -> PageResult {
    let id: i64 = id.parse().map_err(|_| AppError::NotFound)?;
    if let Some(withheld) = store::holds::withheld(&app.db, id).await? {
        return Err(AppError::Withheld(withheld));
    }
    let page = store::needs::own_page(&app.db, id).await?.ok_or(AppError::NotFound)?;
    figures::count(&app, &passer, id, Event::Followed);
    Ok(Redirect::to(&page).into_response())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_an_id_and_a_slug() {
        let path = |id, slug: &str| Some(NeedPath { id, slug: slug.to_owned() });
        assert_eq!(NeedPath::parse("12-servir-la-soupe"), path(12, "servir-la-soupe"));
        assert_eq!(NeedPath::parse("12"), path(12, ""));
        for wrong in ["", "-x", "a-b", "+1-x", "99999999999999999999-x"] {
            assert_eq!(NeedPath::parse(wrong), None, "{wrong}");
        }
    }
}
