//! How often links to the associations' own sites are followed.

use super::{Db, StoreError, execute, scalar};

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

/// Counts a visit of an association's own site by way of its page here; `false` if there is no such association. `day`
/// is since 1970-01-01.
///
/// # Errors
/// When the database fails.
pub async fn visited(db: &Db, association_id: i64, day: i64) -> Result<bool, StoreError> {
    let mut tx = db.begin().await?;
    let counted = execute!(
        &mut tx,
        "INSERT INTO association_visits (association_id, day, visits)
         SELECT id, $2, 1 FROM associations
         WHERE id = $1 AND state = 'approved' AND (web_page IS NOT NULL OR COALESCE(networks, '') <> '')
         ON CONFLICT (association_id, day) DO UPDATE SET visits = association_visits.visits + 1",
        association_id,
        day
    )?;
    tx.commit().await?;
    Ok(counted == 1)
}

/// How many visits an association's own site had from its page here since a day.
///
/// # Errors
/// When the database fails.
pub async fn visits(db: &Db, association_id: i64, since: i64) -> Result<i64, StoreError> {
    scalar!(
        db,
        "SELECT CAST(COALESCE(SUM(visits), 0) AS BIGINT) FROM association_visits
         WHERE association_id = $1 AND day >= $2",
        association_id,
        since
    )
}
