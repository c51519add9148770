//! The slots of needs that come from a feed, written.

use super::{StoreError, Tx, execute, tx_rows};

/// A shift to have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct SlotToPut {
    /// Epoch seconds, if dated.
    pub starts_at: Option<i64>,
    /// Epoch seconds, if known.
    pub ends_at: Option<i64>,
    /// People wanted.
    pub capacity: i64,
}

/// Adds a slot.
///
/// # Errors
/// When the database fails.
pub(super) async fn add_slot(tx: &mut Tx, need_id: i64, slot: SlotToPut) -> Result<(), StoreError> {
    execute!(
        tx,
        "INSERT INTO slots (need_id, starts_at, ends_at, capacity) VALUES ($1, $2, $3, $4)",
        need_id,
        slot.starts_at,
        slot.ends_at,
        slot.capacity
    )?;
    Ok(())
}

/// Makes a need's slots those `wanted`. One that people hold places in keeps them, even where fewer are
/// wanted now; one that nobody ever signed up for goes.
///
/// # Errors
/// When the database fails.
pub(super) async fn match_slots(tx: &mut Tx, need_id: i64, wanted: &[SlotToPut]) -> Result<(), StoreError> {
    let mut known: Vec<(i64, Option<i64>)> = tx_rows!(
        tx,
        (i64, Option<i64>),
        "SELECT id, starts_at FROM slots WHERE need_id = $1 ORDER BY id",
        need_id
    )?;
    for slot in wanted {
        let Some(index) = known.iter().position(|(_, starts_at)| *starts_at == slot.starts_at) else {
            add_slot(tx, need_id, *slot).await?;
            continue;
        };
        let (id, _) = known.swap_remove(index);
        execute!(
            tx,
            "UPDATE slots SET ends_at = $1, capacity = CASE WHEN taken > $2 THEN taken ELSE $3 END WHERE id = $4",
            slot.ends_at,
            slot.capacity,
            slot.capacity,
            id
        )?;
    }
    for (id, _) in known {
        execute!(
            tx,
            "DELETE FROM slots WHERE id = $1 AND NOT EXISTS (SELECT 1 FROM sign_ups WHERE sign_ups.slot_id = slots.id)",
            id
        )?;
    }
    Ok(())
}
