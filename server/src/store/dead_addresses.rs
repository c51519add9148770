//! Addresses that a mail server refused for good. For a month nothing more is sent there, but what the person at the
//! address asks for themself: it may work again.

use super::{Db, StoreError, Tx, execute, row, tx_row};
use app::domain::email::Email;

/// How long an address counts as dead, in seconds: 30 days.
pub const DEAD_FOR: i64 = 30 * 86_400;

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

/// Whether an address is dead.
///
/// # Errors
/// When the database fails.
pub async fn is_dead(db: &Db, address: &str, now: i64) -> Result<bool, StoreError> {
    Ok(row!(db, (i64,), SELECT, key(address), now - DEAD_FOR)?.is_some())
}

/// The same inside a transaction.
///
/// # Errors
/// When the database fails.
pub async fn is_dead_in(tx: &mut Tx, address: &str, now: i64) -> Result<bool, StoreError> {
    Ok(tx_row!(tx, (i64,), SELECT, key(address), now - DEAD_FOR)?.is_some())
}

fn key(address: &str) -> String {
    Email::parse(address).map_or_else(|_| address.to_lowercase(), |email| email.key())
}
