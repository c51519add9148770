//! Likes, added, removed, put together. Whoever changes somebody's likes holds their row meanwhile, and writes what that
//! does to the counts ([`Counts`]) in the same transaction: so they are exact at every moment.

use super::{AccountId, LikerKey, Who};
use crate::store::{
    StoreError, Tx,
    dialect::{among, ids as listed, pick_in},
    execute, tx_row, tx_rows, tx_scalar,
};
use std::collections::{BTreeMap, HashMap};

/// How long a browser's likes are kept that nobody has touched, in seconds: longer than its cookie lives.
pub const KEPT_FOR: i64 = 400 * 86_400;
/// How precisely it is noted when somebody last liked anything, in seconds.
const SEEN_WITHIN: i64 = 86_400;

/// Somebody who likes, as stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Liker {
    /// Its id.
    pub id: i64,
    /// Whether its likes are left out of the counts.
    pub marked: bool,
    /// When it last liked anything, to the day.
    pub seen_at: i64,
}

/// How a statement ends that reads somebody's row in order to add to or take from their likes, on PostgreSQL: several
/// may, but nobody at the same time as one who holds the whole.
macro_rules! held {
    ($sql:literal, $lock:literal) => {
        ($sql, concat!($sql, $lock))
    };
}

/// Somebody, if they have liked anything before; held until the transaction ends.
///
/// # Errors
/// When the database fails.
pub async fn liker(tx: &mut Tx, who: &Who) -> Result<Option<Liker>, StoreError> {
    match who {
        Who::Browser(key) => {
            let sql = held!("SELECT id, marked, seen_at FROM likers WHERE key = $1", " FOR KEY SHARE");
            let sql = pick_in(tx, sql);
            tx_row!(tx, Liker, sql, key.bytes())
        }
        Who::Account(account) => {
            let sql = held!("SELECT id, marked, seen_at FROM likers WHERE account = $1", " FOR KEY SHARE");
            let sql = pick_in(tx, sql);
            tx_row!(tx, Liker, sql, account.bytes())
        }
    }
}

/// A new one. Of two who enter the same at once, both get the one that came first.
///
/// # Errors
/// When the database fails.
pub async fn enter(tx: &mut Tx, who: &Who, marked: bool, now: i64) -> Result<Liker, StoreError> {
    let entered = match who {
        Who::Browser(key) => tx_row!(
            tx,
            Liker,
            "INSERT INTO likers (key, marked, seen_at) VALUES ($1, $2, $3)
             ON CONFLICT (key) DO UPDATE SET seen_at = excluded.seen_at RETURNING id, marked, seen_at",
            key.bytes(),
            marked,
            now
        )?,
        Who::Account(account) => tx_row!(
            tx,
            Liker,
            "INSERT INTO likers (key, account, marked, seen_at) VALUES ($1, $2, $3, $4)
             ON CONFLICT (account) DO UPDATE SET seen_at = excluded.seen_at RETURNING id, marked, seen_at",
            LikerKey::fresh().bytes(),
            account.bytes(),
            marked,
            now
        )?,
    };
    entered.ok_or(StoreError::Fault(sqlx::Error::RowNotFound))
}

/// Notes that somebody has used their likes, unless that is noted for today.
///
/// # Errors
/// When the database fails.
pub async fn note_seen(tx: &mut Tx, liker: Liker, now: i64) -> Result<(), StoreError> {
    if now - liker.seen_at > SEEN_WITHIN {
        execute!(tx, "UPDATE likers SET seen_at = $1 WHERE id = $2", now, liker.id)?;
    }
    Ok(())
}

/// Adds a like, if the need is open; `false` if it is there already or the need isn't.
///
/// # Errors
/// When the database fails.
pub async fn like(tx: &mut Tx, liker: i64, need_id: i64, now: i64) -> Result<bool, StoreError> {
    let added = execute!(
        tx,
        "INSERT INTO likes (liker_id, need_id, at)
         SELECT $1, id, $3 FROM needs WHERE id = $2 AND state = 'open' ON CONFLICT (liker_id, need_id) DO NOTHING",
        liker,
        need_id,
        now
    )?;
    Ok(added == 1)
}

/// Takes a like back; `false` if there is none.
///
/// # Errors
/// When the database fails.
pub async fn unlike(tx: &mut Tx, liker: i64, need_id: i64) -> Result<bool, StoreError> {
    Ok(execute!(tx, "DELETE FROM likes WHERE liker_id = $1 AND need_id = $2", liker, need_id)? == 1)
}

/// Whether a like is there.
///
/// # Errors
/// When the database fails.
pub async fn likes(tx: &mut Tx, liker: i64, need_id: i64) -> Result<bool, StoreError> {
    let found: i64 =
        tx_scalar!(tx, "SELECT COUNT(*) FROM likes WHERE liker_id = $1 AND need_id = $2", liker, need_id)?;
    Ok(found > 0)
}

/// Whether a need is open; `None` where there is none.
///
/// # Errors
/// When the database fails.
pub async fn is_open(tx: &mut Tx, need_id: i64) -> Result<Option<bool>, StoreError> {
    let state = tx_row!(tx, (String,), "SELECT state FROM needs WHERE id = $1", need_id)?;
    Ok(state.map(|(state,)| state == "open"))
}

/// What becomes of counts, gathered and written at once, in the order of the needs.
#[derive(Debug, Default)]
pub struct Counts(BTreeMap<i64, (i64, i64)>);

impl Counts {
    /// `by` more likes of a need, from somebody who is `marked` or not.
    pub fn change(&mut self, need_id: i64, marked: bool, by: i64) {
        let (counted, left_out) = self.0.entry(need_id).or_default();
        *if marked { left_out } else { counted } += by;
    }

    /// Writes them.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn write(self, tx: &mut Tx) -> Result<(), StoreError> {
        for (need_id, (likes, marked)) in self.0 {
            if (likes, marked) != (0, 0) {
                // One that is taken back was counted, so that only a first like makes a row.
                execute!(
                    tx,
                    "INSERT INTO like_counts (need_id, likes, marked) VALUES ($1, $2, $3)
                     ON CONFLICT (need_id) DO UPDATE
                        SET likes = like_counts.likes + excluded.likes, marked = like_counts.marked + excluded.marked",
                    need_id,
                    likes,
                    marked
                )?;
            }
        }
        Ok(())
    }
}

/// How many people like each of these needs; those that nobody ever liked are left out.
///
/// # Errors
/// When the database fails.
pub async fn counted(tx: &mut Tx, needs: &[i64]) -> Result<HashMap<i64, i64>, StoreError> {
    let sql = pick_in(tx, among!("SELECT need_id, likes FROM like_counts WHERE need_id IN ", "$1", ""));
    let found = tx_rows!(tx, (i64, i64), sql, listed(needs))?;
    Ok(found.into_iter().collect())
}

/// What a browser likes becomes its owner's: what both like is counted once, and the browser knows nothing more. A
/// browser that carries an account's key is nobody's to take over: then `false`. Answers the account's key.
///
/// # Errors
/// When the database fails.
pub async fn merge(
    tx: &mut Tx,
    browser: Option<&LikerKey>,
    account: &AccountId,
    now: i64,
) -> Result<(bool, LikerKey), StoreError> {
    let to = enter(tx, &Who::Account(*account), false, now).await?.id;
    let key = tx_row!(tx, (Vec<u8>,), "SELECT key FROM likers WHERE id = $1", to)?;
    let key = key.and_then(|(key,)| LikerKey::of(&key));
    let key = key.ok_or(StoreError::Fault(sqlx::Error::RowNotFound))?;
    let Some(browser) = browser else { return Ok((true, key)) };
    let sql =
        held!("SELECT id, marked, seen_at FROM likers WHERE key = $1 AND account IS NULL", " FOR UPDATE");
    let sql = pick_in(tx, sql);
    let Some(from) = tx_row!(tx, Liker, sql, browser.bytes())? else {
        return Ok((*browser == key || !is_known(tx, browser).await?, key));
    };
    let mut counts = Counts::default();
    for (need_id, at) in tx_rows!(
        tx,
        (i64, i64),
        "SELECT need_id, at FROM likes WHERE liker_id = $1 ORDER BY need_id",
        from.id
    )? {
        let new = execute!(
            tx,
            "INSERT INTO likes (liker_id, need_id, at) VALUES ($1, $2, $3) ON CONFLICT (liker_id, need_id) DO NOTHING",
            to,
            need_id,
            at
        )?;
        counts.change(need_id, from.marked, -1);
        if new == 1 {
            counts.change(need_id, false, 1);
        }
    }
    execute!(tx, "DELETE FROM likers WHERE id = $1", from.id)?;
    counts.write(tx).await?;
    Ok((true, key))
}

async fn is_known(tx: &mut Tx, browser: &LikerKey) -> Result<bool, StoreError> {
    let found: i64 = tx_scalar!(tx, "SELECT COUNT(*) FROM likers WHERE key = $1", browser.bytes())?;
    Ok(found > 0)
}

/// Forgets somebody and all that they like.
///
/// # Errors
/// When the database fails.
pub async fn forget(tx: &mut Tx, who: &Who) -> Result<(), StoreError> {
    let found = match who {
        Who::Browser(key) => {
            let sql =
                pick_in(tx, held!("SELECT id, marked, seen_at FROM likers WHERE key = $1", " FOR UPDATE"));
            tx_row!(tx, Liker, sql, key.bytes())?
        }
        Who::Account(account) => {
            let sql = pick_in(
                tx,
                held!("SELECT id, marked, seen_at FROM likers WHERE account = $1", " FOR UPDATE"),
            );
            tx_row!(tx, Liker, sql, account.bytes())?
        }
    };
    let Some(liker) = found else { return Ok(()) };
    let mut counts = Counts::default();
    for (need_id,) in tx_rows!(tx, (i64,), "SELECT need_id FROM likes WHERE liker_id = $1", liker.id)? {
        counts.change(need_id, liker.marked, -1);
    }
    execute!(tx, "DELETE FROM likers WHERE id = $1", liker.id)?;
    counts.write(tx).await
}

/// Forgets what an address likes, once nothing else is kept of it: no sign-up, no coordinator.
///
/// # Errors
/// When the database fails.
pub async fn forget_gone(tx: &mut Tx, account: &AccountId, email_key: &str) -> Result<(), StoreError> {
    let left: i64 = tx_scalar!(
        tx,
        "SELECT (SELECT COUNT(*) FROM sign_ups WHERE email_key = $1)
              + (SELECT COUNT(*) FROM coordinators WHERE email_key = $1)",
        email_key
    )?;
    if left == 0 { forget(tx, &Who::Account(*account)).await } else { Ok(()) }
}

/// Some of the browsers that nobody has liked anything with for [`KEPT_FOR`].
///
/// # Errors
/// When the database fails.
pub async fn unseen(tx: &mut Tx, most: i64, now: i64) -> Result<Vec<LikerKey>, StoreError> {
    let found = tx_rows!(
        tx,
        (Vec<u8>,),
        "SELECT key FROM likers WHERE account IS NULL AND seen_at < $1 ORDER BY id LIMIT $2",
        now - KEPT_FOR,
        most
    )?;
    Ok(found.into_iter().filter_map(|(key,)| LikerKey::of(&key)).collect())
}
