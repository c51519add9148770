//! What search engines may read, in parts of a bounded size.

use super::{Db, StoreError, rows};

/// A page: id, slug, and when it last changed (epoch seconds).
pub type Listed = (i64, String, i64);

/// What there is many of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Open needs.
    Needs,
    /// Associations that were let in, or that came by a feed with an open need.
    Associations,
}

macro_rules! listed {
    ($kind:expr, $before:literal, $after:literal) => {
        match $kind {
            Kind::Needs => concat!(
                $before,
                "SELECT id, slug, updated_at AS changed_at FROM needs WHERE state = 'open'",
                $after
            ),
            Kind::Associations => concat!(
                $before,
                "SELECT id, slug, COALESCE(edited_at, entered_at, created_at) AS changed_at FROM associations
                 WHERE state = 'approved' AND (entered_at IS NOT NULL OR EXISTS (
                    SELECT 1 FROM needs WHERE needs.association_id = associations.id AND needs.state = 'open'))",
                $after
            ),
        }
    };
}

/// Of needs, those that were closed count for when the part that they stood in changed.
const PARTS_OF_NEEDS: &str = "SELECT MIN(CASE WHEN state = 'open' THEN id END), MAX(updated_at) FROM (
        SELECT id, state, updated_at,
            (SUM(CASE WHEN state = 'open' THEN 1 ELSE 0 END) OVER (ORDER BY id) - 1) / $1 AS part FROM needs
    ) AS counted GROUP BY part HAVING MIN(CASE WHEN state = 'open' THEN id END) IS NOT NULL ORDER BY 1";

const PARTS_OF_ASSOCIATIONS: &str = listed!(
    Kind::Associations,
    "SELECT MIN(id), MAX(changed_at) FROM (
        SELECT id, changed_at, (ROW_NUMBER() OVER (ORDER BY id) - 1) / $1 AS part FROM (",
    ") AS listed) AS counted GROUP BY part ORDER BY 1"
);

/// The parts of at most `size` pages: the first id of each, and the last change in it.
///
/// # Errors
/// When the database fails.
pub async fn parts(db: &Db, kind: Kind, size: i64) -> Result<Vec<(i64, i64)>, StoreError> {
    let sql = match kind {
        Kind::Needs => PARTS_OF_NEEDS,
        Kind::Associations => PARTS_OF_ASSOCIATIONS,
    };
    rows!(db, (i64, i64), sql, size)
}

/// At most `size` pages from an id on.
///
/// # Errors
/// When the database fails.
pub async fn part(db: &Db, kind: Kind, from: i64, size: i64) -> Result<Vec<Listed>, StoreError> {
    let sql = listed!(kind, "", " AND id >= $1 ORDER BY id LIMIT $2");
    rows!(db, Listed, sql, from, size)
}
