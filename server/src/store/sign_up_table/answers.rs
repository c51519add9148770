//! What coordinators make of sign-ups, written down, and whom the portal reminds of those without an answer.

use crate::store::{StoreError, Tx, coordinators::Coordinator, dialect, execute, tx_row, tx_rows};
use app::domain::handling::{Handling, NUDGED_AFTER};

/// A sign-up that is to be answered, read inside the transaction.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Answered {
    /// Its id.
    pub id: i64,
    /// The need's.
    pub need_id: i64,
    /// The slot's.
    pub slot_id: i64,
    /// Code of the place's state.
    pub state: String,
    /// Code of what was made of it.
    pub handling: String,
    /// Places of the slot.
    pub capacity: i64,
    /// Of which are taken.
    pub taken: i64,
}

/// The sign-up, if it is one of the association's.
///
/// # Errors
/// When the database fails.
pub async fn standing_of(tx: &mut Tx, association_id: i64, id: i64) -> Result<Option<Answered>, StoreError> {
    tx_row!(
        tx,
        Answered,
        "SELECT s.id, s.need_id, s.slot_id, s.state, s.handling, sl.capacity, sl.taken
         FROM sign_ups s JOIN slots sl ON sl.id = s.slot_id JOIN needs n ON n.id = s.need_id
         WHERE s.id = $1 AND n.association_id = $2",
        id,
        association_id
    )
}

/// Writes down what is made of a sign-up that isn't over; `false` if it is over or made so already. Whoever is accepted,
/// or came, needn't confirm any more to keep the place, but a minor whose parent hasn't agreed.
///
/// # Errors
/// When the database fails.
pub async fn handle(
    tx: &mut Tx,
    association_id: i64,
    id: i64,
    to: Handling,
    now: i64,
) -> Result<bool, StoreError> {
    let changed = execute!(
        tx,
        "UPDATE sign_ups SET handling = $1, updated_at = $2,
            due_at = CASE WHEN $1 IN ('accepted', 'came') AND state IN ('unconfirmed', 'offered')
                AND (NOT minor OR parent_consented_at IS NOT NULL) THEN NULL ELSE due_at END
         WHERE id = $3 AND need_id IN (SELECT n.id FROM needs n WHERE n.association_id = $4)
            AND handling <> $1 AND state NOT IN ('cancelled', 'expired')",
        to.code(),
        now,
        id,
        association_id
    )?;
    Ok(changed == 1)
}

/// Notes how long somebody who came has helped, in minutes; `None` for as long as the slot. `false` if they didn't come.
///
/// # Errors
/// When the database fails.
pub async fn give_hours(tx: &mut Tx, id: i64, minutes: Option<i64>, now: i64) -> Result<bool, StoreError> {
    let changed = execute!(
        tx,
        "UPDATE sign_ups SET minutes = $1, updated_at = $2 WHERE id = $3 AND handling = 'came'",
        minutes,
        now,
        id
    )?;
    Ok(changed == 1)
}

/// Writes down what is made of a sign-up, whatever its place's state.
///
/// # Errors
/// When the database fails.
pub async fn handle_from(tx: &mut Tx, id: i64, from: &str, to: Handling) -> Result<bool, StoreError> {
    let changed = execute!(
        tx,
        "UPDATE sign_ups SET handling = $1 WHERE id = $2 AND handling = $3",
        to.code(),
        id,
        from
    )?;
    Ok(changed == 1)
}

/// Takes a place that isn't there: the slot becomes one larger.
///
/// # Errors
/// When the database fails.
pub async fn accept_more(tx: &mut Tx, slot_id: i64) -> Result<(), StoreError> {
    execute!(tx, "UPDATE slots SET capacity = capacity + 1, taken = taken + 1 WHERE id = $1", slot_id)?;
    Ok(())
}

/// Says who looks after a volunteer; `false` if it isn't the association's sign-up.
///
/// # Errors
/// When the database fails.
pub async fn assign(tx: &mut Tx, association_id: i64, id: i64, to: Option<i64>) -> Result<bool, StoreError> {
    let changed = execute!(
        tx,
        "UPDATE sign_ups SET assigned_to = $1
         WHERE id = $2 AND need_id IN (SELECT n.id FROM needs n WHERE n.association_id = $3)",
        to,
        id,
        association_id
    )?;
    Ok(changed == 1)
}

/// Whether somebody acts for the association.
///
/// # Errors
/// When the database fails.
pub async fn member_in_tx(tx: &mut Tx, association_id: i64, coordinator_id: i64) -> Result<bool, StoreError> {
    let found = tx_row!(
        tx,
        (i64,),
        "SELECT coordinator_id FROM members WHERE association_id = $1 AND coordinator_id = $2",
        association_id,
        coordinator_id
    )?;
    Ok(found.is_some())
}

/// Those who may answer for an association.
///
/// # Errors
/// When the database fails.
pub async fn members_who_act(tx: &mut Tx, association_id: i64) -> Result<Vec<Coordinator>, StoreError> {
    tx_rows!(
        tx,
        Coordinator,
        "SELECT c.id, c.email, c.name, c.lang, c.moderator
         FROM members m JOIN coordinators c ON c.id = m.coordinator_id
         WHERE m.association_id = $1 AND m.role IN ('owner', 'coordinator') ORDER BY c.id",
        association_id
    )
}

/// Sign-ups for what is to come that nobody has answered for three days, with association and its name. Locked, so that another server
/// passes them by. Associations without anybody who could answer here are left alone.
///
/// # Errors
/// When the database fails.
pub async fn to_nudge(tx: &mut Tx, now: i64, limit: i64) -> Result<Vec<(i64, i64, String)>, StoreError> {
    const FIND: &str = "SELECT s.id, s.association_id, a.name FROM sign_ups s
         JOIN associations a ON a.id = s.association_id JOIN slots t ON t.id = s.slot_id
         WHERE (t.starts_at IS NULL OR t.starts_at > $3) AND s.nudged_at IS NULL AND s.handling = 'new' AND s.association_id IS NOT NULL
            AND s.created_at <= $1 AND s.state NOT IN ('cancelled', 'expired')
            AND EXISTS (SELECT 1 FROM members m WHERE m.association_id = s.association_id
                AND m.role IN ('owner', 'coordinator'))
         ORDER BY s.created_at LIMIT $2";
    let sql = format!(
        "{FIND}{}",
        if dialect::skip_locked(tx).is_empty() { "" } else { " FOR UPDATE OF s SKIP LOCKED" }
    );
    let sql = sqlx::AssertSqlSafe(sql);
    tx_rows!(tx, (i64, i64, String), sql, now - NUDGED_AFTER, limit, now)
}

/// The association has been reminded of a sign-up.
///
/// # Errors
/// When the database fails.
pub async fn nudge(tx: &mut Tx, id: i64, now: i64) -> Result<(), StoreError> {
    execute!(tx, "UPDATE sign_ups SET nudged_at = $1 WHERE id = $2", now, id)?;
    Ok(())
}
