//! Needs, read: one whole for its page, many for a list's cards.

mod cards;
mod rows;
mod whole;
pub(super) mod write;

pub use cards::cards;
pub use whole::{Change, need, whole, whole_and_changes};

use super::{Db, StoreError, row, rows, scalar};
use app::domain::need::{NeedState, SignUpAt};

fn sign_up_at(code: &str) -> SignUpAt {
    if code == "here" { SignUpAt::Here } else { SignUpAt::There }
}

fn state(code: &str) -> NeedState {
    if code == "open" { NeedState::Open } else { NeedState::Closed }
}

/// The address of a need's own page.
///
/// # Errors
/// When the database fails.
pub async fn own_page(db: &Db, id: i64) -> Result<Option<String>, StoreError> {
    let page = row!(db, (String,), "SELECT page_url FROM needs WHERE id = $1 AND page_url IS NOT NULL", id)?;
    Ok(page.map(|(page,)| page))
}

/// Whether there is a need with this id, open or closed.
///
/// # Errors
/// When the database fails.
pub async fn exists(db: &Db, id: i64) -> Result<bool, StoreError> {
    Ok(row!(db, (i64,), "SELECT id FROM needs WHERE id = $1", id)?.is_some())
}

/// How many needs are open.
///
/// # Errors
/// When the database fails.
pub async fn open_count(db: &Db) -> Result<i64, StoreError> {
    scalar!(db, "SELECT COUNT(*) FROM needs WHERE state = 'open'")
}

/// How many needs of an association are open.
///
/// # Errors
/// When the database fails.
pub async fn open_count_of(db: &Db, association_id: i64) -> Result<i64, StoreError> {
    scalar!(db, "SELECT COUNT(*) FROM needs WHERE association_id = $1 AND state = 'open'", association_id)
}

/// The open needs of an association, the newest first, but for the first `before`.
///
/// # Errors
/// When the database fails.
pub async fn open_of(db: &Db, association_id: i64, limit: i64, before: i64) -> Result<Vec<i64>, StoreError> {
    let found = rows!(
        db,
        (i64,),
        "SELECT id FROM needs WHERE association_id = $1 AND state = 'open' ORDER BY posted_at DESC, id DESC LIMIT $2 OFFSET $3",
        association_id,
        limit,
        before
    )?;
    Ok(found.into_iter().map(|(id,)| id).collect())
}

/// The open needs of an association, the next ones first, then those without a date, the newest first.
///
/// # Errors
/// When the database fails.
pub async fn soonest_of(db: &Db, association_id: i64, limit: i64, now: i64) -> Result<Vec<i64>, StoreError> {
    let found = rows!(
        db,
        (i64,),
        "SELECT id FROM (SELECT n.id, n.posted_at,
                (SELECT MIN(s.starts_at) FROM slots s WHERE s.need_id = n.id AND s.capacity > 0 AND s.starts_at > $2)
                    AS soonest
             FROM needs n WHERE n.association_id = $1 AND n.state = 'open') AS dated
         ORDER BY CASE WHEN soonest IS NULL THEN 1 ELSE 0 END, soonest, posted_at DESC, id DESC LIMIT $3",
        association_id,
        now,
        limit
    )?;
    Ok(found.into_iter().map(|(id,)| id).collect())
}

/// The needs of an association, open or closed, the newest first; but for archived ones.
///
/// # Errors
/// When the database fails.
pub async fn all_of(db: &Db, association_id: i64, limit: i64) -> Result<Vec<i64>, StoreError> {
    let found = rows!(
        db,
        (i64,),
        "SELECT id FROM needs WHERE association_id = $1 AND archived_at IS NULL ORDER BY posted_at DESC, id DESC LIMIT $2",
        association_id,
        limit
    )?;
    Ok(found.into_iter().map(|(id,)| id).collect())
}
