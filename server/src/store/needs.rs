//! Needs, read: one whole for its page, many for a list's cards.

mod cards;
mod rows;
mod whole;
pub(super) mod write;

pub use cards::cards;
pub use whole::{need, whole};

use super::{Db, StoreError, dialect, execute, row, rows, scalar};
use app::domain::need::{NeedState, SignUpAt};
use std::collections::HashSet;

fn sign_up_at(code: &str) -> SignUpAt {
    if code == "here" { SignUpAt::Here } else { SignUpAt::There }
}

fn state(code: &str) -> NeedState {
    if code == "open" { NeedState::Open } else { NeedState::Closed }
}

/// Counts a visitor's way to the association's own page; answers that page's address.
///
/// # Errors
/// When the database fails.
pub async fn count_click(db: &Db, id: i64) -> Result<Option<String>, StoreError> {
    #[derive(sqlx::FromRow)]
    struct Page {
        page_url: String,
    }
    let page = row!(db, Page, "SELECT page_url FROM needs WHERE id = $1 AND page_url IS NOT NULL", id)?;
    if page.is_some() {
        let mut tx = db.begin().await?;
        execute!(&mut tx, "UPDATE needs SET page_clicks = page_clicks + 1 WHERE id = $1", id)?;
        tx.commit().await?;
    }
    Ok(page.map(|page| page.page_url))
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

/// Those of some needs that are open.
///
/// # Errors
/// When the database fails.
pub async fn open_among(db: &Db, ids: &[i64]) -> Result<HashSet<i64>, StoreError> {
    const OPEN: (&str, &str) =
        dialect::among!("SELECT id FROM needs WHERE state = 'open' AND id IN ", "$1", "");
    let open = rows!(db, (i64,), dialect::pick(db, OPEN), dialect::ids(ids))?;
    Ok(open.into_iter().map(|(id,)| id).collect())
}

/// The open needs of an association, the newest first.
///
/// # Errors
/// When the database fails.
pub async fn open_of(db: &Db, association_id: i64, limit: i64) -> Result<Vec<i64>, StoreError> {
    let found = rows!(
        db,
        (i64,),
        "SELECT id FROM needs WHERE association_id = $1 AND state = 'open' ORDER BY posted_at DESC, id DESC LIMIT $2",
        association_id,
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
