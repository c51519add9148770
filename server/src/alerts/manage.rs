//! `/alertes/{token}`: an alert's own page. Looking changes nothing, since mail scanners open links; buttons do.

use super::{AlertHolder, manage_path, stop, turns};
use crate::{
    http::{
        AppError, Head, PageResult, Visit,
        forms::{Query, read_form},
        kept_by_nobody, page as document,
    },
    local_time::{local, today},
    search_feeds::understand,
    state::{App, SharedApp},
    store::{
        alert_turns,
        alerts::{self, AlertRow},
    },
};
use app::{
    alerts::{AlertShown, ManagePage, Other},
    domain::{
        Lang,
        alert::Rhythm,
        dates,
        search::{SearchQuery, address::pairs},
    },
    texts::alerts as say,
};
use axum::{
    body::Bytes,
    extract::State,
    response::{IntoResponse, Redirect},
};
use leptos::prelude::*;
use serde::Deserialize;

/// What the address says was just done.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Done {
    fait: String,
}

/// The forms.
#[derive(Deserialize, Default)]
#[serde(default)]
struct Wanted {
    faire: String,
    rythme: String,
}

/// `GET`.
pub async fn page(
    State(app): State<SharedApp>,
    visit: Visit,
    AlertHolder(alert): AlertHolder,
    Query(done): Query<Done>,
) -> PageResult {
    let lang = visit.lang;
    let notice = match done.fait.as_str() {
        "confirmee" if alert.confirmed_at.is_some() => Some(say::confirmed(lang)),
        "rythme" => Some(say::rhythm_changed(lang)),
        _ => None,
    };
    let path = manage_path(&app, alert.id);
    let title = if alert.confirmed_at.is_some() { say::manage_title(lang) } else { say::confirm_title(lang) };
    let head = Head { title: title.to_owned(), private: true, class: "alert", ..Head::default() };
    let alert = shown(&app, lang, alert).await?;
    let action = lang.href(&path);
    let place = Visit { lang, path };
    Ok(kept_by_nobody(document(&app, &place, head, || view! { <ManagePage lang alert action notice/> })))
}

/// `POST`.
pub async fn post(
    State(app): State<SharedApp>,
    visit: Visit,
    AlertHolder(alert): AlertHolder,
    body: Bytes,
) -> PageResult {
    let (now, wanted) = (app.clock.now(), read_form::<Wanted>(&body)?);
    let done = match wanted.faire.as_str() {
        "confirmer" => {
            let mut tx = app.db.begin().await?;
            alerts::confirm(&mut tx, alert.id, turns::next(alert.rhythm(), now), now).await?;
            tx.commit().await?;
            "confirmee"
        }
        "rythme" => {
            let rhythm = Rhythm::from_code(&wanted.rythme).ok_or(AppError::BadRequest("which rhythm?"))?;
            let mut tx = app.db.begin().await?;
            alerts::set_rhythm(&mut tx, alert.id, rhythm, turns::next(rhythm, now)).await?;
            tx.commit().await?;
            "rythme"
        }
        "arreter" => return stopped(&app, visit.lang, &[alert]).await,
        "tout" => {
            let all = alerts::of_address(&app.db, &alert.email_key, now).await?;
            return stopped(&app, visit.lang, &all).await;
        }
        _ => return Err(AppError::BadRequest("what is to be done?")),
    };
    let there = format!("{}?fait={done}", visit.lang.href(&manage_path(&app, alert.id)));
    Ok(kept_by_nobody(Redirect::to(&there).into_response()))
}

async fn stopped(app: &App, lang: Lang, alerts: &[AlertRow]) -> PageResult {
    stop::stop(app, alerts).await?;
    Ok(kept_by_nobody(Redirect::to(&lang.href("/alertes/arretee")).into_response()))
}

/// All that is kept of an alert, in words.
async fn shown(app: &App, lang: Lang, alert: AlertRow) -> Result<AlertShown, AppError> {
    let now = app.clock.now();
    let told = alert_turns::told(&app.db, alert.id).await?;
    let others = alerts::of_address(&app.db, &alert.email_key, now).await?;
    let others = others.into_iter().filter(|other| other.id != alert.id).map(|other| Other {
        asked: words(app, lang, &other.search).join(" · "),
        href: lang.href(&manage_path(app, other.id)),
        confirmed: other.confirmed_at.is_some(),
    });
    let moment = |at: i64| {
        let at = local(at, "75");
        format!("{}, {}", dates::day(lang, at.date(), today(now)), dates::time(lang, at.time()))
    };
    let (query, _) = SearchQuery::parse(&pairs(&alert.search));
    Ok(AlertShown {
        lang: alert.lang(),
        asked: words(app, lang, &alert.search),
        search: lang.href(&query.to_path()),
        rhythm: alert.rhythm(),
        created: moment(alert.created_at),
        confirmed: alert.confirmed_at.map(moment),
        last: alert.last_at.map(moment),
        next: alert.next_at.map(moment),
        until: query.until.map(|day| dates::date_only(lang, day, today(now))),
        after: alert.after_id,
        told: told.into_iter().map(|need| need.need_id).collect(),
        others: others.collect(),
        email: alert.email,
    })
}

/// A kept search in words; one whose place is called otherwise by now, as it was typed.
pub(super) fn words(app: &App, lang: Lang, search: &str) -> Vec<String> {
    understand(app, search).map_or_else(|unclear| vec![unclear.query.place], |asked| asked.words(app, lang))
}
