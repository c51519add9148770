//! Changes of sign-ups. Each change of state names the state that it starts from, so that of two who want to
//! change the same one only the first does.

use super::{Person, SignUpRow, Standing};
use crate::store::{StoreError, Tx, execute, tx_row, unsubscribed};
use app::domain::sign_up::SignUpState;

/// Adds a sign-up to an open need; `None` if this address is in already or the need takes nobody any more.
///
/// # Errors
/// When the database fails.
pub async fn insert(
    tx: &mut Tx,
    need_id: i64,
    slot_id: i64,
    person: &Person,
    standing: Standing,
    now: i64,
) -> Result<Option<i64>, StoreError> {
    let added = tx_row!(
        tx,
        (i64,),
        "INSERT INTO sign_ups (need_id, slot_id, email_key, email, first_name, last_name, phone, message, lang,
            minor, parent_email, state, created_at, updated_at, waiting_since, due_at)
         SELECT id, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $13, $14, $15
         FROM needs WHERE id = $1 AND state = 'open'
         ON CONFLICT (need_id, email_key) DO NOTHING RETURNING id",
        need_id,
        slot_id,
        &person.email_key,
        &person.email,
        &person.first_name,
        &person.last_name,
        &person.phone,
        &person.message,
        person.lang.code(),
        person.parent_email.is_some(),
        &person.parent_email,
        standing.state.code(),
        now,
        standing.waiting_since,
        standing.due_at
    )?;
    Ok(added.map(|(id,)| id))
}

/// Brings a sign-up that is over back to life, as if it were new. `false` if it isn't over (any more).
///
/// # Errors
/// When the database fails.
pub async fn revive(
    tx: &mut Tx,
    id: i64,
    slot_id: i64,
    person: &Person,
    standing: Standing,
    now: i64,
) -> Result<bool, StoreError> {
    let revived = execute!(
        tx,
        "UPDATE sign_ups SET slot_id = $2, email = $3, first_name = $4, last_name = $5, phone = $6, message = $7,
            lang = $8, minor = $9, parent_email = $10, parent_consented_at = NULL, state = $11, created_at = $12,
            updated_at = $12, confirmed_at = NULL, waiting_since = $13, due_at = $14, handling = 'new',
            nudged_at = NULL, name_key = $15
         WHERE id = $1 AND state IN ('cancelled', 'expired')",
        id,
        slot_id,
        &person.email,
        &person.first_name,
        &person.last_name,
        &person.phone,
        &person.message,
        person.lang.code(),
        person.parent_email.is_some(),
        &person.parent_email,
        standing.state.code(),
        now,
        standing.waiting_since,
        standing.due_at,
        person.key()
    )?;
    Ok(revived == 1)
}

/// Moves a sign-up from one state to another; `false` if it has left the first meanwhile.
///
/// # Errors
/// When the database fails.
pub async fn set_state(
    tx: &mut Tx,
    id: i64,
    from: SignUpState,
    to: Standing,
    now: i64,
) -> Result<bool, StoreError> {
    let moved = execute!(
        tx,
        "UPDATE sign_ups SET state = $1, due_at = $2, waiting_since = $3, updated_at = $4
         WHERE id = $5 AND state = $6",
        to.state.code(),
        to.due_at,
        to.waiting_since,
        now,
        id,
        from.code()
    )?;
    Ok(moved == 1)
}

/// Notes that the volunteer has confirmed the address; `false` if they had before.
///
/// # Errors
/// When the database fails.
pub async fn note_confirmed(tx: &mut Tx, id: i64, now: i64) -> Result<bool, StoreError> {
    let noted = execute!(
        tx,
        "UPDATE sign_ups SET confirmed_at = $1 WHERE id = $2 AND confirmed_at IS NULL",
        now,
        id
    )?;
    Ok(noted == 1)
}

/// Notes that the parent has agreed.
///
/// # Errors
/// When the database fails.
pub async fn note_consent(tx: &mut Tx, id: i64, now: i64) -> Result<(), StoreError> {
    execute!(
        tx,
        "UPDATE sign_ups SET parent_consented_at = $1 WHERE id = $2 AND parent_consented_at IS NULL",
        now,
        id
    )?;
    Ok(())
}

/// Changes what the volunteer said, in a state that is still `state`. Another parent has yet to agree.
///
/// # Errors
/// When the database fails.
pub async fn change(
    tx: &mut Tx,
    before: &SignUpRow,
    slot_id: i64,
    person: &Person,
    standing: Standing,
    now: i64,
) -> Result<bool, StoreError> {
    let changed = execute!(
        tx,
        "UPDATE sign_ups SET slot_id = $1, first_name = $2, last_name = $3, phone = $4, message = $5, minor = $6,
            parent_email = $7, parent_consented_at = $8, state = $9, waiting_since = $10, due_at = $11,
            updated_at = $12, name_key = $16
         WHERE id = $13 AND state = $14 AND slot_id = $15",
        slot_id,
        &person.first_name,
        &person.last_name,
        &person.phone,
        &person.message,
        person.parent_email.is_some(),
        &person.parent_email,
        before.parent_consented_at.filter(|_| before.parent_email == person.parent_email),
        standing.state.code(),
        standing.waiting_since,
        standing.due_at,
        now,
        before.id,
        before.state.as_str(),
        before.slot_id,
        person.key()
    )?;
    Ok(changed == 1)
}

/// Deletes a sign-up in a state that is still `state`, with its links, and every address and letter about it.
///
/// # Errors
/// When the database fails.
pub async fn erase(tx: &mut Tx, sign_up: &SignUpRow) -> Result<bool, StoreError> {
    execute!(
        tx,
        "DELETE FROM outbox WHERE sign_up_id = $1 OR (kind = 'lost_link' AND to_address = $2)",
        sign_up.id,
        &sign_up.email
    )?;
    unsubscribed::forget_last(tx, sign_up.id).await?;
    let erased = execute!(
        tx,
        "DELETE FROM sign_ups WHERE id = $1 AND state = $2 AND slot_id = $3",
        sign_up.id,
        sign_up.state.as_str(),
        sign_up.slot_id
    )?;
    Ok(erased == 1)
}
