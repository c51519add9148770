//! What all who write needs share, whether they come from a feed or are posted.

use crate::{
    local_time::day_number,
    store::{StoreError, Tx, execute, tx_scalar},
};
use app::domain::need::Address;
use jiff::civil::Date;

/// Takes `count` revisions in one go; answers the first. The row stays locked until the transaction ends.
///
/// # Errors
/// When the database fails.
pub async fn take_revisions(tx: &mut Tx, count: usize) -> Result<i64, StoreError> {
    let count = i64::try_from(count).unwrap_or(i64::MAX);
    let last: i64 =
        tx_scalar!(tx, "UPDATE need_revision SET last = last + $1 WHERE id = 1 RETURNING last", count)?;
    Ok(last - count + 1)
}

/// Nobody else changes needs, nor what their associations say beside them, until the transaction ends. Whoever locks an
/// association as well locks it after this: who did it the other way round and an import would wait for each other.
///
/// # Errors
/// When the database fails.
pub async fn hold_revisions(tx: &mut Tx) -> Result<(), StoreError> {
    take_revisions(tx, 0).await?;
    Ok(())
}

/// Puts a need in these places, and no others.
///
/// # Errors
/// When the database fails.
pub(in crate::store) async fn put_addresses(
    tx: &mut Tx,
    id: i64,
    addresses: &[Address],
) -> Result<(), StoreError> {
    execute!(tx, "DELETE FROM need_addresses WHERE need_id = $1", id)?;
    for (position, address) in (0_i64..).zip(addresses) {
        execute!(
            tx,
            "INSERT INTO need_addresses (need_id, position, street, postcode, city, insee, department_code, lat, lon)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
            id,
            position,
            &address.street,
            &address.postcode,
            &address.city,
            &address.insee,
            &address.department_code,
            address.point.lat,
            address.point.lon
        )?;
    }
    Ok(())
}

/// A day as it is stored.
pub(in crate::store) fn stored(day: Option<Date>) -> Option<i64> {
    day.map(|day| i64::from(day_number(day)))
}
