//! The turns of alerts.
//!
//! A need is new to an alert once: if it opened after the number `after_id` and isn't among those told. That number is
//! the revision of its opening, and whoever takes a revision locks one row until the commit, so that numbers become
//! visible in their order and none is skipped.

use super::{
    Db, StoreError, Tx,
    alerts::{AlertRow, select},
    dialect, execute, insert_all, row, rows, tx_rows,
};

/// How long a server that took alerts in hand may keep them from the others, in seconds.
pub const CLAIMED_FOR: i64 = 120;
/// How many needs told are remembered for each alert. Beyond, no need that opened before the first of them is new any more.
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

/// A need with its number in the order of opening.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, sqlx::FromRow)]
pub struct Opened {
    /// Its number; 0 for one that is over, which will have another when it opens again.
    pub number: i64,
    /// Its id.
    pub need_id: i64,
}

/// The needs that an alert remembers to have told, those that opened last first.
///
/// # Errors
/// When the database fails.
pub async fn told(db: &Db, id: i64) -> Result<Vec<Opened>, StoreError> {
    rows!(
        db,
        Opened,
        "SELECT COALESCE(n.opened_seq, CASE WHEN n.state = 'open' THEN n.revision ELSE 0 END) AS number, t.need_id
         FROM alert_told t LEFT JOIN needs n ON n.id = t.need_id WHERE t.alert_id = $1 ORDER BY 1 DESC, 2 DESC",
        id
    )
}

/// Those of some needs that are open.
///
/// # Errors
/// When the database fails.
pub async fn open_among(db: &Db, needs: &[i64]) -> Result<Vec<Opened>, StoreError> {
    const OPEN: (&str, &str) = dialect::among!(
        "SELECT COALESCE(opened_seq, revision) AS number, id AS need_id FROM needs WHERE state = 'open' AND id IN ",
        "$1",
        ""
    );
    rows!(db, Opened, dialect::pick(db, OPEN), dialect::ids(needs))
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
pub async fn tell(
    tx: &mut Tx,
    id: i64,
    told: &[Opened],
    fresh: &[Opened],
    now: i64,
) -> Result<(), StoreError> {
    const FORGET: (&str, &str) =
        dialect::among!("DELETE FROM alert_told WHERE alert_id = $2 AND need_id IN ", "$1", "");
    let mut all: Vec<Opened> = told.iter().chain(fresh).copied().collect();
    all.sort_unstable_by_key(|need| std::cmp::Reverse(*need));
    let forgotten = all.split_off(REMEMBERED.min(all.len()));
    execute!(
        tx,
        "UPDATE alerts SET last_at = $1, after_id = CASE WHEN after_id < $2 THEN $2 ELSE after_id END WHERE id = $3",
        now,
        forgotten.first().map_or(0, |need| need.number),
        id
    )?;
    let gone = dialect::ids(forgotten.iter().map(|need| &need.need_id));
    let sql = dialect::pick_in(tx, FORGET);
    execute!(tx, sql, gone, id)?;
    let kept: Vec<Opened> =
        fresh.iter().copied().filter(|need| all.last().is_some_and(|last| need >= last)).collect();
    insert_all!(tx, "INSERT INTO alert_told (alert_id, need_id)", kept, |need| [id, need.need_id])
}
