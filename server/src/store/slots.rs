//! Slots and their places. `taken` counts the sign-ups that hold a place, and never exceeds the capacity.

use super::{Db, StoreError, Tx, execute, row, rows, tx_rows};
use crate::local_time::local;
use app::domain::need::SlotTimes;

/// A slot as mails and calendars need it.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct SlotFacts {
    /// Its id.
    pub id: i64,
    /// Its need's.
    pub need_id: i64,
    /// Epoch seconds, if it is dated.
    pub starts_at: Option<i64>,
    /// Epoch seconds, where known.
    pub ends_at: Option<i64>,
    /// Where the association gets its mail.
    pub contact_email: Option<String>,
}

impl SlotFacts {
    /// When it is, on the clocks of a department.
    #[must_use]
    pub fn times(&self, department: &str) -> Option<SlotTimes> {
        let at = |epoch| local(epoch, department);
        Some(SlotTimes { starts: at(self.starts_at?), ends: self.ends_at.map(at) })
    }
}

/// One slot.
///
/// # Errors
/// When the database fails.
pub async fn facts(db: &Db, id: i64) -> Result<Option<SlotFacts>, StoreError> {
    row!(
        db,
        SlotFacts,
        "SELECT s.id, s.need_id, s.starts_at, s.ends_at, a.contact_email
         FROM slots s JOIN needs n ON n.id = s.need_id JOIN associations a ON a.id = n.association_id
         WHERE s.id = $1",
        id
    )
}

/// Id, places left and capacity of each slot of a need.
///
/// # Errors
/// When the database fails.
pub async fn places_left(db: &Db, need_id: i64) -> Result<Vec<(i64, i64, i64)>, StoreError> {
    rows!(
        db,
        (i64, i64, i64),
        "SELECT id, capacity - taken, capacity FROM slots WHERE need_id = $1 ORDER BY starts_at, id",
        need_id
    )
}

/// Keeps everybody else from these slots until the transaction ends. Whoever changes places and sign-ups
/// locks slots first, in the order of their ids, so that no two wait for each other. SQLite has one writer.
///
/// # Errors
/// When the database fails.
pub async fn lock(tx: &mut Tx, ids: [i64; 2]) -> Result<(), StoreError> {
    if let Tx::Postgres(_) = tx {
        let _: Vec<(i64,)> = tx_rows!(
            tx,
            (i64,),
            "SELECT id FROM slots WHERE id IN ($1, $2) ORDER BY id FOR NO KEY UPDATE",
            ids[0],
            ids[1]
        )?;
    }
    Ok(())
}

/// Takes a place, if one is left.
///
/// # Errors
/// When the database fails.
pub async fn take(tx: &mut Tx, id: i64) -> Result<bool, StoreError> {
    let taken = execute!(tx, "UPDATE slots SET taken = taken + 1 WHERE id = $1 AND taken < capacity", id)?;
    Ok(taken == 1)
}

/// Gives a place back to everybody.
///
/// # Errors
/// When the database fails.
pub async fn free(tx: &mut Tx, id: i64) -> Result<(), StoreError> {
    execute!(tx, "UPDATE slots SET taken = taken - 1 WHERE id = $1 AND taken > 0", id)?;
    Ok(())
}

/// Slots to come of open needs with places left and people waiting for one (an import raised the capacity,
/// or somebody joined the list at the moment when a place was given back).
///
/// # Errors
/// When the database fails.
pub async fn with_places_and_waiting(db: &Db, now: i64) -> Result<Vec<i64>, StoreError> {
    let found = rows!(
        db,
        (i64,),
        "SELECT DISTINCT s.id FROM sign_ups w JOIN slots s ON s.id = w.slot_id JOIN needs n ON n.id = s.need_id
         WHERE w.state = 'waiting' AND s.taken < s.capacity AND n.state = 'open'
             AND (s.starts_at IS NULL OR s.starts_at > $1)",
        now
    )?;
    Ok(found.into_iter().map(|(id,)| id).collect())
}
