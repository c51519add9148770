//! Invitations to act for an association, mailed as links that work once and for two weeks.

use super::{Db, StoreError, Tx, execute, links::Token, row, rows, tx_row};
use app::domain::{Lang, association::Role, email::Email};

/// How long an invitation works, in seconds: 14 days.
pub const LIFE: i64 = 14 * 86_400;

/// An invitation to be.
#[derive(Clone, Debug)]
pub struct NewInvitation<'a> {
    /// To act for which association.
    pub association_id: i64,
    /// Who is invited.
    pub email: &'a Email,
    /// As what.
    pub role: Role,
    /// The language that it is written in.
    pub lang: Lang,
    /// By whom.
    pub invited_by: i64,
}

/// Adds an invitation. Those that the same person had to the same association stop working.
///
/// # Errors
/// When the database fails.
pub async fn add(tx: &mut Tx, token: &Token, new: &NewInvitation<'_>, now: i64) -> Result<(), StoreError> {
    execute!(
        tx,
        "DELETE FROM invitations WHERE association_id = $1 AND email_key = $2 AND used_at IS NULL",
        new.association_id,
        new.email.key()
    )?;
    execute!(
        tx,
        "INSERT INTO invitations (hash, association_id, email_key, email, role, lang, invited_by, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        token.hash().as_slice(),
        new.association_id,
        new.email.key(),
        new.email.as_str(),
        new.role.code(),
        new.lang.code(),
        new.invited_by,
        now
    )?;
    Ok(())
}

/// An invitation that nobody has taken up yet, as the team sees it.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct OpenInvitation {
    /// Its id.
    pub id: i64,
    /// Who is invited.
    pub email: String,
    /// Code of the role.
    pub role: String,
    /// When, epoch seconds.
    pub created_at: i64,
}

/// The invitations of an association that still work, the last first.
///
/// # Errors
/// When the database fails.
pub async fn open_of(db: &Db, association_id: i64, now: i64) -> Result<Vec<OpenInvitation>, StoreError> {
    rows!(
        db,
        OpenInvitation,
        "SELECT id, email, role, created_at FROM invitations
         WHERE association_id = $1 AND used_at IS NULL AND created_at > $2 ORDER BY id DESC LIMIT 100",
        association_id,
        now - LIFE
    )
}

/// Takes an invitation back; `false` if the association has no such one any more.
///
/// # Errors
/// When the database fails.
pub async fn withdraw(tx: &mut Tx, association_id: i64, id: i64) -> Result<bool, StoreError> {
    let gone = execute!(
        tx,
        "DELETE FROM invitations WHERE id = $1 AND association_id = $2 AND used_at IS NULL",
        id,
        association_id
    )?;
    Ok(gone == 1)
}

/// What the page behind an invitation's link shows.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct ShownInvitation {
    /// Who is invited.
    pub email: String,
    /// Code of the role.
    pub role: String,
    /// Name of the association.
    pub association: String,
    /// Name or address of who invites; nobody for one who is gone.
    pub inviter: Option<String>,
}

/// The invitation behind a link, if it still works. Looking doesn't use it up.
///
/// # Errors
/// When the database fails.
pub async fn look(db: &Db, token: &Token, now: i64) -> Result<Option<ShownInvitation>, StoreError> {
    row!(
        db,
        ShownInvitation,
        "SELECT i.email, i.role, a.name AS association, CASE WHEN c.name = '' THEN c.email ELSE c.name END AS inviter
         FROM invitations i JOIN associations a ON a.id = i.association_id
            LEFT JOIN coordinators c ON c.id = i.invited_by
         WHERE i.hash = $1 AND i.created_at > $2 AND i.used_at IS NULL",
        token.hash().as_slice(),
        now - LIFE
    )
}

/// An invitation that was just taken up.
#[derive(Clone, sqlx::FromRow)]
pub struct Accepted {
    /// To act for which association.
    pub association_id: i64,
    /// Who was invited.
    pub email: String,
    /// Code of the role.
    pub role: String,
    /// Code of the language that it was written in.
    pub lang: String,
}

/// Uses an invitation up; `None` if it was already, or doesn't work any more.
///
/// # Errors
/// When the database fails.
pub async fn accept(tx: &mut Tx, token: &Token, now: i64) -> Result<Option<Accepted>, StoreError> {
    tx_row!(
        tx,
        Accepted,
        "UPDATE invitations SET used_at = $1 WHERE hash = $2 AND created_at > $3 AND used_at IS NULL
         RETURNING association_id, email, role, lang",
        now,
        token.hash().as_slice(),
        now - LIFE
    )
}

/// Forgets invitations that work no more.
///
/// # Errors
/// When the database fails.
pub async fn forget(db: &Db, now: i64) -> Result<(), StoreError> {
    let mut tx = db.begin().await?;
    execute!(&mut tx, "DELETE FROM invitations WHERE created_at < $1", now - LIFE)?;
    tx.commit().await
}
