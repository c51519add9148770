//! `/espace/{association}/flux` and `/moderation/flux`: feeds that the portal reads by itself. The same pages for an
//! association's own feeds and for partners': `W` is who calls them.

mod check;
pub mod handlers;
mod shown;

use crate::{
    coordination::posting::new::found_at_once,
    http::{
        AppError, PageResult, Visit,
        forms::read_form,
        signed_in::{ForCoordinators, ForModerators},
    },
    state::{App, SharedApp},
    store::{
        coordinators::Coordinator,
        feed_runs,
        feed_sources::{self as store, FeedSource, NewSource},
        needs_import::{close_need, known_needs, take_revisions},
    },
};
use app::{
    forms::{Problem, Problems},
    partner_feeds::{FeedForm, FeedProblem, Whose},
};
use axum::{
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use check::{CheckedFeed, check};
use serde::Deserialize;
use shown::{Done, list, one};

/// Seconds between two readings that somebody asks for.
const AGAIN_AFTER: i64 = 60;
/// Needs closed in one transaction.
const AT_ONCE: usize = 100;

/// What the buttons of a feed send.
#[derive(Deserialize, Default)]
#[serde(default)]
struct Pressed {
    /// `oui`: that most needs are gone is meant.
    voulu: String,
    /// `oui` or `non`.
    pause: String,
    /// `fermer` or `garder`.
    missions: String,
}

/// Somebody who looks after feeds.
pub struct Keeper {
    whose: Whose,
    person: Coordinator,
}

impl From<ForCoordinators> for Keeper {
    fn from(ForCoordinators(member): ForCoordinators) -> Self {
        let whose = Whose::Association(Box::new(member.association), member.role);
        Self { whose, person: member.coordinator }
    }
}

impl From<ForModerators> for Keeper {
    fn from(ForModerators(person): ForModerators) -> Self {
        Self { whose: Whose::Partners, person }
    }
}

impl Keeper {
    fn association_id(&self) -> Option<i64> {
        match &self.whose {
            Whose::Association(association, _) => Some(association.id),
            Whose::Partners => None,
        }
    }

    /// The feed of that id, if it is one of theirs.
    async fn feed(&self, app: &App, id: &str) -> Result<FeedSource, AppError> {
        let id = id.parse().map_err(|_| AppError::NotFound)?;
        store::one(&app.db, self.association_id(), id).await?.ok_or(AppError::NotFound)
    }

    fn to(&self, visit: &Visit, rest: &str) -> Response {
        Redirect::to(&visit.lang.href(&format!("{}{rest}", self.whose.path()))).into_response()
    }
}

/// Adds the feed that was typed.
async fn add(app: &App, visit: &Visit, keeper: Keeper, body: &[u8]) -> PageResult {
    let form: FeedForm = read_form(body)?;
    let feeds = store::all_of(&app.db, keeper.association_id()).await?;
    let added = match check(&form, &app.outward, keeper.association_id(), &feeds) {
        Ok(checked) => stored(app, &keeper, &checked).await?,
        Err(problems) => Err(problems),
    };
    match added {
        Ok(id) => Ok(keeper.to(visit, &format!("/{id}?fait=added"))),
        Err(problems) => {
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            list(status, app, visit, keeper, (form, problems), &Done::default()).await
        }
    }
}

/// Its id, or that another has its name.
async fn stored(app: &App, keeper: &Keeper, feed: &CheckedFeed) -> Result<Result<i64, Problems>, AppError> {
    let new = NewSource {
        association_id: keeper.association_id(),
        address: &feed.address,
        name: &feed.name,
        every_hours: feed.every_hours,
        added_by: keeper.person.id,
    };
    let mut tx = app.db.begin().await?;
    let added = store::add(&mut tx, new, app.clock.now()).await?;
    tx.commit().await?;
    Ok(added.ok_or_else(|| Problems::one("name", Problem::Feed(FeedProblem::NameTwice))))
}

/// Has it read as soon as may be, at most once a minute.
async fn now(app: &App, visit: &Visit, keeper: Keeper, feed: FeedSource, body: &[u8]) -> PageResult {
    let pressed: Pressed = read_form(body)?;
    let last =
        feed_runs::runs(&app.db, feed.id, 1).await?.pop().map_or(0, |run| run.started_at + AGAIN_AFTER);
    let mut tx = app.db.begin().await?;
    store::fetch_now(&mut tx, feed.id, pressed.voulu == "oui", last.max(app.clock.now())).await?;
    tx.commit().await?;
    Ok(keeper.to(visit, &format!("/{}?fait=now", feed.id)))
}

/// Pauses it, or has it go on.
async fn pause(app: &App, visit: &Visit, keeper: Keeper, feed: FeedSource, body: &[u8]) -> PageResult {
    let paused = read_form::<Pressed>(body)?.pause == "oui";
    let mut tx = app.db.begin().await?;
    store::pause(&mut tx, feed.id, paused, app.clock.now()).await?;
    tx.commit().await?;
    let done = if paused { "paused" } else { "resumed" };
    Ok(keeper.to(visit, &format!("/{}?fait={done}", feed.id)))
}

/// Reads it no more, and closes its needs if that was chosen.
async fn remove(app: &SharedApp, visit: &Visit, keeper: Keeper, feed: FeedSource, body: &[u8]) -> PageResult {
    let chosen = match read_form::<Pressed>(body)?.missions.as_str() {
        "fermer" => Ok(true),
        "garder" => Ok(false),
        _ => Err(FeedProblem::Choose),
    };
    let mut tx = app.db.begin().await?;
    let removed = match chosen {
        Ok(close) if store::remove(&mut tx, feed.id, app.clock.now()).await? => Ok(close),
        Ok(_) => Err(FeedProblem::Running),
        Err(problem) => Err(problem),
    };
    tx.commit().await?;
    let close = match removed {
        Ok(close) => close,
        Err(problem) => {
            let problems = Problems::one("missions", Problem::Feed(problem));
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            return one(status, app, visit, keeper, feed, problems, &Done::default()).await;
        }
    };
    if close {
        let now = app.clock.now();
        let known = known_needs(&app.db, &feed.name).await?.into_iter();
        let open: Vec<i64> = known.filter(|need| need.state == "open").map(|need| need.id).collect();
        for some in open.chunks(AT_ONCE) {
            let mut tx = app.db.begin().await?;
            let mut revision = take_revisions(&mut tx, some.len()).await?;
            for need in some {
                close_need(&mut tx, *need, revision, now).await?;
                revision += 1;
            }
            tx.commit().await?;
        }
        found_at_once(app).await;
    }
    Ok(keeper.to(visit, "?fait=removed"))
}
