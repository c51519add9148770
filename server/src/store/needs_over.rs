//! Needs end: one whose last day has passed takes nobody any more.

use super::{Db, StoreError, execute, scalar};
use crate::local_time::{day_number, today};

/// Closes the open needs whose last day was before today in Paris; answers how many. Two servers may do it at
/// once. All get one revision, which is taken only when there is something to close.
///
/// # Errors
/// When the database fails; then nothing is closed.
pub async fn close_over(db: &Db, now: i64) -> Result<u64, StoreError> {
    let today = i64::from(day_number(today(now)));
    let over: i64 = scalar!(db, "SELECT COUNT(*) FROM needs WHERE state = 'open' AND last_day < $1", today)?;
    if over == 0 {
        return Ok(0);
    }
    let mut tx = db.begin().await?;
    let revision = super::needs_import::take_revisions(&mut tx, 1).await?;
    let closed = execute!(
        &mut tx,
        "UPDATE needs SET state = 'closed', revision = $1, updated_at = $2 WHERE state = 'open' AND last_day < $3",
        revision,
        now,
        today
    )?;
    tx.commit().await?;
    Ok(closed)
}
