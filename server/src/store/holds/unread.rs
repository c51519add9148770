//! Needs whose association says something else of itself since they were read: that stands beside them.
//!
//! There may be thousands, and the database has one writer, so that they are read some at a time, before whoever changed
//! the entry gets an answer. What a server that stops leaves is read by the next one.

use super::{Wrote, look_over};
use crate::store::{Db, StoreError, Tx, execute, needs_import::hold_revisions, scalar, tx_rows};

/// Needs read in one transaction: as many as an import writes.
const TOGETHER: i64 = 100;

/// Notes that what an association says of itself was just changed in this transaction. Nobody reopens a need meanwhile,
/// nor posts one: who changes an entry holds the revisions.
///
/// # Errors
/// When the database fails.
pub(in crate::store) async fn note(tx: &mut Tx, association_id: i64) -> Result<(), StoreError> {
    execute!(
        tx,
        "INSERT INTO needs_unread (need_id)
         SELECT id FROM needs WHERE association_id = $1 AND (state = 'open' OR EXISTS (
            SELECT 1 FROM need_holds h WHERE h.need_id = needs.id AND h.state IN ('held', 'down')))
         ON CONFLICT (need_id) DO NOTHING",
        association_id
    )?;
    Ok(())
}

/// It has been read.
pub(super) async fn forget(tx: &mut Tx, need_id: i64) -> Result<(), StoreError> {
    execute!(tx, "DELETE FROM needs_unread WHERE need_id = $1", need_id)?;
    Ok(())
}

/// Reads all that is unread, each some in a transaction of their own.
///
/// # Errors
/// When the database fails; what was not read yet is known still.
pub async fn read_unread(db: &Db, now: i64) -> Result<(), StoreError> {
    while read_some(db, now).await? {}
    Ok(())
}

/// Reads some; whether there were any.
async fn read_some(db: &Db, now: i64) -> Result<bool, StoreError> {
    // Without any, nobody is kept waiting.
    let any: bool = scalar!(db, "SELECT EXISTS (SELECT 1 FROM needs_unread)")?;
    if !any {
        return Ok(false);
    }
    let mut tx = db.begin().await?;
    hold_revisions(&mut tx).await?;
    let sql = "SELECT need_id FROM needs_unread ORDER BY need_id LIMIT $1";
    for (need_id,) in tx_rows!(&mut tx, (i64,), sql, TOGETHER)? {
        look_over(&mut tx, need_id, Wrote::Known, now).await?;
    }
    tx.commit().await?;
    Ok(true)
}
