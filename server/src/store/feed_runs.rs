//! What came of fetching feeds: the last runs of each, and what they left out.

use super::{Db, StoreError, execute, rows, tx_scalar};

/// Runs of a feed that are kept.
const KEPT_RUNS: i64 = 60;

/// What came of fetching one.
#[derive(Clone, Debug, Default, PartialEq, Eq, sqlx::FromRow)]
pub struct Run {
    /// Its id; whatever it is when one is noted.
    pub id: i64,
    /// Epoch seconds.
    pub started_at: i64,
    /// Epoch seconds.
    pub ended_at: i64,
    /// `taken`, `same` or `failed`.
    pub outcome: String,
    /// Code of why nothing was taken.
    pub trouble: String,
    /// What that is about.
    pub detail: String,
    /// New needs.
    pub added: i64,
    /// Needs that read otherwise.
    pub changed: i64,
    /// Needs left as they were.
    pub unchanged: i64,
    /// Needs closed.
    pub closed: i64,
    /// Missions left out.
    pub refused: i64,
    /// JSON: codes of what was mended, and how often.
    pub notes: String,
}

/// A mission that was left out.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Refused {
    /// The run's id; whatever it is when one is noted.
    pub run_id: i64,
    /// Its id within the feed.
    pub client_id: String,
    /// Its title, as written.
    pub title: String,
    /// Code of why.
    pub reason: String,
    /// What that is about.
    pub detail: String,
    /// What was taken of it earlier is still shown.
    pub still_shown: bool,
}

/// What the next question is asked with.
#[derive(Clone, Debug, Default)]
pub struct Known {
    /// Of the answer.
    pub etag: Option<String>,
    /// Of the answer.
    pub last_modified: Option<String>,
    /// By which rules the answer was read.
    pub rules: String,
}

/// What is kept of a feed after a run.
#[derive(Clone, Debug, Default)]
pub struct After {
    /// To be sent with the next question; `None` keeps what was known.
    pub known: Option<Known>,
    /// Whether something could be taken.
    pub well: bool,
    /// When it is fetched next.
    pub due_at: i64,
}

/// Notes what came of a run, and when the next is due: what somebody asked for meanwhile stays asked for, and losses
/// stay meant until something was taken. A feed that was removed meanwhile is left alone.
///
/// # Errors
/// When the database fails.
pub async fn settle(
    db: &Db,
    id: i64,
    run: &Run,
    refused: &[Refused],
    after: &After,
) -> Result<(), StoreError> {
    let mut tx = db.begin().await?;
    let failures = if after.well { 0 } else { 1 };
    let still = execute!(
        &mut tx,
        "UPDATE feed_sources SET claimed_until = 0,
            due_at = CASE WHEN due_at = claimed_until THEN $1 ELSE due_at END,
            losses_meant = CASE WHEN due_at = claimed_until AND $2 = 0 THEN 0 ELSE losses_meant END,
            failures = CASE WHEN $2 = 0 THEN 0 ELSE failures + 1 END WHERE id = $3",
        after.due_at,
        failures,
        id
    )?;
    if still == 0 {
        return Ok(());
    }
    if let Some(known) = &after.known {
        execute!(
            &mut tx,
            "UPDATE feed_sources SET etag = $1, last_modified = $2, rules = $3 WHERE id = $4",
            &known.etag,
            &known.last_modified,
            &known.rules,
            id
        )?;
    }
    let run_id: i64 = tx_scalar!(
        &mut tx,
        "INSERT INTO feed_runs (source_id, started_at, ended_at, outcome, trouble, detail, added, changed, unchanged,
            closed, refused, notes) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) RETURNING id",
        id,
        run.started_at,
        run.ended_at,
        &run.outcome,
        &run.trouble,
        &run.detail,
        run.added,
        run.changed,
        run.unchanged,
        run.closed,
        run.refused,
        &run.notes
    )?;
    for one in refused {
        execute!(
            &mut tx,
            "INSERT INTO feed_refusals (run_id, client_id, title, reason, detail, still_shown)
             VALUES ($1, $2, $3, $4, $5, $6)",
            run_id,
            &one.client_id,
            &one.title,
            &one.reason,
            &one.detail,
            i64::from(one.still_shown)
        )?;
    }
    execute!(
        &mut tx,
        "DELETE FROM feed_runs WHERE source_id = $1 AND id NOT IN (
            SELECT id FROM feed_runs WHERE source_id = $1 ORDER BY id DESC LIMIT $2)",
        id,
        KEPT_RUNS
    )?;
    tx.commit().await
}

/// The last runs of a feed, the newest first.
///
/// # Errors
/// When the database fails.
pub async fn runs(db: &Db, source_id: i64, most: i64) -> Result<Vec<Run>, StoreError> {
    rows!(
        db,
        Run,
        "SELECT id, started_at, ended_at, outcome, trouble, detail, added, changed, unchanged, closed, refused, notes
         FROM feed_runs WHERE source_id = $1 ORDER BY id DESC LIMIT $2",
        source_id,
        most
    )
}

/// The last run of each feed.
///
/// # Errors
/// When the database fails.
pub async fn last_runs(db: &Db) -> Result<Vec<(i64, Run)>, StoreError> {
    #[derive(sqlx::FromRow)]
    struct Row {
        source_id: i64,
        #[sqlx(flatten)]
        run: Run,
    }
    let found = rows!(
        db,
        Row,
        "SELECT source_id, id, started_at, ended_at, outcome, trouble, detail, added, changed, unchanged, closed,
            refused, notes
         FROM feed_runs WHERE id IN (SELECT MAX(id) FROM feed_runs GROUP BY source_id)"
    )?;
    Ok(found.into_iter().map(|row| (row.source_id, row.run)).collect())
}

/// The missions that the runs of a feed left out, as far as they were noted.
///
/// # Errors
/// When the database fails.
pub async fn refused(db: &Db, source_id: i64) -> Result<Vec<Refused>, StoreError> {
    rows!(
        db,
        Refused,
        "SELECT f.run_id, f.client_id, f.title, f.reason, f.detail, f.still_shown = 1 AS still_shown
         FROM feed_refusals f JOIN feed_runs r ON r.id = f.run_id WHERE r.source_id = $1 ORDER BY f.id",
        source_id
    )
}
