//! Addresses that want nothing more of what an association writes of its own accord.

use super::{Db, StoreError, Tx, dialect, execute, row, scalar};

const SELECT: &str = "SELECT u.at FROM sign_ups s JOIN needs n ON n.id = s.need_id
    JOIN unsubscribed u ON u.association_id = n.association_id AND u.email_key = s.email_key WHERE s.id = $1";
const AMONG: (&str, &str) = dialect::among!(
    "SELECT COUNT(*) FROM sign_ups s JOIN needs n ON n.id = s.need_id
        JOIN unsubscribed u ON u.association_id = n.association_id AND u.email_key = s.email_key WHERE s.id IN ",
    "$1",
    ""
);

/// The address of a sign-up wants no more of its association's mails.
///
/// # Errors
/// When the database fails.
pub async fn add(tx: &mut Tx, sign_up_id: i64, now: i64) -> Result<(), StoreError> {
    execute!(
        tx,
        "INSERT INTO unsubscribed (association_id, email_key, at)
         SELECT n.association_id, s.email_key, $1 FROM sign_ups s JOIN needs n ON n.id = s.need_id WHERE s.id = $2
         ON CONFLICT (association_id, email_key) DO NOTHING",
        now,
        sign_up_id
    )?;
    Ok(())
}

/// It wants them again.
///
/// # Errors
/// When the database fails.
pub async fn remove(tx: &mut Tx, sign_up_id: i64) -> Result<(), StoreError> {
    execute!(
        tx,
        "DELETE FROM unsubscribed WHERE EXISTS (SELECT 1 FROM sign_ups s JOIN needs n ON n.id = s.need_id
            WHERE s.id = $1 AND n.association_id = unsubscribed.association_id
                AND s.email_key = unsubscribed.email_key)",
        sign_up_id
    )?;
    Ok(())
}

/// Nothing stays of an address once the last of its sign-ups with an association goes, which is this one.
///
/// # Errors
/// When the database fails.
pub async fn forget_last(tx: &mut Tx, sign_up_id: i64) -> Result<(), StoreError> {
    execute!(
        tx,
        "DELETE FROM unsubscribed WHERE EXISTS (SELECT 1 FROM sign_ups s JOIN needs n ON n.id = s.need_id
            WHERE s.id = $1 AND n.association_id = unsubscribed.association_id
                AND s.email_key = unsubscribed.email_key
                AND NOT EXISTS (SELECT 1 FROM sign_ups o JOIN needs m ON m.id = o.need_id
                    WHERE o.email_key = s.email_key AND m.association_id = n.association_id AND o.id <> s.id))",
        sign_up_id
    )?;
    Ok(())
}

/// Whether the address of a sign-up wants no more.
///
/// # Errors
/// When the database fails.
pub async fn is(db: &Db, sign_up_id: i64) -> Result<bool, StoreError> {
    Ok(row!(db, (i64,), SELECT, sign_up_id)?.is_some())
}

/// How many of these sign-ups are of addresses that want no more.
///
/// # Errors
/// When the database fails.
pub async fn among(db: &Db, sign_ups: &[i64]) -> Result<i64, StoreError> {
    let list = dialect::ids(sign_ups);
    scalar!(db, dialect::pick(db, AMONG), list)
}
