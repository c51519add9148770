//! `/espace/{association}/flux` and `/moderation/flux`: feeds that the portal reads by itself. The same pages for an
//! association's own feeds and for partners'; who may call them stands in `of_associations` and `of_partners`.

pub mod of_associations;
pub mod of_partners;
mod shown;

use crate::{
    coordination::posting::new::found_at_once,
    http::{AppError, PageResult, Visit, forms::read_form},
    outward::OutwardError,
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
    partner_feeds::{EVERY, FeedForm, FeedProblem, Whose},
};
use axum::{
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use serde::Deserialize;
use shown::{Done, list, one};

/// Feeds that an association may have.
const MOST: usize = 5;
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
struct Keeper {
    whose: Whose,
    person: Coordinator,
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
    let mut problems = Problems::default();
    let address = match app.outward.check(&form.address) {
        Ok(url) => url.to_string(),
        Err(error) => {
            let problem = match error {
                _ if form.address.trim().is_empty() => Problem::Missing,
                OutwardError::Inside(_) => Problem::Feed(FeedProblem::Inside),
                OutwardError::Port(_) => Problem::Feed(FeedProblem::Port),
                _ => Problem::Feed(FeedProblem::Address),
            };
            problems.add("address", problem);
            String::new()
        }
    };
    let every = form.every.parse().ok().filter(|hours| EVERY.contains(hours));
    if every.is_none() {
        problems.add("every", Problem::Choice);
    }
    if keeper.association_id().is_some() && feeds.len() >= MOST {
        problems.add("address", Problem::Feed(FeedProblem::TooMany));
    }
    if feeds.iter().any(|feed| feed.address == address) {
        problems.add("address", Problem::Feed(FeedProblem::Twice));
    }
    let name = match keeper.association_id() {
        // Nobody else's feed is called so, and the same one keeps its needs if it comes back.
        Some(id) => format!("association {id}: {address}"),
        None => form.name.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(100).collect(),
    };
    if name.is_empty() {
        problems.add("name", Problem::Missing);
    } else if keeper.association_id().is_none() && name.starts_with("association ") {
        problems.add("name", Problem::Feed(FeedProblem::NameTwice));
    }
    let (Some(every_hours), true) = (every, problems.is_empty()) else {
        return list(
            StatusCode::UNPROCESSABLE_ENTITY,
            app,
            visit,
            keeper,
            (form, problems),
            &Done::default(),
        )
        .await;
    };
    let new = NewSource {
        association_id: keeper.association_id(),
        address: &address,
        name: &name,
        every_hours,
        added_by: keeper.person.id,
    };
    let mut tx = app.db.begin().await?;
    let Some(id) = store::add(&mut tx, new, app.clock.now()).await? else {
        drop(tx);
        let problems = Problems::one("name", Problem::Feed(FeedProblem::NameTwice));
        return list(
            StatusCode::UNPROCESSABLE_ENTITY,
            app,
            visit,
            keeper,
            (form, problems),
            &Done::default(),
        )
        .await;
    };
    tx.commit().await?;
    Ok(keeper.to(visit, &format!("/{id}?fait=added")))
}

/// Has it read as soon as may be, at most once a minute.
async fn now(app: &App, visit: &Visit, keeper: Keeper, id: &str, body: &[u8]) -> PageResult {
    let feed = keeper.feed(app, id).await?;
    let pressed: Pressed = read_form(body)?;
    let last =
        feed_runs::runs(&app.db, feed.id, 1).await?.pop().map_or(0, |run| run.started_at + AGAIN_AFTER);
    let mut tx = app.db.begin().await?;
    store::fetch_now(&mut tx, feed.id, pressed.voulu == "oui", last.max(app.clock.now())).await?;
    tx.commit().await?;
    Ok(keeper.to(visit, &format!("/{}?fait=now", feed.id)))
}

/// Pauses it, or has it go on.
async fn pause(app: &App, visit: &Visit, keeper: Keeper, id: &str, body: &[u8]) -> PageResult {
    let feed = keeper.feed(app, id).await?;
    let paused = read_form::<Pressed>(body)?.pause == "oui";
    let mut tx = app.db.begin().await?;
    store::pause(&mut tx, feed.id, paused, app.clock.now()).await?;
    tx.commit().await?;
    let done = if paused { "paused" } else { "resumed" };
    Ok(keeper.to(visit, &format!("/{}?fait={done}", feed.id)))
}

/// Reads it no more, and closes its needs if that was chosen.
async fn remove(app: &SharedApp, visit: &Visit, keeper: Keeper, id: &str, body: &[u8]) -> PageResult {
    let feed = keeper.feed(app, id).await?;
    let chosen = match read_form::<Pressed>(body)?.missions.as_str() {
        // What is being read would open again what is closed.
        _ if feed.claimed_until > app.clock.now() => Err(FeedProblem::Running),
        "fermer" => Ok(true),
        "garder" => Ok(false),
        _ => Err(FeedProblem::Choose),
    };
    let close = match chosen {
        Ok(close) => close,
        Err(problem) => {
            let problems = Problems::one("missions", Problem::Feed(problem));
            return one(
                StatusCode::UNPROCESSABLE_ENTITY,
                app,
                visit,
                keeper,
                feed,
                problems,
                &Done::default(),
            )
            .await;
        }
    };
    let mut tx = app.db.begin().await?;
    store::remove(&mut tx, feed.id).await?;
    tx.commit().await?;
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
