//! Links by mail that let somebody in, once and for a quarter of an hour.

use super::{Db, StoreError, Tx, execute, links::Token, row, tx_row};

/// How long a link lets in, in seconds: 15 minutes.
pub const LIFE: i64 = 15 * 60;

/// Whom a link lets in, and where to.
#[derive(Clone, sqlx::FromRow)]
pub struct SignInLink {
    /// The address that it was mailed to.
    pub email: String,
    /// Code of the language that it was asked in.
    pub lang: String,
    /// Where to go on, an address of this portal.
    pub next: String,
    /// An association to be entered, as JSON.
    pub registration: Option<String>,
    /// Whether the page behind it was opened before, by a person or by a mail scanner.
    pub opened_at: Option<i64>,
}

/// Adds a link.
///
/// # Errors
/// When the database fails.
pub async fn add(tx: &mut Tx, token: &Token, link: &SignInLink, now: i64) -> Result<(), StoreError> {
    execute!(
        tx,
        "INSERT INTO sign_in_links (hash, email, lang, next, registration, created_at)
         VALUES ($1, $2, $3, $4, $5, $6)",
        token.hash().as_slice(),
        &link.email,
        &link.lang,
        &link.next,
        &link.registration,
        now
    )?;
    Ok(())
}

/// The link, if it still lets in. Looking doesn't use it up.
///
/// # Errors
/// When the database fails.
pub async fn look(db: &Db, token: &Token, now: i64) -> Result<Option<SignInLink>, StoreError> {
    row!(
        db,
        SignInLink,
        "SELECT email, lang, next, registration, opened_at FROM sign_in_links
         WHERE hash = $1 AND created_at > $2 AND used_at IS NULL",
        token.hash().as_slice(),
        now - LIFE
    )
}

/// Notes that the page behind the link was opened, the first time.
///
/// # Errors
/// When the database fails.
pub async fn note_opened(db: &Db, token: &Token, now: i64) -> Result<(), StoreError> {
    let mut tx = db.begin().await?;
    execute!(
        &mut tx,
        "UPDATE sign_in_links SET opened_at = $1 WHERE hash = $2 AND opened_at IS NULL",
        now,
        token.hash().as_slice()
    )?;
    tx.commit().await
}

/// Uses the link up; `None` if it was already, or doesn't let in any more.
///
/// # Errors
/// When the database fails.
pub async fn use_up(tx: &mut Tx, token: &Token, now: i64) -> Result<Option<SignInLink>, StoreError> {
    tx_row!(
        tx,
        SignInLink,
        "UPDATE sign_in_links SET used_at = $1 WHERE hash = $2 AND created_at > $3 AND used_at IS NULL
         RETURNING email, lang, next, registration, opened_at",
        now,
        token.hash().as_slice(),
        now - LIFE
    )
}

/// Forgets links that let nobody in any more.
///
/// # Errors
/// When the database fails.
pub async fn forget(db: &Db, now: i64) -> Result<(), StoreError> {
    let mut tx = db.begin().await?;
    execute!(&mut tx, "DELETE FROM sign_in_links WHERE created_at < $1", now - LIFE)?;
    tx.commit().await
}
