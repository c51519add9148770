//! Who has signed up with an association, counted, and who waits for its answer; whoever has just signed up is listed
//! first.

use super::{Db, StoreError, row, rows, sign_ups};

/// Those who signed up for a need and neither withdrew nor were declined.
#[derive(Clone, Copy, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct PeopleOfNeed {
    /// The need's id.
    pub need_id: i64,
    /// How many they are.
    pub people: i64,
    /// How many of them nobody has answered.
    pub fresh: i64,
}

/// The needs of an association for which anybody has signed up.
///
/// # Errors
/// When the database fails.
pub async fn by_need(db: &Db, association_id: i64) -> Result<Vec<PeopleOfNeed>, StoreError> {
    sign_ups::list_all(db).await?;
    rows!(
        db,
        PeopleOfNeed,
        "SELECT need_id, COUNT(*) AS people, COUNT(CASE WHEN standing = 'new' THEN 1 END) AS fresh FROM sign_ups
         WHERE association_id = $1 AND standing NOT IN ('declined', 'cancelled') GROUP BY need_id",
        association_id
    )
}

/// How many wait for an association's answer, and when the first of them signed up.
///
/// # Errors
/// When the database fails.
pub async fn of(db: &Db, association_id: i64) -> Result<(i64, Option<i64>), StoreError> {
    sign_ups::list_all(db).await?;
    let found = row!(
        db,
        (i64, Option<i64>),
        "SELECT COUNT(*), MIN(created_at) FROM sign_ups WHERE association_id = $1 AND standing = 'new'",
        association_id
    )?;
    Ok(found.unwrap_or_default())
}
