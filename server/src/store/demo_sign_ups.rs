//! Demo volunteers, so that a full need and its waiting list can be seen.

use super::{StoreError, Tx, execute, tx_rows};

/// Fills the `slot`th slot of a new need with `confirmed` people and puts `waiting` others in its list.
///
/// # Errors
/// When the database fails, or the slot hasn't that many places.
pub async fn add_sign_ups(
    tx: &mut Tx,
    need_id: i64,
    slot: i64,
    (confirmed, waiting): (i64, i64),
    now: i64,
) -> Result<(), StoreError> {
    let slots: Vec<(i64,)> = tx_rows!(
        tx,
        (i64,),
        "SELECT id FROM slots WHERE need_id = $1 ORDER BY id LIMIT 1 OFFSET $2",
        need_id,
        slot
    )?;
    let Some((slot_id,)) = slots.first() else { return Ok(()) };
    for number in 0..confirmed + waiting {
        let holds = number < confirmed;
        let email = format!("demo-{need_id}-{number}@benevole.example");
        let name = ["Camille", "Sacha", "Amina", "Louis", "Inès"][usize::try_from(number % 5).unwrap_or(0)];
        execute!(
            tx,
            "INSERT INTO sign_ups (need_id, slot_id, email_key, email, first_name, lang, minor, state, created_at,
                updated_at, confirmed_at, waiting_since)
             VALUES ($1, $2, $3, $4, $5, 'fr', $6, $7, $8, $9, $10, $11)",
            need_id,
            slot_id,
            &email,
            &email,
            name,
            false,
            if holds { "confirmed" } else { "waiting" },
            now,
            now,
            now,
            (!holds).then_some(now + number)
        )?;
    }
    execute!(tx, "UPDATE slots SET taken = taken + $1 WHERE id = $2", confirmed, slot_id)?;
    Ok(())
}
