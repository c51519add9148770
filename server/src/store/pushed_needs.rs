//! What an association's own program calls the needs that it pushes.

use super::{Db, StoreError, Tx, execute, row, tx_row};

/// The need that an association's program calls so.
///
/// # Errors
/// When the database fails.
pub async fn need(db: &Db, association_id: i64, external_id: &str) -> Result<Option<i64>, StoreError> {
    let found = row!(
        db,
        (i64,),
        "SELECT need_id FROM pushed_needs WHERE association_id = $1 AND external_id = $2",
        association_id,
        external_id
    )?;
    Ok(found.map(|(id,)| id))
}

/// The same, inside a transaction.
///
/// # Errors
/// When the database fails.
pub async fn in_tx(tx: &mut Tx, association_id: i64, external_id: &str) -> Result<Option<i64>, StoreError> {
    let found = tx_row!(
        tx,
        (i64,),
        "SELECT need_id FROM pushed_needs WHERE association_id = $1 AND external_id = $2",
        association_id,
        external_id
    )?;
    Ok(found.map(|(id,)| id))
}

/// Remembers what a need is called.
///
/// # Errors
/// When the database fails, or something is called so already.
pub async fn add(tx: &mut Tx, association_id: i64, external_id: &str, need: i64) -> Result<(), StoreError> {
    execute!(
        tx,
        "INSERT INTO pushed_needs (association_id, external_id, need_id) VALUES ($1, $2, $3)",
        association_id,
        external_id,
        need
    )?;
    Ok(())
}

/// Forgets what a need was called: what is called so later is another.
///
/// # Errors
/// When the database fails.
pub async fn forget(tx: &mut Tx, association_id: i64, external_id: &str) -> Result<(), StoreError> {
    execute!(
        tx,
        "DELETE FROM pushed_needs WHERE association_id = $1 AND external_id = $2",
        association_id,
        external_id
    )?;
    Ok(())
}
