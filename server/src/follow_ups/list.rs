//! `/espace/{association}/relances`: what was written and how far it is; and the button that stops one.

use crate::{
    http::{
        AppError, Head, PageResult, Visit,
        forms::Query,
        page,
        signed_in::{ForCoordinators, Member},
    },
    local_time::{local, today},
    state::SharedApp,
    store::{follow_ups, outbox},
};
use app::{
    domain::dates,
    follow_ups::{FollowUpsPage, Shown, Stage},
    texts,
};
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Redirect},
};
use leptos::prelude::*;
use serde::Deserialize;

/// Most follow-ups on the page.
const SHOWN: i64 = 50;

/// What has just been done.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Done {
    fait: String,
}

/// `GET`.
pub async fn list(
    State(app): State<SharedApp>,
    visit: Visit,
    member: Member,
    Query(done): Query<Done>,
) -> PageResult {
    let (lang, now) = (visit.lang, app.clock.now());
    let today = today(now);
    let follow_ups: Vec<Shown> = follow_ups::newest(&app.db, member.association.id, SHOWN)
        .await?
        .into_iter()
        .map(|row| {
            let at = local(row.send_at, "75");
            Shown {
                id: row.id,
                subject: row.subject,
                when: format!("{}, {}", dates::day(lang, at.date(), today), dates::time(lang, at.time())),
                stage: match row.state.as_str() {
                    "stopped" => Stage::Stopped,
                    "waiting" if row.send_at > now => Stage::Planned,
                    "done" if row.on_their_way == 0 => Stage::Done,
                    _ => Stage::UnderWay,
                },
                people: row.people,
                sent: (row.written - row.on_their_way - row.given_up).max(0),
                failed: row.failed,
                passed_over: row.passed_over,
            }
        })
        .collect();
    let notice = match done.fait.as_str() {
        "parti" => Some(texts::follow_ups::now_sending(lang).to_owned()),
        "prevu" => Some(texts::follow_ups::now_planned(lang).to_owned()),
        "trop-tard" => Some(texts::follow_ups::too_late_to_stop(lang).to_owned()),
        "arret" => Some(texts::follow_ups::now_stopped(lang).to_owned()),
        _ => None,
    };
    let (association, role) = (member.association, member.role);
    let title = texts::follow_ups::list_title(lang).to_owned();
    let head = Head { title, private: true, class: "desk", ..Head::default() };
    let place = Visit { lang, path: format!("{}/relances", association.desk()) };
    Ok(page(&app, &place, head, || view! { <FollowUpsPage lang association role follow_ups notice/> }))
}

/// `POST /espace/{association}/relances/{follow_up}/arret`.
pub async fn stop(
    State(app): State<SharedApp>,
    visit: Visit,
    ForCoordinators(member): ForCoordinators,
    Path((_, id)): Path<(String, String)>,
) -> PageResult {
    let id = id.parse().map_err(|_| AppError::NotFound)?;
    let known = follow_ups::follow_up(&app.db, member.association.id, id).await?;
    known.ok_or(AppError::NotFound)?;
    let mut tx = app.db.begin().await?;
    let now = app.clock.now();
    let stopped = follow_ups::stop(&mut tx, member.association.id, id).await?;
    if stopped {
        outbox::stop_follow_up(&mut tx, id, now).await?;
    }
    tx.commit().await?;
    let done = if stopped { "arret" } else { "trop-tard" };
    let there = format!("{}/relances?fait={done}", member.association.desk());
    Ok(Redirect::to(&visit.lang.href(&there)).into_response())
}
