//! What one person likes: of what may be thousands, as many as somebody looks at. What the public doesn't see takes no
//! room there.

use super::Who;
use crate::store::{
    Db, StoreError,
    dialect::{among, ids as listed, pick},
    row, rows, scalar,
};

/// Somebody who likes, as far as their list tells of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Favorites {
    /// Whether it is kept with an address, and so on every browser of theirs.
    pub of_account: bool,
    liker: i64,
}

/// What somebody likes that the public sees.
macro_rules! seen {
    ($select:literal, $rest:expr) => {
        concat!(
            $select,
            " WHERE l.liker_id = $1 AND NOT EXISTS (
                SELECT 1 FROM need_holds h WHERE h.need_id = l.need_id AND h.state IN ('held', 'down'))",
            $rest
        )
    };
}

/// What somebody likes; `None` for somebody who has never liked anything.
///
/// # Errors
/// When the database fails.
pub async fn of(db: &Db, who: &Who) -> Result<Option<Favorites>, StoreError> {
    let found = match who {
        Who::Browser(key) => {
            row!(db, (i64, bool), "SELECT id, account IS NOT NULL FROM likers WHERE key = $1", key.bytes())?
        }
        Who::Account(account) => {
            row!(db, (i64, bool), "SELECT id, (1 = 1) FROM likers WHERE account = $1", account.bytes())?
        }
    };
    Ok(found.map(|(liker, of_account)| Favorites { of_account, liker }))
}

impl Favorites {
    /// Whether there is one.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn any(self, db: &Db) -> Result<bool, StoreError> {
        scalar!(db, "SELECT EXISTS (SELECT 1 FROM likes WHERE liker_id = $1)", self.liker)
    }

    /// How many there are.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn count(self, db: &Db) -> Result<usize, StoreError> {
        let count: i64 = scalar!(db, seen!("SELECT COUNT(*) FROM likes l", ""), self.liker)?;
        Ok(usize::try_from(count).unwrap_or_default())
    }

    /// Ids of at most so many needs after so many others, the last liked first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn last(self, db: &Db, most: usize, after: usize) -> Result<Vec<i64>, StoreError> {
        let bound = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
        let found = rows!(
            db,
            (i64,),
            seen!("SELECT l.need_id FROM likes l", " ORDER BY l.at DESC, l.need_id DESC LIMIT $2 OFFSET $3"),
            self.liker,
            bound(most),
            bound(after)
        )?;
        Ok(found.into_iter().map(|(id,)| id).collect())
    }

    /// Those of these needs that they like, the last liked first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn among(self, db: &Db, ids: &[i64]) -> Result<Vec<i64>, StoreError> {
        let found = rows!(
            db,
            (i64,),
            pick(
                db,
                among!(
                    seen!("SELECT l.need_id FROM likes l", " AND l.need_id IN "),
                    "$2",
                    " ORDER BY l.at DESC, l.need_id DESC"
                )
            ),
            self.liker,
            listed(ids)
        )?;
        Ok(found.into_iter().map(|(id,)| id).collect())
    }

    /// The titles of all of them, the last liked first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn titles(self, db: &Db) -> Result<Vec<String>, StoreError> {
        let found = rows!(
            db,
            (String,),
            seen!(
                "SELECT n.title FROM likes l JOIN needs n ON n.id = l.need_id",
                " ORDER BY l.at DESC, l.need_id DESC"
            ),
            self.liker
        )?;
        Ok(found.into_iter().map(|(title,)| title).collect())
    }
}
