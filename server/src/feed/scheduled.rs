//! Feeds that are fetched by themselves: one at a time is claimed, asked for, taken in, and noted.

use super::{
    Import, ImportError, Refusal, Source, Summary, mission::RULES, source::MOST_BYTES, trouble::Trouble,
};
use crate::{
    catch_up::catch_up,
    outward::Question,
    state::{App, SharedApp},
    store::{
        feed_runs::{After, Known, Refused, Run, settle},
        feed_sources::{self, FeedSource},
    },
};
use axum::http::{StatusCode, header};
use indicatif::ProgressBar;
use std::{error::Error, time::Duration};

/// How long the whole answer may take.
const WITHIN: Duration = Duration::from_secs(300);
/// Missions left out of which a run keeps why.
const MOST_REFUSED: usize = 200;
const HOUR: i64 = 3600;

/// What fetching came to.
enum Fetched {
    /// The same as the last time.
    Same,
    /// A feed, with what to send with the next question.
    New(Source, Known),
}

/// Fetches one feed that is due; `true` if there was one.
///
/// # Errors
/// When the database fails; what was claimed is tried again when the claim lapses.
pub async fn fetch_one(app: &SharedApp) -> Result<bool, Box<dyn Error + Send + Sync>> {
    let Some(source) = feed_sources::claim(&app.db, app.clock.now()).await? else { return Ok(false) };
    let started_at = app.clock.now();
    let mut refusals = Refusals::default();
    let came = fetch_and_take(app, &source, &mut refusals).await;
    let ended_at = app.clock.now();
    let run = Run { started_at, ended_at, notes: "[]".to_owned(), ..Run::default() };
    let (run, known) = match came {
        Ok(None) => (Run { outcome: "same".to_owned(), ..run }, None),
        Ok(Some((summary, known))) => (taken(run, &summary), Some(known)),
        Err(trouble) => {
            match &trouble.cause {
                Some(cause) => tracing::error!(feed = source.id, "a partner's feed was not taken: {cause}"),
                None => {
                    tracing::warn!(
                        feed = source.id,
                        trouble = trouble.why.code(),
                        "a partner's feed was not taken"
                    );
                }
            }
            let detail = trouble.detail.chars().take(200).collect();
            let outcome = "failed".to_owned();
            (
                Run {
                    outcome,
                    trouble: trouble.why.code().to_owned(),
                    detail,
                    refused: refusals.count,
                    ..run
                },
                None,
            )
        }
    };
    let well = run.outcome != "failed";
    let after = After { known, well, due_at: ended_at + pause(&source, well) };
    settle(&app.db, source.id, &run, &refusals.first, &after).await?;
    catch_up(app).await?;
    Ok(true)
}

/// Asks, and takes in what is new; nothing where it is the same as before.
async fn fetch_and_take(
    app: &SharedApp,
    source: &FeedSource,
    refusals: &mut Refusals,
) -> Result<Option<(Summary, Known)>, Trouble> {
    let (asking, asked) = (app.clone(), source.clone());
    let fetched = tokio::task::spawn_blocking(move || fetch(&asking, &asked)).await;
    let fetched = fetched.map_err(ImportError::Stopped)??;
    let Fetched::New(feed, known) = fetched else { return Ok(None) };
    let import = Import {
        name: Some(source.name.clone()),
        owner: source.association_id,
        losses_meant: source.losses_meant,
        ..Import::of(feed, app.clock.clone())
    };
    let places = app.places.clone();
    let told = |refusal: &Refusal| refusals.add(refusal);
    let summary = import.run(&app.db, places, &ProgressBar::hidden(), told).await?;
    Ok(Some((summary, known)))
}

/// What was left out: the first of it, and how much in all.
#[derive(Default)]
struct Refusals {
    first: Vec<Refused>,
    count: i64,
}

impl Refusals {
    fn add(&mut self, refusal: &Refusal) {
        self.count += 1;
        if self.first.len() < MOST_REFUSED {
            self.first.push(stored(refusal));
        }
    }
}

/// Asks for a feed, with what is known of the last answer. Blocks.
fn fetch(app: &App, source: &FeedSource) -> Result<Fetched, Trouble> {
    let mut kept = tempfile::NamedTempFile::new().map_err(crate::outward::OutwardError::Keep)?;
    // Who means the losses wants it read again, even if it is the same; so do rules that read it otherwise.
    let anew = source.losses_meant || source.rules != RULES;
    let question = Question {
        etag: source.etag.as_deref().filter(|_| !anew),
        last_modified: source.last_modified.as_deref().filter(|_| !anew),
        elsewhere: true,
        ..Question::get(&source.address, WITHIN, MOST_BYTES)
    };
    let answer = app.outward.ask(&question, &mut kept)?;
    match answer.status {
        StatusCode::NOT_MODIFIED => Ok(Fetched::Same),
        StatusCode::OK => {
            let told = |name| answer.header(name).map(str::to_owned);
            let known = Known {
                etag: told(header::ETAG),
                last_modified: told(header::LAST_MODIFIED),
                rules: RULES.to_owned(),
            };
            Ok(Fetched::New(Source::Fetched(kept), known))
        }
        status => Err(Trouble::status(status)),
    }
}

fn taken(run: Run, summary: &Summary) -> Run {
    let count = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
    let notes: Vec<_> =
        summary.notes.iter().map(|(note, number)| (note.mended().code(), count(*number))).collect();
    Run {
        outcome: "taken".to_owned(),
        added: count(summary.added),
        changed: count(summary.changed),
        unchanged: count(summary.unchanged),
        closed: count(summary.closed),
        refused: count(summary.refused),
        notes: serde_json::to_string(&notes).unwrap_or_else(|_| "[]".to_owned()),
        ..run
    }
}

fn stored(refusal: &Refusal) -> Refused {
    let (reason, detail) = refusal.reason.stored();
    let (client_id, title) = (refusal.client_id.clone(), refusal.title.clone());
    let still_shown = refusal.still_shown;
    Refused { run_id: 0, client_id, title, reason: reason.code().to_owned(), detail, still_shown }
}

/// Seconds until the next question: the usual ones, or, as long as nothing can be taken, an hour, two, four…, never
/// longer than the usual ones.
fn pause(source: &FeedSource, well: bool) -> i64 {
    let usual = source.every_hours * HOUR;
    if well { usual } else { usual.min(HOUR << source.failures.clamp(0, 10)) }
}
