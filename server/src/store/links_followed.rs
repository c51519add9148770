//! Whether there is a link to follow.

use super::{Db, StoreError, scalar};

/// Whether a need is there that links to a page of its own.
///
/// # Errors
/// When the database fails.
pub async fn need_leads_out(db: &Db, need_id: i64) -> Result<bool, StoreError> {
    let count: i64 = scalar!(
        db,
        "SELECT COUNT(*) FROM needs n JOIN associations a ON a.id = n.association_id
         WHERE n.id = $1 AND (n.page_url IS NOT NULL OR a.web_page IS NOT NULL)",
        need_id
    )?;
    Ok(count > 0)
}

/// Whether an association is to be seen that has a site of its own.
///
/// # Errors
/// When the database fails.
pub async fn has_site(db: &Db, association_id: i64) -> Result<bool, StoreError> {
    let count: i64 = scalar!(
        db,
        "SELECT COUNT(*) FROM associations WHERE id = $1 AND state = 'approved' AND web_page IS NOT NULL",
        association_id
    )?;
    Ok(count > 0)
}
