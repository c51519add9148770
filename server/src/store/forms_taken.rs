//! Forms that were taken: one that comes a second time, by a button pressed twice, counts once.

use super::{Db, StoreError, Tx, execute};

/// How long a form is remembered, in seconds: two days.
const LIFE: i64 = 2 * 86_400;

/// Remembers a form; `false` if the association sent the very same before. Of two that come at once, the second waits
/// for the first.
///
/// # Errors
/// When the database fails.
pub async fn take(tx: &mut Tx, association_id: i64, form: &str, now: i64) -> Result<bool, StoreError> {
    let new = execute!(
        tx,
        "INSERT INTO forms_taken (association_id, form, taken_at) VALUES ($1, $2, $3)
         ON CONFLICT (association_id, form) DO NOTHING",
        association_id,
        form,
        now
    )?;
    Ok(new == 1)
}

/// Forgets those that nobody sends any more.
///
/// # Errors
/// When the database fails.
pub async fn forget(db: &Db, now: i64) -> Result<(), StoreError> {
    let mut tx = db.begin().await?;
    execute!(&mut tx, "DELETE FROM forms_taken WHERE taken_at < $1", now - LIFE)?;
    tx.commit().await
}
