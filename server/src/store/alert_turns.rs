//! The turns of alerts.
//!
//! A need is new to an alert once: if its id is higher than `after_id` and it isn't among those told. Whoever
//! publishes needs takes a revision first, which locks one row until the commit, so that ids become visible in their
//! order and none is skipped.

use super::{
    Db, StoreError, Tx,
    alerts::{AlertRow, select},
    dialect, execute, insert_all, row, rows, tx_rows,
};

/// How long a server that took alerts in hand may keep them from the others, in seconds.
pub const CLAIMED_FOR: i64 = 120;
/// How many needs told are remembered for each alert. Beyond, no need older than the oldest of them is new any more.
pub const REMEMBERED: usize = 1_000;

const CLAIM: (&str, &str) = dialect::among!("UPDATE alerts SET claimed_until = $1 WHERE id IN ", "$2", "");

/// Takes up to `most` alerts whose turn it is and that no other server holds.
///
/// # Errors
/// When the database fails.
pub async fn claim(db: &Db, most: i64, now: i64) -> Result<Vec<AlertRow>, StoreError> {
    // Most of the time there is nothing, and looking must not take SQLite's write lock.
    let due =
        row!(db, (i64,), "SELECT id FROM alerts WHERE next_at <= $1 AND claimed_until <= $1 LIMIT 1", now)?;
    if due.is_none() {
        return Ok(Vec::new());
    }
    let mut tx = db.begin().await?;
    let select = format!(
        "{}{}",
        select!("next_at <= $1 AND claimed_until <= $1 ORDER BY next_at, id LIMIT $2"),
        dialect::skip_locked(&tx)
    );
    let alerts = tx_rows!(&mut tx, AlertRow, sqlx::AssertSqlSafe(select), now, most)?;
    let ids = dialect::ids(alerts.iter().map(|alert| &alert.id));
    execute!(&mut tx, dialect::pick(db, CLAIM), now + CLAIMED_FOR, ids)?;
    tx.commit().await?;
    Ok(alerts)
}

/// The needs that an alert remembers to have told, the newest first.
///
/// # Errors
/// When the database fails.
pub async fn told(db: &Db, id: i64) -> Result<Vec<i64>, StoreError> {
    let told =
        rows!(db, (i64,), "SELECT need_id FROM alert_told WHERE alert_id = $1 ORDER BY need_id DESC", id)?;
    Ok(told.into_iter().map(|(need,)| need).collect())
}

/// Notes that an alert had its turn, as it was read; `false` if another server was quicker, or its owner changed or
/// stopped it meanwhile: then nothing of the turn may be kept.
///
/// # Errors
/// When the database fails.
pub async fn take_turn(tx: &mut Tx, alert: &AlertRow, next_at: i64) -> Result<bool, StoreError> {
    let taken = execute!(
        tx,
        "UPDATE alerts SET next_at = $1, claimed_until = 0 WHERE id = $2 AND next_at = $3",
        next_at,
        alert.id,
        alert.next_at
    )?;
    Ok(taken == 1)
}

/// Notes that needs were told besides those in `told`.
///
/// # Errors
/// When the database fails.
pub async fn tell(tx: &mut Tx, id: i64, told: &[i64], fresh: &[i64], now: i64) -> Result<(), StoreError> {
    let mut all: Vec<i64> = told.iter().chain(fresh).copied().collect();
    all.sort_unstable_by_key(|need| std::cmp::Reverse(*need));
    let forgotten = all.get(REMEMBERED).copied().unwrap_or(0);
    execute!(
        tx,
        "UPDATE alerts SET last_at = $1, after_id = CASE WHEN after_id < $2 THEN $2 ELSE after_id END WHERE id = $3",
        now,
        forgotten,
        id
    )?;
    execute!(tx, "DELETE FROM alert_told WHERE alert_id = $1 AND need_id <= $2", id, forgotten)?;
    let kept: Vec<i64> = fresh.iter().copied().filter(|need| *need > forgotten).collect();
    insert_all!(tx, "INSERT INTO alert_told (alert_id, need_id)", kept, |need| [id, *need])
}
