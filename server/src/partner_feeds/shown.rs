//! The pages, filled from what is stored.

use super::Keeper;
use crate::{
    http::{Head, PageResult, Visit, page_with_status},
    local_time::{local, today},
    state::App,
    store::{
        feed_runs::{self, Refused, Run},
        feed_sources::{self, FeedSource},
    },
};
use app::{
    domain::{Lang, dates},
    forms::Problems,
    partner_feeds::{
        FeedForm, FeedLine, FeedPage, FeedState, FeedTrouble, FeedsPage, LeftOut, Mended, Outcome,
        RefusedLine, RunLine, Whose,
    },
    texts::partner_feeds as say,
};
use axum::http::StatusCode;
use jiff::civil::Date;
use leptos::prelude::*;
use serde::Deserialize;
use std::collections::HashMap;

/// Runs that the page shows.
const SHOWN: i64 = 30;

/// What has just been done.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Done {
    fait: String,
}

impl Done {
    fn words(&self, lang: Lang) -> Option<String> {
        let words = match self.fait.as_str() {
            "added" => say::done_added(lang),
            "now" => say::done_now(lang),
            "paused" => say::done_paused(lang),
            "resumed" => say::done_resumed(lang),
            "removed" => say::done_removed(lang),
            _ => return None,
        };
        Some(words.to_owned())
    }
}

/// All feeds, and the form with what was typed.
pub(super) async fn list(
    status: StatusCode,
    app: &App,
    visit: &Visit,
    keeper: Keeper,
    (form, problems): (FeedForm, Problems),
    done: &Done,
) -> PageResult {
    let (lang, now) = (visit.lang, app.clock.now());
    let mut last: HashMap<i64, Run> = feed_runs::last_runs(&app.db).await?.into_iter().collect();
    let feeds = feed_sources::all_of(&app.db, keeper.association_id()).await?;
    let feeds = feeds
        .into_iter()
        .map(|feed| {
            let last = last.remove(&feed.id).map(|run| run_line(lang, run, &mut Vec::new(), now));
            feed_line(lang, feed, last, now)
        })
        .collect();
    let whose = keeper.whose;
    let (head, place) = (head(lang, &whose), Visit { lang, path: whose.path() });
    let notice = done.words(lang);
    Ok(page_with_status(status, app, &place, head, || {
        view! { <FeedsPage lang whose feeds form problems notice/> }
    }))
}

/// One feed, with its runs.
pub(super) async fn one(
    status: StatusCode,
    app: &App,
    visit: &Visit,
    keeper: Keeper,
    feed: FeedSource,
    problems: Problems,
    done: &Done,
) -> PageResult {
    let (lang, now) = (visit.lang, app.clock.now());
    let mut refused = feed_runs::refused(&app.db, feed.id).await?;
    let runs: Vec<RunLine> = feed_runs::runs(&app.db, feed.id, SHOWN)
        .await?
        .into_iter()
        .map(|run| run_line(lang, run, &mut refused, now))
        .collect();
    let whose = keeper.whose;
    let place = Visit { lang, path: format!("{}/{}", whose.path(), feed.id) };
    let (head, notice) = (head(lang, &whose), done.words(lang));
    let feed = feed_line(lang, feed, runs.first().cloned(), now);
    Ok(page_with_status(status, app, &place, head, || {
        view! { <FeedPage lang whose feed runs problems notice/> }
    }))
}

fn head(lang: Lang, whose: &Whose) -> Head {
    let (title, class) = match whose {
        Whose::Association(association, _) => {
            (format!("{} · {}", say::title(lang), association.name), "desk")
        }
        Whose::Partners => (say::partners_title(lang).to_owned(), "moderation"),
    };
    Head { title, private: true, class, ..Head::default() }
}

fn feed_line(lang: Lang, feed: FeedSource, last: Option<RunLine>, now: i64) -> FeedLine {
    let failed = last.as_ref().is_some_and(|run| matches!(run.outcome, Outcome::Failed(..)));
    let state = if feed.claimed_until > now {
        FeedState::Running
    } else if feed.paused_at.is_some() {
        FeedState::Paused
    } else if last.is_none() {
        FeedState::New
    } else if failed {
        FeedState::Failing
    } else {
        FeedState::Fine
    };
    let waits = matches!(state, FeedState::Fine | FeedState::Failing) && feed.due_at > now;
    FeedLine {
        id: feed.id,
        name: if feed.association_id.is_none() { feed.name } else { String::new() },
        address: feed.address,
        state,
        open: feed.open,
        next: waits.then(|| moment(lang, feed.due_at, today(now))),
        last,
    }
}

fn run_line(lang: Lang, run: Run, refused: &mut Vec<Refused>, now: i64) -> RunLine {
    let (of_run, others) = std::mem::take(refused).into_iter().partition(|one| one.run_id == run.id);
    *refused = others;
    let lines = |one: Refused| RefusedLine {
        title: one.title,
        client_id: one.client_id,
        reason: LeftOut::from_code(&one.reason),
        detail: one.detail,
        still_shown: one.still_shown,
    };
    let of_run: Vec<Refused> = of_run;
    let notes: Vec<(String, i64)> = serde_json::from_str(&run.notes).unwrap_or_default();
    RunLine {
        when: moment(lang, run.started_at, today(now)),
        took: run.ended_at - run.started_at,
        outcome: match run.outcome.as_str() {
            "taken" => Outcome::Taken([run.added, run.changed, run.unchanged, run.closed]),
            "same" => Outcome::Same,
            _ => {
                Outcome::Failed(FeedTrouble::from_code(&run.trouble).unwrap_or(FeedTrouble::Here), run.detail)
            }
        },
        notes: notes
            .iter()
            .filter_map(|(code, count)| Mended::from_code(code).map(|what| (what, *count)))
            .collect(),
        refused: run.refused,
        refusals: of_run.into_iter().map(lines).collect(),
    }
}

/// Day and time on the clocks of Paris.
fn moment(lang: Lang, epoch: i64, today: Date) -> String {
    let at = local(epoch, "75");
    say::moment(lang, dates::day(lang, at.date(), today), dates::time(lang, at.time()))
}
