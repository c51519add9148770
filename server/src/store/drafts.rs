//! New needs that coordinators typed and haven't published yet. Whoever posts needs for the association finds them and
//! goes on with them; what is typed into one that is posted is in `change_drafts`.

use super::{Db, StoreError, Tx, execute, row, rows, tx_row, tx_rows, tx_scalar};

/// A draft.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Draft {
    /// Its id.
    pub id: i64,
    /// What was typed, as JSON.
    pub form: String,
    /// To be published once the association is let in.
    pub ready: bool,
    /// When it was last kept, epoch seconds.
    pub updated_at: i64,
    /// How often it was kept: two people who have it open are told.
    pub version: i64,
    /// Who kept it last.
    pub updated_by: Option<i64>,
}

/// Most drafts that a list shows.
const SHOWN: i64 = 100;

/// The drafts of an association, the last kept first.
///
/// # Errors
/// When the database fails.
pub async fn of(db: &Db, association_id: i64) -> Result<Vec<Draft>, StoreError> {
    rows!(
        db,
        Draft,
        "SELECT id, form, ready, updated_at, version, updated_by FROM drafts
         WHERE association_id = $1 AND need_id IS NULL ORDER BY updated_at DESC, id DESC LIMIT $2",
        association_id,
        SHOWN
    )
}

/// One of them.
///
/// # Errors
/// When the database fails.
pub async fn draft(db: &Db, association_id: i64, id: i64) -> Result<Option<Draft>, StoreError> {
    row!(
        db,
        Draft,
        "SELECT id, form, ready, updated_at, version, updated_by FROM drafts
         WHERE association_id = $1 AND id = $2 AND need_id IS NULL",
        association_id,
        id
    )
}

/// The same, which nobody else changes or publishes until the transaction ends.
///
/// # Errors
/// When the database fails.
pub async fn locked(tx: &mut Tx, association_id: i64, id: i64) -> Result<Option<Draft>, StoreError> {
    // An update that changes nothing locks the row in both databases alike.
    tx_row!(
        tx,
        Draft,
        "UPDATE drafts SET ready = ready WHERE association_id = $1 AND id = $2 AND need_id IS NULL
         RETURNING id, form, ready, updated_at, version, updated_by",
        association_id,
        id
    )
}

/// What is to be kept.
#[derive(Clone, Copy, Debug)]
pub struct ToKeep<'a> {
    /// Whose.
    pub association_id: i64,
    /// The draft that it was opened from, which is [`locked`]; without one it is another.
    pub id: Option<i64>,
    /// What was typed, as JSON.
    pub form: &'a str,
    /// To be published once the association is let in.
    pub ready: bool,
    /// By whom.
    pub by: i64,
}

/// Keeps a draft; answers its id and how often it was kept before.
///
/// # Errors
/// When the database fails.
pub async fn keep(tx: &mut Tx, draft: ToKeep<'_>, now: i64) -> Result<(i64, i64), StoreError> {
    if let Some(id) = draft.id {
        let version: i64 = tx_scalar!(
            tx,
            "UPDATE drafts SET form = $1, ready = $2, updated_at = $3, updated_by = $4, version = version + 1
             WHERE id = $5 AND association_id = $6 RETURNING version",
            draft.form,
            draft.ready,
            now,
            draft.by,
            id,
            draft.association_id
        )?;
        return Ok((id, version));
    }
    let id: i64 = tx_scalar!(
        tx,
        "INSERT INTO drafts (association_id, form, ready, updated_at, updated_by) VALUES ($1, $2, $3, $4, $5)
         RETURNING id",
        draft.association_id,
        draft.form,
        draft.ready,
        now,
        draft.by
    )?;
    Ok((id, 0))
}

/// Drops a draft that was published or given up.
///
/// # Errors
/// When the database fails.
pub async fn forget(tx: &mut Tx, association_id: i64, id: i64) -> Result<(), StoreError> {
    execute!(
        tx,
        "DELETE FROM drafts WHERE association_id = $1 AND id = $2 AND need_id IS NULL",
        association_id,
        id
    )?;
    Ok(())
}

/// New needs that wait for their association to be let in, the first kept first.
///
/// # Errors
/// When the database fails.
pub async fn ready(tx: &mut Tx, association_id: i64) -> Result<Vec<Draft>, StoreError> {
    tx_rows!(
        tx,
        Draft,
        "SELECT id, form, ready, updated_at, version, updated_by FROM drafts
         WHERE association_id = $1 AND ready AND need_id IS NULL ORDER BY updated_at, id",
        association_id
    )
}
