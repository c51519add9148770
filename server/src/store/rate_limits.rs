//! Counters of the rate limits, shared by all servers. What is counted is only known by a keyed hash.

use super::{Db, StoreError, Tx, execute, tx_scalar};

/// Counts one more hit in `bucket`, whose window began at `window_start`; answers how many there are now.
///
/// # Errors
/// When the database fails.
pub async fn hit(tx: &mut Tx, bucket: &[u8], window_start: i64) -> Result<i64, StoreError> {
    tx_scalar!(
        tx,
        "INSERT INTO rate_limits (bucket, window_start, hits) VALUES ($1, $2, 1)
         ON CONFLICT (bucket) DO UPDATE SET hits = rate_limits.hits + 1 RETURNING hits",
        bucket,
        window_start
    )
}

/// Deletes the counters of windows that began before `before`; answers how many.
///
/// # Errors
/// When the database fails.
pub async fn forget(db: &Db, before: i64) -> Result<u64, StoreError> {
    let mut tx = db.begin().await?;
    let gone = execute!(&mut tx, "DELETE FROM rate_limits WHERE window_start < $1", before)?;
    tx.commit().await?;
    Ok(gone)
}
