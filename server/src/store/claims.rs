//! Claims: links by which somebody who belongs to an association that came by a feed becomes its owner.

use super::{Db, StoreError, Tx, execute, links::Token, row, scalar, tx_row, tx_scalar};
use app::domain::{Lang, email::Email};

/// How long a link works, in seconds: 24 hours.
pub const LIFE: i64 = 24 * 3600;

/// Whether an association came by a feed and nobody acts for it.
///
/// # Errors
/// When the database fails.
pub async fn is_open(db: &Db, association_id: i64) -> Result<bool, StoreError> {
    let found: i64 = scalar!(
        db,
        "SELECT COUNT(*) FROM associations a WHERE a.id = $1 AND a.feed_id IS NOT NULL
            AND NOT EXISTS (SELECT 1 FROM members m WHERE m.association_id = a.id)",
        association_id
    )?;
    Ok(found == 1)
}

/// The same inside a transaction, which should hold the association's lock.
///
/// # Errors
/// When the database fails.
pub async fn is_still_open(tx: &mut Tx, association_id: i64) -> Result<bool, StoreError> {
    let found: i64 = tx_scalar!(
        tx,
        "SELECT COUNT(*) FROM associations a WHERE a.id = $1 AND a.feed_id IS NOT NULL
            AND NOT EXISTS (SELECT 1 FROM members m WHERE m.association_id = a.id)",
        association_id
    )?;
    Ok(found == 1)
}

/// Adds a link. Those that the same address had for the same association stop working.
///
/// # Errors
/// When the database fails.
pub async fn add(
    tx: &mut Tx,
    token: &Token,
    association_id: i64,
    email: &Email,
    lang: Lang,
    now: i64,
) -> Result<(), StoreError> {
    execute!(
        tx,
        "DELETE FROM claims WHERE association_id = $1 AND email_key = $2 AND used_at IS NULL",
        association_id,
        email.key()
    )?;
    execute!(
        tx,
        "INSERT INTO claims (hash, association_id, email_key, email, lang, created_at)
         VALUES ($1, $2, $3, $4, $5, $6)",
        token.hash().as_slice(),
        association_id,
        email.key(),
        email.as_str(),
        lang.code(),
        now
    )?;
    Ok(())
}

/// What the page behind a link shows.
#[derive(Clone, sqlx::FromRow)]
pub struct ShownClaim {
    /// Who claims.
    pub email: String,
    /// Name of the association.
    pub association: String,
}

/// The claim behind a link, if it still works. Looking doesn't use it up.
///
/// # Errors
/// When the database fails.
pub async fn look(db: &Db, token: &Token, now: i64) -> Result<Option<ShownClaim>, StoreError> {
    row!(
        db,
        ShownClaim,
        "SELECT c.email, a.name AS association FROM claims c JOIN associations a ON a.id = c.association_id
         WHERE c.hash = $1 AND c.created_at > $2 AND c.used_at IS NULL
            AND NOT EXISTS (SELECT 1 FROM members m WHERE m.association_id = a.id)",
        token.hash().as_slice(),
        now - LIFE
    )
}

/// A claim that was just made good.
#[derive(Clone, sqlx::FromRow)]
pub struct Claim {
    /// Which association.
    pub association_id: i64,
    /// Who claims.
    pub email: String,
    /// Code of the language that it was asked in.
    pub lang: String,
}

/// Uses the link up; `None` if it was already, or doesn't work any more.
///
/// # Errors
/// When the database fails.
pub async fn use_up(tx: &mut Tx, token: &Token, now: i64) -> Result<Option<Claim>, StoreError> {
    tx_row!(
        tx,
        Claim,
        "UPDATE claims SET used_at = $1 WHERE hash = $2 AND created_at > $3 AND used_at IS NULL
         RETURNING association_id, email, lang",
        now,
        token.hash().as_slice(),
        now - LIFE
    )
}

/// An association that nobody could write to is written to at this address, which has proven itself.
///
/// # Errors
/// When the database fails.
pub async fn be_written_to(tx: &mut Tx, association_id: i64, email: &Email) -> Result<(), StoreError> {
    execute!(
        tx,
        "UPDATE associations SET contact_email = $1 WHERE id = $2 AND COALESCE(contact_email, '') = ''",
        email.as_str(),
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
    execute!(&mut tx, "DELETE FROM claims WHERE created_at <= $1", now - LIFE)?;
    tx.commit().await
}
