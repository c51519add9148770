//! Feeds that the portal fetches by itself: which, and when. What came of it is in `feed_runs`.

use super::{Db, StoreError, Tx, dialect, execute, row, rows, scalar, tx_row};

/// How long one server has a feed to itself, in seconds: longer than fetching and importing may take.
const CLAIMED_FOR: i64 = 20 * 60;

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
    /// By which rules that was read.
    pub rules: String,
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

macro_rules! sources {
    ($rest:literal) => {
        concat!(
            "SELECT s.id, s.association_id, s.address, s.name, s.every_hours, s.paused_at, s.etag, s.last_modified,
                s.rules, s.due_at, s.claimed_until, s.failures, s.losses_meant = 1 AS losses_meant,
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

/// Fetches one no more; its needs stay. `false` while a server has it: what is being read would open again what is
/// closed.
///
/// # Errors
/// When the database fails.
pub async fn remove(tx: &mut Tx, id: i64, now: i64) -> Result<bool, StoreError> {
    let gone = execute!(tx, "DELETE FROM feed_sources WHERE id = $1 AND claimed_until <= $2", id, now)?;
    Ok(gone == 1)
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
    // Due when the claim lapses: whoever asks for a reading meanwhile changes that, and `settle` sees it.
    let until = now + CLAIMED_FOR;
    execute!(&mut tx, "UPDATE feed_sources SET claimed_until = $1, due_at = $1 WHERE id = $2", until, id)?;
    let source = tx_row!(&mut tx, FeedSource, sources!("WHERE s.id = $1"), id)?;
    tx.commit().await?;
    Ok(source)
}
