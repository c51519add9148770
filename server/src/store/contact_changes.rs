//! Contact addresses that wait for the click which proves them. What a link carries is never stored, only its SHA-256.

use super::{Db, StoreError, Tx, execute, links::Token, row, tx_row};
use app::domain::{Lang, email::Email};

/// How long a link works, in seconds: 24 hours.
pub const LIFE: i64 = 24 * 3600;

/// Adds a link; one that the association had before stops working.
///
/// # Errors
/// When the database fails.
pub async fn ask(
    tx: &mut Tx,
    token: &Token,
    (association_id, asked_by): (i64, i64),
    email: &Email,
    lang: Lang,
    now: i64,
) -> Result<(), StoreError> {
    execute!(
        tx,
        "INSERT INTO contact_changes (association_id, hash, email, lang, asked_by, created_at)
         VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (association_id) DO UPDATE SET hash = excluded.hash, email = excluded.email,
            lang = excluded.lang, asked_by = excluded.asked_by, created_at = excluded.created_at",
        association_id,
        token.hash().as_slice(),
        email.as_str(),
        lang.code(),
        asked_by,
        now
    )?;
    Ok(())
}

/// The address that an association waits for.
///
/// # Errors
/// When the database fails.
pub async fn waiting(db: &Db, association_id: i64, now: i64) -> Result<Option<String>, StoreError> {
    let found = row!(
        db,
        (String,),
        "SELECT email FROM contact_changes WHERE association_id = $1 AND created_at > $2",
        association_id,
        now - LIFE
    )?;
    Ok(found.map(|(email,)| email))
}

/// The old address stays after all.
///
/// # Errors
/// When the database fails.
pub async fn give_up(tx: &mut Tx, association_id: i64) -> Result<(), StoreError> {
    execute!(tx, "DELETE FROM contact_changes WHERE association_id = $1", association_id)?;
    Ok(())
}

/// A change of the contact address.
#[derive(Clone, sqlx::FromRow)]
pub struct ContactChange {
    /// Whose.
    pub association_id: i64,
    /// Name of the association.
    pub association: String,
    /// The address until now.
    pub old: Option<String>,
    /// The address to be.
    pub email: String,
    /// Code of the language that it was asked in.
    pub lang: String,
    /// The owner who asked.
    pub asked_by: i64,
    /// Their name or address.
    pub asker: String,
}

/// Only what somebody asked who is an owner still.
macro_rules! change {
    () => {
        "SELECT p.association_id, a.name AS association, a.contact_email AS old, p.email, p.lang, m.coordinator_id AS asked_by,
            CASE WHEN c.name = '' THEN c.email ELSE c.name END AS asker
         FROM contact_changes p JOIN associations a ON a.id = p.association_id
            JOIN members m ON m.association_id = p.association_id AND m.coordinator_id = p.asked_by AND m.role = 'owner'
            JOIN coordinators c ON c.id = p.asked_by
         WHERE p.hash = $1 AND p.created_at > $2"
    };
}

/// The change behind a link, if it still works. Looking doesn't use it up.
///
/// # Errors
/// When the database fails.
pub async fn look(db: &Db, token: &Token, now: i64) -> Result<Option<ContactChange>, StoreError> {
    row!(db, ContactChange, change!(), token.hash().as_slice(), now - LIFE)
}

/// Makes the change behind a link and uses it up; `None` if it was already, or doesn't work any more.
///
/// # Errors
/// When the database fails.
pub async fn make(tx: &mut Tx, token: &Token, now: i64) -> Result<Option<ContactChange>, StoreError> {
    let Some(change) = tx_row!(tx, ContactChange, change!(), token.hash().as_slice(), now - LIFE)? else {
        return Ok(None);
    };
    // Of two clicks at once, one finds it still there.
    let used = execute!(tx, "DELETE FROM contact_changes WHERE hash = $1", token.hash().as_slice())?;
    if used == 0 {
        return Ok(None);
    }
    set(tx, change.association_id, &change.email).await?;
    Ok(Some(change))
}

/// An association is written to at this address, which has proven itself. Whoever has the entry open sees it when they
/// save.
///
/// # Errors
/// When the database fails.
pub async fn set(tx: &mut Tx, association_id: i64, email: &str) -> Result<(), StoreError> {
    execute!(
        tx,
        "UPDATE associations SET contact_email = $1, entry_version = entry_version + 1 WHERE id = $2",
        email,
        association_id
    )?;
    Ok(())
}

/// Forgets links that don't work any more.
///
/// # Errors
/// When the database fails.
pub async fn forget(db: &Db, now: i64) -> Result<(), StoreError> {
    let mut tx = db.begin().await?;
    execute!(&mut tx, "DELETE FROM contact_changes WHERE created_at <= $1", now - LIFE)?;
    tx.commit().await
}
