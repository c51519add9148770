//! A slot of a need that is posted here doesn't take place, though people are signed up for it.

use super::{
    Db, StoreError, Tx, execute, needs_import::take_revisions, row, rows, slots, tx_rows, tx_scalar,
};

/// Slots of a need that people are signed up for: id, how many.
///
/// # Errors
/// When the database fails.
pub async fn held(db: &Db, need_id: i64, now: i64) -> Result<Vec<(i64, i64)>, StoreError> {
    rows!(
        db,
        (i64, i64),
        "SELECT s.id, COUNT(*) FROM slots s JOIN sign_ups u ON u.slot_id = s.id
            AND u.state IN ('unconfirmed', 'confirmed', 'offered', 'waiting')
         WHERE s.need_id = $1 AND s.capacity > 0 AND s.starts_at > $2 GROUP BY s.id",
        need_id,
        now
    )
}

/// A slot to come.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct ToCome {
    /// When it begins, epoch seconds.
    pub starts_at: i64,
    /// When it ends, if known.
    pub ends_at: Option<i64>,
    /// People who are in, or wait for a place.
    pub people: i64,
    /// How many others of the need are to come.
    pub others: i64,
}

/// The slot, if it is one of the need's and to come.
///
/// # Errors
/// When the database fails.
pub async fn to_come(db: &Db, (need_id, id): (i64, i64), now: i64) -> Result<Option<ToCome>, StoreError> {
    row!(
        db,
        ToCome,
        "SELECT s.starts_at, s.ends_at,
            (SELECT COUNT(*) FROM sign_ups u WHERE u.slot_id = s.id
                AND u.state IN ('unconfirmed', 'confirmed', 'offered', 'waiting')) AS people,
            (SELECT COUNT(*) FROM slots o WHERE o.need_id = s.need_id AND o.id <> s.id AND o.capacity > 0
                AND o.starts_at > $3) AS others
         FROM slots s WHERE s.id = $1 AND s.need_id = $2 AND s.capacity > 0 AND s.starts_at > $3",
        id,
        need_id,
        now
    )
}

/// Cancels a slot to come, which isn't the only one, and the sign-ups for it; answers those with what their association
/// had made of them. `None` if there is nothing to cancel.
///
/// # Errors
/// When the database fails.
pub async fn cancel(
    tx: &mut Tx,
    (association_id, need_id, id): (i64, i64, i64),
    now: i64,
) -> Result<Option<Vec<(i64, String)>>, StoreError> {
    let revision = take_revisions(tx, 1).await?;
    // Who has the need's form open sees it when they save.
    let theirs = execute!(
        tx,
        "UPDATE needs SET version = version + 1, updated_at = $1, revision = $2
         WHERE id = $3 AND association_id = $4 AND posted_form IS NOT NULL",
        now,
        revision,
        need_id,
        association_id
    )?;
    slots::lock(tx, [id; 2]).await?;
    let coming: i64 = tx_scalar!(
        tx,
        "SELECT COUNT(*) FROM slots WHERE need_id = $1 AND capacity > 0 AND starts_at > $2",
        need_id,
        now
    )?;
    let is_one: i64 = tx_scalar!(
        tx,
        "SELECT COUNT(*) FROM slots WHERE id = $1 AND need_id = $2 AND capacity > 0 AND starts_at > $3",
        id,
        need_id,
        now
    )?;
    if theirs == 0 || is_one == 0 || coming < 2 {
        return Ok(None);
    }
    let people = tx_rows!(
        tx,
        (i64, String),
        "SELECT id, handling FROM sign_ups
         WHERE slot_id = $1 AND state IN ('unconfirmed', 'confirmed', 'offered', 'waiting') ORDER BY id",
        id
    )?;
    execute!(
        tx,
        "UPDATE sign_ups SET state = 'cancelled', handling = 'declined', due_at = NULL, waiting_since = NULL,
            updated_at = $1
         WHERE slot_id = $2 AND state IN ('unconfirmed', 'confirmed', 'offered', 'waiting')",
        now,
        id
    )?;
    // Without places it is shown nowhere; sign-ups that are over still say which slot they were for.
    execute!(tx, "UPDATE slots SET taken = 0, capacity = 0 WHERE id = $1", id)?;
    Ok(Some(people))
}
