//! `POST /missions/{need}/aimer`: to like a need, or no more. Which of the two is said, so that pressing twice does it
//! once.

use super::{
    Liker,
    cookie::{self, SetCookie},
    desk::{COUNTED, COUNTED_A_DAY, Noted, Outcome, WIDER, Wish},
};
use crate::{
    api::problem::{Kind, Problem},
    figures::{self, Event, Passer},
    http::{
        AppError, Head, PageResult, Visit,
        forms::read_form,
        kept_by_nobody,
        limits::Network,
        page_with_status,
        tally::{Bounds, Tally},
    },
    needs::NeedPath,
    sign_in::inside_or,
    state::{App, SharedApp},
    store::likes::{LikerKey, Who},
};
use app::{
    domain::{Lang, numbers},
    likes::{Refused, RefusedPage},
    texts::likes as say,
};
use axum::{
    Json,
    body::Bytes,
    extract::{Path, State},
    http::{StatusCode, header},
    response::{IntoResponse, Redirect, Response},
};
use leptos::prelude::*;
use serde::Deserialize;
use serde_json::json;

/// What a button sends.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Click {
    /// `1` to like, `0` to like no more.
    like: String,
    /// Who a browser without a cookie will be.
    cle: String,
    /// Where to go on.
    retour: String,
    /// `1` where an island asks and stays on its page.
    vif: String,
}

/// `POST`.
pub async fn post(
    State(app): State<SharedApp>,
    visit: Visit,
    Path(address): Path<String>,
    liker: Liker,
    (network, passer): (Network, Passer),
    body: Bytes,
) -> PageResult {
    let now = app.clock.now();
    let click: Click = read_form(&body)?;
    let likes = match click.like.as_str() {
        "1" => true,
        "0" => false,
        _ => return Err(AppError::BadRequest("to like, or no more?")),
    };
    let live = click.vif == "1";
    let refused = |why, wait| Ok(refused(&app, visit.lang, why, wait, live));
    let Some(NeedPath { id: need_id, .. }) = NeedPath::parse(&address) else {
        return refused(Refused::Missing, 0);
    };
    let who = liker.who.unwrap_or_else(|| {
        let offered = cookie::taken(&app.secrets.likes, &click.cle, now);
        Who::Browser(offered.unwrap_or_else(LikerKey::fresh))
    });
    let bounds = Bounds { an_hour: COUNTED, a_day: COUNTED_A_DAY, wider: WIDER };
    let tally = Tally::of_network(&app, network, "new browsers that like", bounds, now);
    let noted = match app.likes.note(Wish { who, need_id, likes, tally, now }).await? {
        Outcome::Noted(noted) => noted,
        Outcome::Closed => return refused(Refused::Closed, 0),
        Outcome::Missing => return refused(Refused::Missing, 0),
        Outcome::TooMany => return refused(Refused::TooMany, (tally.ends_at() - now).max(1)),
    };
    if noted.mine && noted.changed {
        figures::count(&app, &passer, need_id, Event::Liked);
    }
    let cookie = match who {
        // Nothing is remembered of who takes back what they never did.
        Who::Browser(key) if noted.mine || liker.who.is_some() => SetCookie::carry(&app, &key),
        _ => SetCookie::default(),
    };
    let answer = if live {
        let count = if noted.count > 0 { numbers::whole(visit.lang, noted.count) } else { String::new() };
        let words = words(visit.lang, noted);
        Json(json!({ "mine": noted.mine, "count": count, "words": words })).into_response()
    } else {
        let back = inside_or(&click.retour, &visit.lang.href(&format!("/missions/{need_id}"))).to_owned();
        let (page, _) = back.split_once('#').unwrap_or((&back, ""));
        Redirect::to(&format!("{page}#aimer-{need_id}")).into_response()
    };
    Ok(kept_by_nobody((cookie, answer).into_response()))
}

/// What somebody who listens hears.
fn words(lang: Lang, noted: Noted) -> String {
    match noted {
        Noted { mine: true, marked: true, .. } => say::added_uncounted(lang).to_owned(),
        Noted { mine: true, count, .. } => format!("{} {}", say::added(lang), say::people(lang, count)),
        _ => say::removed(lang).to_owned(),
    }
}

/// Why not: a page, or for an island a problem (RFC 9457), whose words it shows.
fn refused(app: &App, lang: Lang, why: Refused, wait: i64, live: bool) -> Response {
    let kind = match why {
        Refused::Missing => Kind::NotFound,
        Refused::Closed => Kind::Gone,
        Refused::TooMany => Kind::TooMany,
    };
    let title = why.title(lang);
    let minutes = (wait + 59) / 60;
    let mut answer = if live {
        let detail = format!("{title}. {}", why.text(lang, minutes));
        Problem { title, ..kind.with(detail) }.answer(&app.settings.public_url)
    } else {
        let status = StatusCode::from_u16(kind.status()).unwrap_or(StatusCode::BAD_REQUEST);
        let head = Head { title: title.to_owned(), private: true, class: "error", ..Head::default() };
        let place = Visit { lang, path: "/mes-favoris".to_owned() };
        page_with_status(status, app, &place, head, || view! { <RefusedPage lang why minutes/> })
    };
    if wait > 0 {
        answer.headers_mut().insert(header::RETRY_AFTER, wait.into());
    }
    kept_by_nobody(answer)
}
