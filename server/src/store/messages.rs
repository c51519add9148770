//! Prepared messages that an association changed or added; the portal's own are in the program.

use super::{Db, StoreError, Tx, execute, rows, tx_rows};

/// A message of an association.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct MessageRow {
    /// Its id.
    pub id: i64,
    /// What it is for: one of the portal's own names where it stands in its place.
    pub name: String,
    /// With merge fields.
    pub subject: String,
    /// With merge fields.
    pub body: String,
}

const SELECT: &str =
    "SELECT id, name, subject, body FROM messages WHERE association_id = $1 ORDER BY name, id";

/// The messages of an association, by name.
///
/// # Errors
/// When the database fails.
pub async fn of(db: &Db, association_id: i64) -> Result<Vec<MessageRow>, StoreError> {
    rows!(db, MessageRow, SELECT, association_id)
}

/// The same inside a transaction.
///
/// # Errors
/// When the database fails.
pub async fn in_tx(tx: &mut Tx, association_id: i64) -> Result<Vec<MessageRow>, StoreError> {
    tx_rows!(tx, MessageRow, SELECT, association_id)
}

/// Keeps a message under its name, in place of what was called so.
///
/// # Errors
/// When the database fails.
pub async fn put(
    tx: &mut Tx,
    association_id: i64,
    (name, subject, body): (&str, &str, &str),
    now: i64,
) -> Result<(), StoreError> {
    execute!(
        tx,
        "INSERT INTO messages (association_id, name, subject, body, changed_at) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (association_id, name) DO UPDATE SET subject = excluded.subject, body = excluded.body,
            changed_at = excluded.changed_at",
        association_id,
        name,
        subject,
        body,
        now
    )?;
    Ok(())
}

/// Calls a message something else; `false` if there is none, or another is called so.
///
/// # Errors
/// When the database fails.
pub async fn rename(tx: &mut Tx, association_id: i64, id: i64, name: &str) -> Result<bool, StoreError> {
    let renamed = execute!(
        tx,
        "UPDATE messages SET name = $1 WHERE id = $2 AND association_id = $3
            AND NOT EXISTS (SELECT 1 FROM messages o WHERE o.association_id = $3 AND o.name = $1 AND o.id <> $2)",
        name,
        id,
        association_id
    )?;
    Ok(renamed == 1)
}

/// Deletes a message by its name; `false` if there was none.
///
/// # Errors
/// When the database fails.
pub async fn forget(tx: &mut Tx, association_id: i64, name: &str) -> Result<bool, StoreError> {
    let gone =
        execute!(tx, "DELETE FROM messages WHERE association_id = $1 AND name = $2", association_id, name)?;
    Ok(gone == 1)
}
