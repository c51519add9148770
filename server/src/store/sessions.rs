//! Sessions of people who signed in. What the cookie carries is never stored, only its SHA-256.

use super::{Db, StoreError, execute, row, scalar};

/// How long a session lives without being used, in seconds: 30 days.
pub const IDLE: i64 = 30 * 86_400;

/// The data of a session that hasn't ended.
///
/// # Errors
/// When the database fails.
pub async fn load(db: &Db, hash: &[u8], now: i64) -> Result<Option<String>, StoreError> {
    let found =
        row!(db, (String,), "SELECT data FROM sessions WHERE hash = $1 AND expires_at > $2", hash, now)?;
    Ok(found.map(|(data,)| data))
}

/// Keeps a session for another [`IDLE`] seconds. With `new`, one that isn't there yet; without, one that was ended
/// in the meantime stays ended.
///
/// # Errors
/// When the database fails.
pub async fn save(
    db: &Db,
    hash: &[u8],
    (coordinator_id, data): (Option<i64>, &str),
    new: bool,
    now: i64,
) -> Result<(), StoreError> {
    let mut tx = db.begin().await?;
    let until = now + IDLE;
    let changed = execute!(
        &mut tx,
        "UPDATE sessions SET coordinator_id = $1, data = $2, expires_at = $3 WHERE hash = $4",
        coordinator_id,
        data,
        until,
        hash
    )?;
    if new && changed == 0 {
        execute!(
            &mut tx,
            "INSERT INTO sessions (hash, coordinator_id, data, expires_at) VALUES ($1, $2, $3, $4)",
            hash,
            coordinator_id,
            data,
            until
        )?;
    }
    tx.commit().await
}

/// Ends one session.
///
/// # Errors
/// When the database fails.
pub async fn end(db: &Db, hash: &[u8]) -> Result<(), StoreError> {
    let mut tx = db.begin().await?;
    execute!(&mut tx, "DELETE FROM sessions WHERE hash = $1", hash)?;
    tx.commit().await
}

/// Ends all sessions of a person, wherever they are; answers how many.
///
/// # Errors
/// When the database fails.
pub async fn end_all_of(db: &Db, coordinator_id: i64) -> Result<u64, StoreError> {
    let mut tx = db.begin().await?;
    let ended = execute!(&mut tx, "DELETE FROM sessions WHERE coordinator_id = $1", coordinator_id)?;
    tx.commit().await?;
    Ok(ended)
}

/// Forgets the sessions that ended by themselves.
///
/// # Errors
/// When the database fails.
pub async fn forget_ended(db: &Db, now: i64) -> Result<(), StoreError> {
    let ended: i64 = scalar!(db, "SELECT COUNT(*) FROM sessions WHERE expires_at <= $1", now)?;
    if ended > 0 {
        let mut tx = db.begin().await?;
        execute!(&mut tx, "DELETE FROM sessions WHERE expires_at <= $1", now)?;
        tx.commit().await?;
    }
    Ok(())
}
