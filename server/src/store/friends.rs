//! Friends who were told of a need, and those who want no such letter: hashes, no addresses.

use super::{StoreError, Tx, execute, tx_row};

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
