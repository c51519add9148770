//! Feeds that the portal fetches by itself: which, when, and what came of it.

use super::{Db, StoreError, Tx, dialect, execute, row, rows, scalar, tx_row, tx_scalar};

/// How long one server has a feed to itself, in seconds: longer than fetching and importing may take.
const CLAIMED_FOR: i64 = 20 * 60;
/// Runs of a feed that are kept.
const KEPT_RUNS: i64 = 60;

/// A feed that is fetched.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct FeedSource {
    /// Its id.
    pub id: i64,
    /// Whose all its needs are; none for a partner's.
    pub association_id: Option<i64>,
    /// Where it is.
    pub address: String,
    /// What its needs are known by.
    pub name: String,
    /// How often, in hours.
    pub every_hours: i64,
    /// Epoch seconds; none while it is fetched.
    pub paused_at: Option<i64>,
    /// Of the last answer that was taken.
    pub etag: Option<String>,
    /// Of the last answer that was taken.
    pub last_modified: Option<String>,
    /// When it is fetched next, epoch seconds.
    pub due_at: i64,
    /// Until when a server has it, epoch seconds.
    pub claimed_until: i64,
    /// How often in a row nothing could be taken.
    pub failures: i64,
    /// The next reading may close most needs, or all.
    pub losses_meant: bool,
    /// Its open needs.
    pub open: i64,
}

/// A feed to fetch.
#[derive(Clone, Copy, Debug)]
pub struct NewSource<'a> {
    /// Whose all its needs are to be.
    pub association_id: Option<i64>,
    /// Checked.
    pub address: &'a str,
    /// What its needs are known by.
    pub name: &'a str,
    /// How often, in hours.
    pub every_hours: i64,
    /// By whom.
    pub added_by: i64,
}

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
}

/// What is kept of a feed after a run.
#[derive(Clone, Debug, Default)]
pub struct After {
    /// To be sent with the next question; `None` keeps what was known.
    pub known: Option<(Option<String>, Option<String>)>,
    /// Whether something could be taken.
    pub well: bool,
    /// When it is fetched next.
    pub due_at: i64,
}

macro_rules! sources {
    ($rest:literal) => {
        concat!(
            "SELECT s.id, s.association_id, s.address, s.name, s.every_hours, s.paused_at, s.etag, s.last_modified,
                s.due_at, s.claimed_until, s.failures, s.losses_meant = 1 AS losses_meant,
                (SELECT COUNT(*) FROM needs n JOIN feeds f ON f.id = n.feed_id
                    WHERE f.name = s.name AND n.state = 'open') AS open
             FROM feed_sources s ",
            $rest
        )
    };
}

/// The feeds of an association, or those of partners, the first to be added first.
///
/// # Errors
/// When the database fails.
pub async fn all_of(db: &Db, association_id: Option<i64>) -> Result<Vec<FeedSource>, StoreError> {
    rows!(
        db,
        FeedSource,
        sources!("WHERE COALESCE(s.association_id, 0) = $1 ORDER BY s.id"),
        association_id.unwrap_or(0)
    )
}

/// One of them.
///
/// # Errors
/// When the database fails.
pub async fn one(db: &Db, association_id: Option<i64>, id: i64) -> Result<Option<FeedSource>, StoreError> {
    row!(
        db,
        FeedSource,
        sources!("WHERE COALESCE(s.association_id, 0) = $1 AND s.id = $2"),
        association_id.unwrap_or(0),
        id
    )
}

/// Adds one, due at once; `None` if there is one of that name.
///
/// # Errors
/// When the database fails.
pub async fn add(tx: &mut Tx, new: NewSource<'_>, now: i64) -> Result<Option<i64>, StoreError> {
    let added = tx_row!(
        tx,
        (i64,),
        "INSERT INTO feed_sources (association_id, address, name, every_hours, due_at, added_by, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (name) DO NOTHING RETURNING id",
        new.association_id,
        new.address,
        new.name,
        new.every_hours,
        now,
        new.added_by,
        now
    )?;
    Ok(added.map(|(id,)| id))
}

/// Has one fetched as soon as may be; `meant`: even if most of its needs are gone.
///
/// # Errors
/// When the database fails.
pub async fn fetch_now(tx: &mut Tx, id: i64, meant: bool, at: i64) -> Result<(), StoreError> {
    execute!(
        tx,
        "UPDATE feed_sources SET due_at = $1, paused_at = NULL, losses_meant = $2 WHERE id = $3",
        at,
        i64::from(meant),
        id
    )?;
    Ok(())
}

/// Pauses one, or has it go on.
///
/// # Errors
/// When the database fails.
pub async fn pause(tx: &mut Tx, id: i64, paused: bool, now: i64) -> Result<(), StoreError> {
    execute!(tx, "UPDATE feed_sources SET paused_at = $1 WHERE id = $2", paused.then_some(now), id)?;
    Ok(())
}

/// Fetches one no more; its needs stay.
///
/// # Errors
/// When the database fails.
pub async fn remove(tx: &mut Tx, id: i64) -> Result<(), StoreError> {
    execute!(tx, "DELETE FROM feed_sources WHERE id = $1", id)?;
    Ok(())
}

/// Ids of the open needs that came by the feed of a name.
///
/// # Errors
/// When the database fails.
pub async fn open_needs(db: &Db, name: &str) -> Result<Vec<i64>, StoreError> {
    let found = rows!(
        db,
        (i64,),
        "SELECT n.id FROM needs n JOIN feeds f ON f.id = n.feed_id WHERE f.name = $1 AND n.state = 'open' ORDER BY n.id",
        name
    )?;
    Ok(found.into_iter().map(|(id,)| id).collect())
}

/// The condition of being due; `$1` is now. An association's feed waits until it is let in.
macro_rules! due {
    ($start:literal) => {
        concat!(
            $start,
            " FROM feed_sources s WHERE s.due_at <= $1 AND s.claimed_until <= $1 AND s.paused_at IS NULL
                AND (s.association_id IS NULL OR EXISTS (
                    SELECT 1 FROM associations a WHERE a.id = s.association_id AND a.state = 'approved'))"
        )
    };
}

/// Takes one feed that is due and that no other server has. Whoever takes it and dies loses it after a while.
///
/// # Errors
/// When the database fails.
pub async fn claim(db: &Db, now: i64) -> Result<Option<FeedSource>, StoreError> {
    // Most of the time there is nothing, and looking must not take SQLite's write lock.
    let due: i64 = scalar!(db, due!("SELECT COUNT(*)"), now)?;
    if due == 0 {
        return Ok(None);
    }
    let mut tx = db.begin().await?;
    let select =
        format!("{} ORDER BY s.due_at, s.id LIMIT 1{}", due!("SELECT s.id"), dialect::skip_locked(&tx));
    let Some((id,)) = tx_row!(&mut tx, (i64,), sqlx::AssertSqlSafe(select), now)? else { return Ok(None) };
    execute!(&mut tx, "UPDATE feed_sources SET claimed_until = $1 WHERE id = $2", now + CLAIMED_FOR, id)?;
    let source = tx_row!(&mut tx, FeedSource, sources!("WHERE s.id = $1"), id)?;
    tx.commit().await?;
    Ok(source)
}

/// Notes what came of a run, and when the next is due. One that was removed meanwhile is left alone.
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
        "UPDATE feed_sources SET claimed_until = 0, losses_meant = 0, due_at = $1,
            failures = CASE WHEN $2 = 0 THEN 0 ELSE failures + 1 END WHERE id = $3",
        after.due_at,
        failures,
        id
    )?;
    if still == 0 {
        return Ok(());
    }
    if let Some((etag, last_modified)) = &after.known {
        execute!(
            &mut tx,
            "UPDATE feed_sources SET etag = $1, last_modified = $2 WHERE id = $3",
            etag,
            last_modified,
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
            "INSERT INTO feed_refusals (run_id, client_id, title, reason, detail) VALUES ($1, $2, $3, $4, $5)",
            run_id,
            &one.client_id,
            &one.title,
            &one.reason,
            &one.detail
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
        "SELECT f.run_id, f.client_id, f.title, f.reason, f.detail
         FROM feed_refusals f JOIN feed_runs r ON r.id = f.run_id WHERE r.source_id = $1 ORDER BY f.id",
        source_id
    )
}
