//! Addresses that a mail server refused for good. For a month nothing more is sent there, but what the person at the
//! address asks for themself: it may work again.

use super::{Db, StoreError, Tx, dialect, execute, rows, tx_row};
use app::domain::email::Email;
use std::collections::HashSet;

/// How long an address counts as dead, in seconds: 30 days.
pub const DEAD_FOR: i64 = 30 * 86_400;

const AMONG: (&str, &str) = (
    "SELECT email_key FROM dead_addresses WHERE at > $1 AND email_key IN (SELECT value FROM json_each($2))",
    "SELECT email_key FROM dead_addresses
     WHERE at > $1 AND email_key IN (SELECT value FROM json_array_elements_text(CAST($2 AS JSON)))",
);
const SELECT: &str = "SELECT at FROM dead_addresses WHERE email_key = $1 AND at > $2";

/// Notes that an address is dead, and why (without addresses).
///
/// # Errors
/// When the database fails.
pub async fn note(tx: &mut Tx, address: &str, reason: &str, now: i64) -> Result<(), StoreError> {
    execute!(
        tx,
        "INSERT INTO dead_addresses (email_key, reason, at) VALUES ($1, $2, $3)
         ON CONFLICT (email_key) DO UPDATE SET reason = excluded.reason, at = excluded.at",
        key(address),
        reason,
        now
    )?;
    Ok(())
}

/// Those of some addresses that are dead.
///
/// # Errors
/// When the database fails.
pub async fn among<'a>(db: &Db, addresses: &[&'a str], now: i64) -> Result<HashSet<&'a str>, StoreError> {
    let keys: Vec<_> = addresses.iter().map(|address| key(address)).collect();
    let list = serde_json::to_string(&keys).unwrap_or_default();
    let dead: HashSet<String> = rows!(db, (String,), dialect::pick(db, AMONG), now - DEAD_FOR, list)?
        .into_iter()
        .map(|(key,)| key)
        .collect();
    Ok(addresses.iter().copied().filter(|address| dead.contains(&key(address))).collect())
}

/// Whether an address is dead, inside a transaction.
///
/// # Errors
/// When the database fails.
pub async fn is_dead_in(tx: &mut Tx, address: &str, now: i64) -> Result<bool, StoreError> {
    Ok(tx_row!(tx, (i64,), SELECT, key(address), now - DEAD_FOR)?.is_some())
}

/// Forgets those that don't count any more.
///
/// # Errors
/// When the database fails.
pub async fn forget(db: &Db, now: i64) -> Result<(), StoreError> {
    let mut tx = db.begin().await?;
    execute!(&mut tx, "DELETE FROM dead_addresses WHERE at <= $1", now - DEAD_FOR)?;
    tx.commit().await
}

fn key(address: &str) -> String {
    Email::parse(address).map_or_else(|_| address.to_lowercase(), |email| email.key())
}
