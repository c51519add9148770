//! The dated slots of needs that calendars show.

use super::{
    Db, StoreError,
    dialect::{among, ids as listed, pick},
    rows,
};

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

const SLOTS: (&str, &str) = among!(
    "SELECT id, need_id, starts_at, ends_at FROM slots WHERE capacity > 0 AND starts_at > $2 AND need_id IN ",
    "$1",
    " ORDER BY starts_at, id"
);

/// The dated slots of these needs that begin after `now`, in order of time.
///
/// # Errors
/// When the database fails.
pub async fn of(db: &Db, needs: &[i64], now: i64) -> Result<Vec<ComingSlot>, StoreError> {
    rows!(db, ComingSlot, pick(db, SLOTS), listed(needs), now)
}
