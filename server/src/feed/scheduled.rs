//! Feeds that are fetched by themselves: one at a time is claimed, asked for, taken in, and noted.

use super::{Import, ImportError, Refusal, Source, Summary, trouble::Trouble};
use crate::{
    catch_up::catch_up,
    outward::Question,
    state::{App, SharedApp},
    store::{
        feed_runs::{After, Refused, Run, settle},
        feed_sources::{self, FeedSource},
    },
};
use axum::http::{StatusCode, header};
use indicatif::ProgressBar;
use std::{error::Error, time::Duration};

/// Most bytes of such a feed, unpacked.
pub const MOST_BYTES: u64 = 100_000_000;
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
    New(Source, (Option<String>, Option<String>)),
}

/// Fetches one feed that is due; `true` if there was one.
///
/// # Errors
/// When the database fails; what was claimed is tried again when the claim lapses.
pub async fn fetch_one(app: &SharedApp) -> Result<bool, Box<dyn Error + Send + Sync>> {
    let Some(source) = feed_sources::claim(&app.db, app.clock.now()).await? else { return Ok(false) };
    let started_at = app.clock.now();
    let mut refused = Vec::new();
    let came = fetch_and_take(app, &source, &mut refused).await;
    let ended_at = app.clock.now();
    let run = Run { started_at, ended_at, notes: "[]".to_owned(), ..Run::default() };
    let (run, known) = match came {
        Ok(None) => (Run { outcome: "same".to_owned(), ..run }, None),
        Ok(Some((summary, known))) => (taken(run, &summary), Some(known)),
        Err(trouble) => {
            tracing::warn!(feed = source.id, trouble = trouble.code, "a partner's feed was not taken");
            let count = i64::try_from(refused.len()).unwrap_or(i64::MAX);
            let detail = trouble.detail.chars().take(200).collect();
            let outcome = "failed".to_owned();
            (Run { outcome, trouble: trouble.code.to_owned(), detail, refused: count, ..run }, None)
        }
    };
    let well = run.outcome != "failed";
    let after = After { known, well, due_at: ended_at + pause(&source, well) };
    refused.truncate(MOST_REFUSED);
    settle(&app.db, source.id, &run, &refused, &after).await?;
    catch_up(app).await?;
    Ok(true)
}

/// Asks, and takes in what is new; nothing where it is the same as before.
async fn fetch_and_take(
    app: &SharedApp,
    source: &FeedSource,
    refused: &mut Vec<Refused>,
) -> Result<Option<(Summary, (Option<String>, Option<String>))>, Trouble> {
    let (asking, asked) = (app.clone(), source.clone());
    let fetched = tokio::task::spawn_blocking(move || fetch(&asking, &asked)).await;
    let fetched = fetched.map_err(ImportError::Stopped)??;
    let Fetched::New(feed, known) = fetched else { return Ok(None) };
    let import = Import {
        name: Some(source.name.clone()),
        owner: source.association_id,
        most_bytes: MOST_BYTES,
        losses_meant: source.losses_meant,
        ..Import::of(feed, app.clock.now())
    };
    let places = app.places.clone();
    let told = |refusal: &Refusal| refused.push(stored(refusal));
    let summary = import.run(&app.db, places, &ProgressBar::hidden(), told).await;
    if let Err(ImportError::Store(error)) = &summary {
        tracing::error!(feed = source.id, "importing a partner's feed: {error}");
    }
    Ok(Some((summary?, known)))
}

/// Asks for a feed, with what is known of the last answer. Blocks.
fn fetch(app: &App, source: &FeedSource) -> Result<Fetched, Trouble> {
    let mut kept = tempfile::NamedTempFile::new().map_err(crate::outward::OutwardError::Keep)?;
    let question = Question {
        // Who means the losses wants it read again, even if it is the same.
        etag: source.etag.as_deref().filter(|_| !source.losses_meant),
        last_modified: source.last_modified.as_deref().filter(|_| !source.losses_meant),
        ..Question::get(&source.address, WITHIN, MOST_BYTES)
    };
    let answer = app.outward.ask(&question, &mut kept)?;
    match answer.status {
        StatusCode::NOT_MODIFIED => Ok(Fetched::Same),
        StatusCode::OK => {
            let told = |name| answer.header(name).map(str::to_owned);
            Ok(Fetched::New(Source::Fetched(kept), (told(header::ETAG), told(header::LAST_MODIFIED))))
        }
        status => Err(Trouble::status(status)),
    }
}

fn taken(run: Run, summary: &Summary) -> Run {
    let count = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
    let notes: Vec<_> = summary.notes.iter().map(|(note, number)| (note.code(), count(*number))).collect();
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
    Refused { run_id: 0, client_id, title, reason: reason.to_owned(), detail }
}

/// Seconds until the next question: the usual ones, or, as long as nothing can be taken, an hour, two, four…, never
/// longer than the usual ones.
fn pause(source: &FeedSource, well: bool) -> i64 {
    let usual = source.every_hours * HOUR;
    if well { usual } else { usual.min(HOUR << source.failures.clamp(0, 10)) }
}
