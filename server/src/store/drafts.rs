//! What coordinators typed and haven't published yet.

use super::{Db, StoreError, Tx, execute, row, rows, tx_row, tx_rows, tx_scalar};

/// A draft.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Draft {
    /// Its id.
    pub id: i64,
    /// The need that it changes; none for a new one.
    pub need_id: Option<i64>,
    /// What was typed, as JSON.
    pub form: String,
    /// To be published once the association is let in.
    pub ready: bool,
    /// When it was last kept, epoch seconds.
    pub updated_at: i64,
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
        "SELECT id, need_id, form, ready, updated_at FROM drafts WHERE association_id = $1
         ORDER BY updated_at DESC, id DESC LIMIT $2",
        association_id,
        SHOWN
    )
}

/// One of them: of a new need by its own id, of a need that is posted by that one's.
///
/// # Errors
/// When the database fails.
pub async fn draft(
    db: &Db,
    association_id: i64,
    need_id: Option<i64>,
    id: i64,
) -> Result<Option<Draft>, StoreError> {
    match need_id {
        Some(need_id) => row!(
            db,
            Draft,
            "SELECT id, need_id, form, ready, updated_at FROM drafts WHERE association_id = $1 AND need_id = $2",
            association_id,
            need_id
        ),
        None => row!(
            db,
            Draft,
            "SELECT id, need_id, form, ready, updated_at FROM drafts
             WHERE association_id = $1 AND id = $2 AND need_id IS NULL",
            association_id,
            id
        ),
    }
}

/// What is to be kept.
#[derive(Clone, Copy, Debug)]
pub struct ToKeep<'a> {
    /// Whose.
    pub association_id: i64,
    /// The need that it changes.
    pub need_id: Option<i64>,
    /// The draft that it was opened from, if it is new; one that isn't there makes another.
    pub id: Option<i64>,
    /// What was typed, as JSON.
    pub form: &'a str,
    /// To be published once the association is let in.
    pub ready: bool,
    /// By whom.
    pub by: i64,
}

/// Keeps a draft; answers its id.
///
/// # Errors
/// When the database fails.
pub async fn keep(tx: &mut Tx, draft: ToKeep<'_>, now: i64) -> Result<i64, StoreError> {
    if let Some(need_id) = draft.need_id {
        return tx_scalar!(
            tx,
            "INSERT INTO drafts (association_id, need_id, form, ready, updated_at, updated_by)
             VALUES ($1, $2, $3, $4, $5, $6)
             ON CONFLICT (need_id) DO UPDATE SET form = excluded.form, ready = excluded.ready,
                updated_at = excluded.updated_at, updated_by = excluded.updated_by
             RETURNING id",
            draft.association_id,
            need_id,
            draft.form,
            draft.ready,
            now,
            draft.by
        );
    }
    if let Some(id) = draft.id {
        let kept: Option<(i64,)> = tx_row!(
            tx,
            (i64,),
            "UPDATE drafts SET form = $1, ready = $2, updated_at = $3, updated_by = $4
             WHERE id = $5 AND association_id = $6 AND need_id IS NULL RETURNING id",
            draft.form,
            draft.ready,
            now,
            draft.by,
            id,
            draft.association_id
        )?;
        if let Some((id,)) = kept {
            return Ok(id);
        }
    }
    tx_scalar!(
        tx,
        "INSERT INTO drafts (association_id, form, ready, updated_at, updated_by) VALUES ($1, $2, $3, $4, $5)
         RETURNING id",
        draft.association_id,
        draft.form,
        draft.ready,
        now,
        draft.by
    )
}

/// Drops a draft that was published or given up.
///
/// # Errors
/// When the database fails.
pub async fn forget(
    tx: &mut Tx,
    association_id: i64,
    need_id: Option<i64>,
    id: Option<i64>,
) -> Result<(), StoreError> {
    execute!(
        tx,
        "DELETE FROM drafts WHERE association_id = $1 AND (need_id = $2 OR (need_id IS NULL AND id = $3))",
        association_id,
        need_id,
        id
    )?;
    Ok(())
}

/// Keeps what is being typed into a draft of a new need, unless it is gone or ready.
///
/// # Errors
/// When the database fails.
pub async fn keep_typed(
    tx: &mut Tx,
    (association_id, id): (i64, i64),
    form: &str,
    by: i64,
    now: i64,
) -> Result<Option<i64>, StoreError> {
    let kept = tx_row!(
        tx,
        (i64,),
        "UPDATE drafts SET form = $1, updated_at = $2, updated_by = $3
         WHERE id = $4 AND association_id = $5 AND need_id IS NULL AND NOT ready RETURNING id",
        form,
        now,
        by,
        id,
        association_id
    )?;
    Ok(kept.map(|(id,)| id))
}

/// New needs that wait for their association to be let in, the first kept first.
///
/// # Errors
/// When the database fails.
pub async fn ready(tx: &mut Tx, association_id: i64) -> Result<Vec<Draft>, StoreError> {
    tx_rows!(
        tx,
        Draft,
        "SELECT id, need_id, form, ready, updated_at FROM drafts
         WHERE association_id = $1 AND ready AND need_id IS NULL ORDER BY updated_at, id",
        association_id
    )
}
