//! What feeds say besides the needs themselves: when each came and changed, and its slots to come.

use super::{
    Db, StoreError,
    dialect::{among, ids as listed, pick},
    rows,
};
use std::collections::HashMap;

/// When a need came and changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Change {
    /// The need.
    pub id: i64,
    /// Epoch seconds.
    pub posted_at: i64,
    /// Epoch seconds.
    pub updated_at: i64,
    /// How often it was changed by hand.
    pub version: i64,
}

/// A dated slot to come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct ComingSlot {
    /// Its id.
    pub id: i64,
    /// Its need's.
    pub need_id: i64,
    /// Epoch seconds.
    pub starts_at: i64,
    /// Epoch seconds, where known.
    pub ends_at: Option<i64>,
}

const CHANGES: (&str, &str) =
    among!("SELECT id, posted_at, updated_at, version FROM needs WHERE id IN ", "$1", "");
const SLOTS: (&str, &str) = among!(
    "SELECT id, need_id, starts_at, ends_at FROM slots WHERE capacity > 0 AND starts_at > $2 AND need_id IN ",
    "$1",
    " ORDER BY starts_at, id"
);

/// When these needs came and changed, by id.
///
/// # Errors
/// When the database fails.
pub async fn of(db: &Db, needs: &[i64]) -> Result<HashMap<i64, Change>, StoreError> {
    let changes = rows!(db, Change, pick(db, CHANGES), listed(needs))?;
    Ok(changes.into_iter().map(|change| (change.id, change)).collect())
}

/// The dated slots of these needs that begin after `now`, in order of time.
///
/// # Errors
/// When the database fails.
pub async fn coming_slots(db: &Db, needs: &[i64], now: i64) -> Result<Vec<ComingSlot>, StoreError> {
    rows!(db, ComingSlot, pick(db, SLOTS), listed(needs), now)
}
