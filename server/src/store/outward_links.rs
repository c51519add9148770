//! Addresses elsewhere that our pages link to: when each was tried and how it answered.

use super::{Db, StoreError, Tx, execute, row, rows, tx_row, tx_rows};

/// How long a try may take before another server takes it over, in seconds.
const CLAIMED_FOR: i64 = 300;
/// How long a host is left alone after a request, in seconds.
const HOST_PAUSE: i64 = 20;
/// How long it is remembered at least that somebody was told of a link, in seconds.
const TOLD_FOR: i64 = 30 * 86_400;

/// A link to try.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewLink {
    /// Its address.
    pub url: String,
    /// The host in it.
    pub host: String,
    /// When to try it, epoch seconds.
    pub due_at: i64,
}

/// What our pages link to: the pages of open needs, the sites of associations that are to be seen.
macro_rules! shown {
    () => {
        "SELECT page_url AS url FROM needs WHERE state = 'open' AND page_url IS NOT NULL
         UNION SELECT web_page FROM associations WHERE web_page IS NOT NULL AND state = 'approved'
            AND (entered_at IS NOT NULL OR EXISTS (
                SELECT 1 FROM needs n WHERE n.association_id = associations.id AND n.state = 'open'))"
    };
}

/// Addresses that our pages link to and that aren't tried yet.
///
/// # Errors
/// When the database fails.
pub async fn missing(db: &Db, limit: i64) -> Result<Vec<String>, StoreError> {
    let found = rows!(
        db,
        (String,),
        concat!(
            "SELECT url FROM (",
            shown!(),
            ") AS s EXCEPT SELECT url FROM outward_links ORDER BY url LIMIT $1"
        ),
        limit
    )?;
    Ok(found.into_iter().map(|(url,)| url).collect())
}

/// From now on these are tried.
///
/// # Errors
/// When the database fails.
pub async fn add(tx: &mut Tx, links: &[NewLink]) -> Result<(), StoreError> {
    for link in links {
        // Another server may have had the same thought.
        execute!(
            tx,
            "INSERT INTO outward_links (url, host, due_at, claimed_until, failures, why)
             VALUES ($1, $2, $3, 0, 0, '') ON CONFLICT (url) DO NOTHING",
            &link.url,
            &link.host,
            link.due_at
        )?;
    }
    Ok(())
}

/// Addresses that are tried and that our pages don't link to any more.
///
/// # Errors
/// When the database fails.
pub async fn gone(db: &Db, limit: i64) -> Result<Vec<String>, StoreError> {
    let found = rows!(
        db,
        (String,),
        concat!(
            "SELECT url FROM outward_links EXCEPT SELECT url FROM (",
            shown!(),
            ") AS s ORDER BY url LIMIT $1"
        ),
        limit
    )?;
    Ok(found.into_iter().map(|(url,)| url).collect())
}

/// From now on these aren't tried, unless a need led there again meanwhile.
///
/// # Errors
/// When the database fails.
pub async fn forget(tx: &mut Tx, urls: &[String]) -> Result<(), StoreError> {
    for url in urls {
        execute!(
            tx,
            "DELETE FROM outward_links WHERE url = $1
                AND NOT EXISTS (SELECT 1 FROM needs WHERE page_url = $1 AND state = 'open')",
            url
        )?;
    }
    Ok(())
}

/// Forgets, a month after it was told, who was told of a link that is gone: when it comes back dead, that is news.
///
/// # Errors
/// When the database fails.
pub async fn forget_told(db: &Db, now: i64) -> Result<(), StoreError> {
    let mut tx = db.begin().await?;
    execute!(
        &mut tx,
        "DELETE FROM dead_links_told WHERE at < $1 AND url NOT IN (SELECT url FROM outward_links)",
        now - TOLD_FOR
    )?;
    tx.commit().await
}

/// Whether the time of any has come.
///
/// # Errors
/// When the database fails.
pub async fn any_due(db: &Db, now: i64) -> Result<bool, StoreError> {
    let found = row!(db, (i64,), "SELECT due_at FROM outward_links WHERE due_at <= $1 LIMIT 1", now)?;
    Ok(found.is_some())
}

/// A link that this server tries now.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Claimed {
    /// Its address.
    pub url: String,
    /// The host in it.
    pub host: String,
    /// How often in a row it was found dead.
    pub failures: i64,
    /// Since when it says nothing, if it doesn't.
    pub unsure_since: Option<i64>,
}

/// Claims at most `limit` links that are due, each of another host that nobody asks just now.
///
/// # Errors
/// When the database fails.
pub async fn claim(tx: &mut Tx, now: i64, limit: i64) -> Result<Vec<Claimed>, StoreError> {
    let found = tx_rows!(
        tx,
        Claimed,
        "SELECT l.url, l.host, l.failures, l.unsure_since FROM outward_links l JOIN (
            SELECT d.host, MIN(d.url) AS url, MIN(d.due_at) AS due_at FROM outward_links d
            LEFT JOIN outward_hosts h ON h.host = d.host
            WHERE d.due_at <= $1 AND d.claimed_until <= $1 AND COALESCE(h.free_at, 0) <= $1
            GROUP BY d.host ORDER BY MIN(d.due_at), d.host LIMIT $2) AS chosen ON chosen.url = l.url",
        now,
        limit
    )?;
    let mut claimed = Vec::new();
    for link in found {
        let free = execute!(
            tx,
            "INSERT INTO outward_hosts (host, free_at) VALUES ($1, $2)
             ON CONFLICT (host) DO UPDATE SET free_at = excluded.free_at WHERE outward_hosts.free_at <= $3",
            &link.host,
            now + HOST_PAUSE,
            now
        )?;
        if free == 0 {
            continue;
        }
        let ours = execute!(
            tx,
            "UPDATE outward_links SET claimed_until = $1 WHERE url = $2 AND claimed_until <= $3",
            now + CLAIMED_FOR,
            &link.url,
            now
        )?;
        if ours == 1 {
            claimed.push(link);
        }
    }
    Ok(claimed)
}

/// It answers; whoever was told otherwise is told anew when it dies again.
///
/// # Errors
/// When the database fails.
pub async fn alive(tx: &mut Tx, link: &Claimed, now: i64, due_at: i64) -> Result<(), StoreError> {
    execute!(
        tx,
        "UPDATE outward_links SET checked_at = $1, due_at = $2, claimed_until = 0, failures = 0,
             failing_since = NULL, unsure_since = NULL, why = '' WHERE url = $3",
        now,
        due_at,
        &link.url
    )?;
    execute!(tx, "DELETE FROM dead_links_told WHERE url = $1", &link.url)?;
    Ok(())
}

/// It is dead, as far as this try goes.
///
/// # Errors
/// When the database fails.
pub async fn dead(tx: &mut Tx, link: &Claimed, why: &str, now: i64, due_at: i64) -> Result<(), StoreError> {
    execute!(
        tx,
        "UPDATE outward_links SET checked_at = $1, due_at = $2, claimed_until = 0, failures = failures + 1,
             failing_since = COALESCE(failing_since, $1), why = $3,
             unsure_since = CASE WHEN $3 = 'silent' THEN unsure_since END WHERE url = $4",
        now,
        due_at,
        why,
        &link.url
    )?;
    Ok(())
}

/// It says nothing, and hasn't since then; it is tried again at `due_at`.
///
/// # Errors
/// When the database fails.
pub async fn silent(tx: &mut Tx, link: &Claimed, since: i64, due_at: i64) -> Result<(), StoreError> {
    execute!(
        tx,
        "UPDATE outward_links SET due_at = $1, claimed_until = 0, unsure_since = $2 WHERE url = $3",
        due_at,
        since,
        &link.url
    )?;
    Ok(())
}

/// There is somebody, whatever they answer: that isn't silence, and nothing else is known. It is tried again at `due_at`.
///
/// # Errors
/// When the database fails.
pub async fn answered(tx: &mut Tx, link: &Claimed, due_at: i64) -> Result<(), StoreError> {
    execute!(
        tx,
        "UPDATE outward_links SET due_at = $1, claimed_until = 0, unsure_since = NULL,
             failures = CASE WHEN why = 'silent' THEN 0 ELSE failures END,
             failing_since = CASE WHEN why = 'silent' THEN NULL ELSE failing_since END,
             why = CASE WHEN why = 'silent' THEN '' ELSE why END WHERE url = $2",
        due_at,
        &link.url
    )?;
    Ok(())
}

/// Whether any link was found alive since then.
///
/// # Errors
/// When the database fails.
pub async fn anybody_answered(tx: &mut Tx, since: i64) -> Result<bool, StoreError> {
    let found = tx_row!(
        tx,
        (i64,),
        "SELECT checked_at FROM outward_links WHERE failing_since IS NULL AND unsure_since IS NULL AND checked_at > $1
         LIMIT 1",
        since
    )?;
    Ok(found.is_some())
}

/// A host isn't asked before then.
///
/// # Errors
/// When the database fails.
pub async fn leave_alone(tx: &mut Tx, host: &str, until: i64) -> Result<(), StoreError> {
    execute!(tx, "UPDATE outward_hosts SET free_at = $1 WHERE host = $2 AND free_at < $1", until, host)?;
    Ok(())
}
