//! What coordinators typed into a need that is posted and haven't saved yet. Each has their own: nobody overwrites what
//! another types, nor finds it as their own.

use super::{Db, StoreError, Tx, execute, row, rows};

/// A draft.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct ChangeDraft {
    /// The need that it changes.
    pub need_id: i64,
    /// What was typed, as JSON.
    pub form: String,
    /// When it was last kept, epoch seconds.
    pub updated_at: i64,
}

/// Most that a list shows.
const SHOWN: i64 = 100;

/// Those of one coordinator for the needs of an association, the last kept first.
///
/// # Errors
/// When the database fails.
pub async fn of(db: &Db, association_id: i64, coordinator_id: i64) -> Result<Vec<ChangeDraft>, StoreError> {
    rows!(
        db,
        ChangeDraft,
        "SELECT d.need_id, d.form, d.updated_at FROM change_drafts d JOIN needs n ON n.id = d.need_id
         WHERE n.association_id = $1 AND d.coordinator_id = $2 ORDER BY d.updated_at DESC, d.need_id DESC LIMIT $3",
        association_id,
        coordinator_id,
        SHOWN
    )
}

/// That of one need.
///
/// # Errors
/// When the database fails.
pub async fn draft(db: &Db, need_id: i64, coordinator_id: i64) -> Result<Option<ChangeDraft>, StoreError> {
    row!(
        db,
        ChangeDraft,
        "SELECT need_id, form, updated_at FROM change_drafts WHERE need_id = $1 AND coordinator_id = $2",
        need_id,
        coordinator_id
    )
}

/// Keeps one.
///
/// # Errors
/// When the database fails.
pub async fn keep(
    tx: &mut Tx,
    need_id: i64,
    coordinator_id: i64,
    form: &str,
    now: i64,
) -> Result<(), StoreError> {
    execute!(
        tx,
        "INSERT INTO change_drafts (need_id, coordinator_id, form, updated_at) VALUES ($1, $2, $3, $4)
         ON CONFLICT (need_id, coordinator_id) DO UPDATE SET form = excluded.form, updated_at = excluded.updated_at",
        need_id,
        coordinator_id,
        form,
        now
    )?;
    Ok(())
}

/// Drops one that was saved or given up.
///
/// # Errors
/// When the database fails.
pub async fn forget(tx: &mut Tx, need_id: i64, coordinator_id: i64) -> Result<(), StoreError> {
    execute!(
        tx,
        "DELETE FROM change_drafts WHERE need_id = $1 AND coordinator_id = $2",
        need_id,
        coordinator_id
    )?;
    Ok(())
}
