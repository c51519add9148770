//! Who counts on a need, before it changes or closes.

use super::{StoreError, Tx, tx_rows};

/// Somebody who is in for a need to come, and what they count on.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct CountsOn {
    /// Their sign-up.
    pub sign_up_id: i64,
    /// When it begins, if dated.
    pub starts_at: Option<i64>,
    /// When it ends, if known.
    pub ends_at: Option<i64>,
    /// Where, on a line.
    pub place: String,
}

/// All of them: who holds a place in a slot that hasn't begun, or waits for one.
///
/// # Errors
/// When the database fails.
pub async fn counting_on(tx: &mut Tx, need_id: i64, now: i64) -> Result<Vec<CountsOn>, StoreError> {
    tx_rows!(
        tx,
        CountsOn,
        "SELECT u.id AS sign_up_id, s.starts_at, s.ends_at, COALESCE(a.street || ', ' || a.city, '') AS place
         FROM sign_ups u JOIN slots s ON s.id = u.slot_id
         LEFT JOIN need_addresses a ON a.need_id = u.need_id AND a.position = 0
         WHERE u.need_id = $1 AND u.state IN ('unconfirmed', 'confirmed', 'offered', 'waiting')
             AND (s.starts_at IS NULL OR s.starts_at > $2)
         ORDER BY u.id",
        need_id,
        now
    )
}
