//! What people like, read. Counts are kept beside the likes, in the same transaction: [`write`].

mod favorites;
mod key;
pub mod write;

pub use favorites::{Favorites, of};
pub use key::{AccountId, BYTES, LikerKey, Who};

use super::{
    Db, StoreError,
    dialect::{among, ids as listed, pick},
    rows,
};
use app::domain::likes::Likes;
use std::collections::{HashMap, HashSet};

/// The likes of those of these needs that anybody ever liked; `who` asks.
///
/// # Errors
/// When the database fails.
pub async fn of_needs(db: &Db, ids: &[i64], who: Option<&Who>) -> Result<HashMap<i64, Likes>, StoreError> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let list = listed(ids);
    let counts = rows!(
        db,
        (i64, i64, i64),
        pick(db, among!("SELECT need_id, likes, marked FROM like_counts WHERE need_id IN ", "$1", "")),
        &list
    )?;
    let mine: HashSet<i64> = match who {
        Some(who) if !counts.is_empty() => mine(db, &list, who).await?.into_iter().map(|(id,)| id).collect(),
        _ => HashSet::new(),
    };
    Ok(counts
        .into_iter()
        .map(|(id, count, marked)| (id, Likes { count, marked, mine: mine.contains(&id) }))
        .collect())
}

async fn mine(db: &Db, list: &str, who: &Who) -> Result<Vec<(i64,)>, StoreError> {
    match who {
        Who::Browser(key) => rows!(
            db,
            (i64,),
            pick(
                db,
                among!(
                    "SELECT l.need_id FROM likers k JOIN likes l ON l.liker_id = k.id WHERE k.key = $1 AND l.need_id IN ",
                    "$2",
                    ""
                )
            ),
            key.bytes(),
            list
        ),
        Who::Account(account) => rows!(
            db,
            (i64,),
            pick(
                db,
                among!(
                    "SELECT l.need_id FROM likers k JOIN likes l ON l.liker_id = k.id WHERE k.account = $1 AND l.need_id IN ",
                    "$2",
                    ""
                )
            ),
            account.bytes(),
            list
        ),
    }
}

/// The needs with the most likes that aren't counted: id, title, slug, their likes.
///
/// # Errors
/// When the database fails.
pub async fn most_marked(db: &Db, most: i64) -> Result<Vec<(i64, String, String, Likes)>, StoreError> {
    let found = rows!(
        db,
        (i64, String, String, i64, i64),
        "SELECT n.id, n.title, n.slug, c.likes, c.marked FROM like_counts c JOIN needs n ON n.id = c.need_id
         WHERE c.marked > 0 ORDER BY c.marked DESC, n.id LIMIT $1",
        most
    )?;
    Ok(found
        .into_iter()
        .map(|(id, title, slug, count, marked)| (id, title, slug, Likes { count, marked, mine: false }))
        .collect())
}
