//! Needs end: one whose last day or whose last slot has passed takes nobody any more. And they move on: one
//! whose next slot began is dated by the one after.

use super::{Db, StoreError, execute, scalar};
use crate::local_time::{day_number, today};

/// Open needs that are over: their last day was before `$1`, or all their slots are dated and began by `$2`.
macro_rules! over {
    ($start:literal) => {
        concat!(
            $start,
            " FROM needs WHERE state = 'open' AND (last_day < $1 OR (
                id IN (SELECT need_id FROM slots WHERE starts_at <= $2)
                AND NOT EXISTS (SELECT 1 FROM slots WHERE need_id = needs.id
                    AND (starts_at IS NULL OR starts_at > $2))))"
        )
    };
}

/// Open needs with a slot that began since they last changed.
macro_rules! moved {
    ($start:literal) => {
        concat!(
            $start,
            " FROM needs WHERE state = 'open' AND EXISTS (SELECT 1 FROM slots WHERE need_id = needs.id
                AND starts_at <= $1 AND starts_at > needs.updated_at)"
        )
    };
}

/// Closes the open needs that are over by the calendar of Paris; answers how many. One that opens again has other dates
/// and is as new as any, so that it gets another number then. Two servers may do it at once. All get one revision, which is taken only when there is something to close.
///
/// # Errors
/// When the database fails; then nothing is closed.
pub async fn close_over(db: &Db, now: i64) -> Result<u64, StoreError> {
    let today = i64::from(day_number(today(now)));
    let over: i64 = scalar!(db, over!("SELECT COUNT(*)"), today, now)?;
    if over == 0 {
        return Ok(0);
    }
    let mut tx = db.begin().await?;
    let revision = super::needs_import::take_revisions(&mut tx, 1).await?;
    let closed = execute!(
        &mut tx,
        concat!(
            "UPDATE needs SET state = 'closed', over_at = $2, opened_seq = NULL, revision = $3,
                 updated_at = $2 WHERE id IN (",
            over!("SELECT id"),
            ")"
        ),
        today,
        now,
        revision
    )?;
    tx.commit().await?;
    Ok(closed)
}

/// Has the search index read again those open needs of which a slot began since; answers how many.
///
/// # Errors
/// As [`close_over`].
pub async fn move_on(db: &Db, now: i64) -> Result<u64, StoreError> {
    let moved: i64 = scalar!(db, moved!("SELECT COUNT(*)"), now)?;
    if moved == 0 {
        return Ok(0);
    }
    let mut tx = db.begin().await?;
    let revision = super::needs_import::take_revisions(&mut tx, 1).await?;
    let moved = execute!(
        &mut tx,
        concat!("UPDATE needs SET revision = $2, updated_at = $1 WHERE id IN (", moved!("SELECT id"), ")"),
        now,
        revision
    )?;
    tx.commit().await?;
    Ok(moved)
}
