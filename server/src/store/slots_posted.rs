//! The slots of needs that are posted here, written.

use super::{StoreError, Tx, execute, slots_import::SlotToPut, slots_import::add_slot, tx_row, tx_rows};
use app::domain::rule::RuleKind;

/// A slot to have, and which one it is already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SlotToPost {
    /// The slot that it is; one that isn't the need's is as good as none.
    pub id: Option<i64>,
    /// When, and for how many.
    pub put: SlotToPut,
}

/// Makes a need's slots those `wanted`; `false`, and nothing is right then, if people are signed up for one that
/// would go. One that people hold places in keeps them, even where fewer are wanted now.
///
/// # Errors
/// When the database fails.
pub(super) async fn put_slots(tx: &mut Tx, need_id: i64, wanted: &[SlotToPost]) -> Result<bool, StoreError> {
    if let Tx::Postgres(_) = tx {
        // Whoever signs up now waits; SQLite has one writer.
        let _: Vec<(i64,)> =
            tx_rows!(tx, (i64,), "SELECT id FROM slots WHERE need_id = $1 ORDER BY id FOR UPDATE", need_id)?;
    }
    let mut known: Vec<(i64, Option<i64>, i64)> = tx_rows!(
        tx,
        (i64, Option<i64>, i64),
        "SELECT s.id, s.starts_at, (SELECT COUNT(*) FROM sign_ups u WHERE u.slot_id = s.id
            AND u.state IN ('unconfirmed', 'confirmed', 'waiting', 'offered'))
         FROM slots s WHERE s.need_id = $1 ORDER BY s.id",
        need_id
    )?;
    for slot in wanted {
        let undated = slot.put.starts_at.is_none();
        let same = known
            .iter()
            .position(|(id, starts_at, _)| Some(*id) == slot.id || (undated && starts_at.is_none()));
        let Some(index) = same else {
            add_slot(tx, need_id, slot.put).await?;
            continue;
        };
        let (id, before, _) = known.swap_remove(index);
        if before != slot.put.starts_at {
            // Who was reminded of the old time is reminded of the new one.
            execute!(
                tx,
                "DELETE FROM told WHERE reason = $1 AND sign_up_id IN (SELECT id FROM sign_ups WHERE slot_id = $2)",
                format!("{}:{id}", RuleKind::Before.code()),
                id
            )?;
        }
        execute!(
            tx,
            "UPDATE slots SET starts_at = $1, ends_at = $2, capacity = CASE WHEN taken > $3 THEN taken ELSE $4 END
             WHERE id = $5",
            slot.put.starts_at,
            slot.put.ends_at,
            slot.put.capacity,
            slot.put.capacity,
            id
        )?;
    }
    if known.iter().any(|(_, _, active)| *active > 0) {
        return Ok(false);
    }
    for (id, _, _) in known {
        // Sign-ups that are over still say which slot they were for.
        execute!(tx, "UPDATE slots SET capacity = taken WHERE id = $1", id)?;
        execute!(
            tx,
            "DELETE FROM slots WHERE id = $1 AND NOT EXISTS (SELECT 1 FROM sign_ups WHERE sign_ups.slot_id = slots.id)",
            id
        )?;
    }
    Ok(true)
}

/// Whether a slot of a need that this association posted doesn't take place any more.
///
/// # Errors
/// When the database fails.
pub async fn is_cancelled(
    tx: &mut Tx,
    association_id: i64,
    (need_id, id): (i64, i64),
) -> Result<bool, StoreError> {
    let found = tx_row!(
        tx,
        (i64,),
        "SELECT s.id FROM slots s JOIN needs n ON n.id = s.need_id
         WHERE s.id = $1 AND s.need_id = $2 AND s.capacity = 0 AND n.association_id = $3 AND n.posted_form IS NOT NULL",
        id,
        need_id,
        association_id
    )?;
    Ok(found.is_some())
}
