//! Friends who were told of a need, and those who want no such letter: hashes, no addresses.

use super::{Db, StoreError, Tx, execute, tx_row};

/// How long it is kept who was told of a need that is closed, in seconds: it may open again. 30 days.
pub const TOLD_KEPT_FOR: i64 = 30 * 86_400;

/// Notes that an address is told of a need; `false` if it was before. Of two who tell at once, the second waits for the
/// first.
///
/// # Errors
/// When the database fails.
pub async fn tell(tx: &mut Tx, need_id: i64, address: &[u8], now: i64) -> Result<bool, StoreError> {
    let new = execute!(
        tx,
        "INSERT INTO friends_told (need_id, address_hash, told_at) VALUES ($1, $2, $3)
         ON CONFLICT (need_id, address_hash) DO NOTHING",
        need_id,
        address,
        now
    )?;
    Ok(new == 1)
}

/// Takes back that an address is told: no letter goes.
///
/// # Errors
/// When the database fails.
pub async fn untell(tx: &mut Tx, need_id: i64, address: &[u8]) -> Result<(), StoreError> {
    execute!(tx, "DELETE FROM friends_told WHERE need_id = $1 AND address_hash = $2", need_id, address)?;
    Ok(())
}

/// Forgets who was told of needs that were closed [`TOLD_KEPT_FOR`] ago.
///
/// # Errors
/// When the database fails.
pub async fn forget_told(db: &Db, now: i64) -> Result<(), StoreError> {
    let mut tx = db.begin().await?;
    execute!(
        &mut tx,
        "DELETE FROM friends_told WHERE EXISTS
            (SELECT 1 FROM needs n WHERE n.id = friends_told.need_id AND n.state = 'closed' AND n.updated_at < $1)",
        now - TOLD_KEPT_FOR
    )?;
    tx.commit().await
}

/// Whether an address wants no such letter.
///
/// # Errors
/// When the database fails.
pub async fn is_silent(tx: &mut Tx, address: &[u8]) -> Result<bool, StoreError> {
    Ok(tx_row!(tx, (i64,), "SELECT at FROM friends_silent WHERE address_hash = $1", address)?.is_some())
}

/// No such letter ever again.
///
/// # Errors
/// When the database fails.
pub async fn silence(tx: &mut Tx, address: &[u8], now: i64) -> Result<(), StoreError> {
    execute!(
        tx,
        "INSERT INTO friends_silent (address_hash, at) VALUES ($1, $2) ON CONFLICT (address_hash) DO NOTHING",
        address,
        now
    )?;
    Ok(())
}

/// Whether somebody wants no more of an association's mails.
///
/// # Errors
/// When the database fails.
pub async fn has_unsubscribed(tx: &mut Tx, association_id: i64, email_key: &str) -> Result<bool, StoreError> {
    let found = tx_row!(
        tx,
        (i64,),
        "SELECT at FROM unsubscribed WHERE association_id = $1 AND email_key = $2",
        association_id,
        email_key
    )?;
    Ok(found.is_some())
}
