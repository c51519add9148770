//! Changes to who acts for an association. An association always keeps an owner.

use super::{Db, StoreError, Tx, execute, members, rows, tx_row};
use app::domain::association::Role;

/// A member as the team sees them.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct MemberRow {
    /// The person's id.
    pub id: i64,
    /// The name they are shown by; may be empty.
    pub name: String,
    /// Their address.
    pub email: String,
    /// Code of their role.
    pub role: String,
}

/// Everybody who acts for an association, owners first.
///
/// # Errors
/// When the database fails.
pub async fn all_of(db: &Db, association_id: i64) -> Result<Vec<MemberRow>, StoreError> {
    rows!(
        db,
        MemberRow,
        "SELECT c.id, c.name, c.email, m.role FROM members m JOIN coordinators c ON c.id = m.coordinator_id
         WHERE m.association_id = $1
         ORDER BY CASE m.role WHEN 'owner' THEN 0 WHEN 'coordinator' THEN 1 ELSE 2 END, m.joined_at, c.id",
        association_id
    )
}

/// What became of a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Changed {
    /// It is done.
    Done,
    /// Nobody of that id acts for the association.
    NotThere,
    /// It would have left the association without an owner.
    LastOwner,
}

/// Until the end of the transaction, nobody else changes who acts for this association: two owners who leave at once
/// leave one after the other.
///
/// # Errors
/// When the database fails.
pub async fn lock(tx: &mut Tx, association_id: i64) -> Result<(), StoreError> {
    // An update that changes nothing locks the row in both databases alike.
    execute!(tx, "UPDATE associations SET slug = slug WHERE id = $1", association_id)?;
    Ok(())
}

/// As what a person acts for an association, inside a transaction.
///
/// # Errors
/// When the database fails.
pub async fn role(tx: &mut Tx, association_id: i64, coordinator_id: i64) -> Result<Option<Role>, StoreError> {
    let found = tx_row!(
        tx,
        (String,),
        "SELECT role FROM members WHERE association_id = $1 AND coordinator_id = $2",
        association_id,
        coordinator_id
    )?;
    Ok(found.and_then(|(code,)| Role::from_code(&code)))
}

/// Whether somebody with this address acts for an association.
///
/// # Errors
/// When the database fails.
pub async fn has(tx: &mut Tx, association_id: i64, email_key: &str) -> Result<bool, StoreError> {
    let found = tx_row!(
        tx,
        (i64,),
        "SELECT c.id FROM members m JOIN coordinators c ON c.id = m.coordinator_id
         WHERE m.association_id = $1 AND c.email_key = $2",
        association_id,
        email_key
    )?;
    Ok(found.is_some())
}

/// Gives a member another role. After [`lock`].
///
/// # Errors
/// When the database fails.
pub async fn set_role(
    tx: &mut Tx,
    association_id: i64,
    coordinator_id: i64,
    new: Role,
    now: i64,
) -> Result<Changed, StoreError> {
    let Some(old) = role(tx, association_id, coordinator_id).await? else { return Ok(Changed::NotThere) };
    if old == Role::Owner && new != Role::Owner && members::owners(tx, association_id).await? < 2 {
        return Ok(Changed::LastOwner);
    }
    members::put(tx, association_id, coordinator_id, new, now).await?;
    Ok(Changed::Done)
}

/// Removes a member; those whom they looked after have nobody for now, which others see, and answers to what they had
/// planned to send go to the association. After [`lock`].
///
/// # Errors
/// When the database fails.
pub async fn remove(tx: &mut Tx, association_id: i64, coordinator_id: i64) -> Result<Changed, StoreError> {
    let Some(old) = role(tx, association_id, coordinator_id).await? else { return Ok(Changed::NotThere) };
    if old == Role::Owner && members::owners(tx, association_id).await? < 2 {
        return Ok(Changed::LastOwner);
    }
    execute!(
        tx,
        "DELETE FROM members WHERE association_id = $1 AND coordinator_id = $2",
        association_id,
        coordinator_id
    )?;
    execute!(
        tx,
        "UPDATE sign_ups SET assigned_to = NULL
         WHERE assigned_to = $1 AND need_id IN (SELECT id FROM needs WHERE association_id = $2)",
        coordinator_id,
        association_id
    )?;
    execute!(
        tx,
        "UPDATE follow_ups SET reply_to = (SELECT contact_email FROM associations WHERE id = follow_ups.association_id)
         WHERE coordinator_id = $1 AND association_id = $2 AND state = 'waiting'
            AND EXISTS (SELECT 1 FROM associations a WHERE a.id = follow_ups.association_id AND a.contact_email <> '')",
        coordinator_id,
        association_id
    )?;
    Ok(Changed::Done)
}
