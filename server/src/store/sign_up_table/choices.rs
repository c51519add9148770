//! What the table's filter offers to choose from.

use crate::{
    local_time::local,
    store::{Db, StoreError, row, rows},
};
use app::domain::need::SlotTimes;

/// The needs of an association that one may filter by, the newest first.
///
/// # Errors
/// When the database fails.
pub async fn needs(db: &Db, association_id: i64, limit: i64) -> Result<Vec<(i64, String)>, StoreError> {
    rows!(
        db,
        (i64, String),
        "SELECT id, title FROM needs WHERE association_id = $1 ORDER BY posted_at DESC, id DESC LIMIT $2",
        association_id,
        limit
    )
}

/// The title of one of an association's needs.
///
/// # Errors
/// When the database fails.
pub async fn need_title(db: &Db, association_id: i64, need_id: i64) -> Result<Option<String>, StoreError> {
    let found = row!(
        db,
        (String,),
        "SELECT title FROM needs WHERE association_id = $1 AND id = $2",
        association_id,
        need_id
    )?;
    Ok(found.map(|(title,)| title))
}

/// Who acts for an association: id, and name or address.
///
/// # Errors
/// When the database fails.
pub async fn members(db: &Db, association_id: i64) -> Result<Vec<(i64, String)>, StoreError> {
    rows!(
        db,
        (i64, String),
        "SELECT c.id, CASE WHEN c.name = '' THEN c.email ELSE c.name END FROM members m
            JOIN coordinators c ON c.id = m.coordinator_id
         WHERE m.association_id = $1 ORDER BY 2, 1",
        association_id
    )
}

/// A dated slot of a need, cancelled or not.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct SlotChoice {
    /// Its id.
    pub id: i64,
    starts_at: i64,
    ends_at: Option<i64>,
    department: Option<String>,
}

impl SlotChoice {
    /// When it is, on the clocks of the need's first place.
    #[must_use]
    pub fn times(&self) -> SlotTimes {
        let at = |epoch| local(epoch, self.department.as_deref().unwrap_or("75"));
        SlotTimes { starts: at(self.starts_at), ends: self.ends_at.map(at) }
    }
}

/// The dated slots of a need, the earliest first.
///
/// # Errors
/// When the database fails.
pub async fn slots(db: &Db, need_id: i64) -> Result<Vec<SlotChoice>, StoreError> {
    rows!(
        db,
        SlotChoice,
        "SELECT s.id, s.starts_at, s.ends_at,
            (SELECT d.department_code FROM need_addresses d WHERE d.need_id = s.need_id ORDER BY d.position LIMIT 1)
                AS department
         FROM slots s WHERE s.need_id = $1 AND s.starts_at IS NOT NULL ORDER BY s.starts_at, s.id",
        need_id
    )
}
