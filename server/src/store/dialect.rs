//! All that SQLite and PostgreSQL say differently.

use super::{Db, Tx};
use sqlx::error::DatabaseError;

/// SQLite names the columns of a broken UNIQUE, not the constraint: this is the name each has.
const SQLITE_UNIQUE: [(&str, &str); 7] = [
    ("feeds.name", "feeds_name"),
    ("associations.feed_id, associations.feed_key", "associations_feed_key"),
    ("needs.feed_id, needs.client_id", "needs_client_id"),
    ("need_addresses.need_id, need_addresses.position", "need_addresses_position"),
    ("sign_ups.need_id, sign_ups.email_key", "sign_ups_once"),
    ("outbox.message_id", "outbox_message_id"),
    ("links.hash", "links_pkey"),
];

/// The name of the constraint that `error` says was broken.
pub fn constraint(error: &dyn DatabaseError) -> Option<String> {
    if let Some(name) = error.constraint() {
        return Some(name.to_owned());
    }
    let (_, what) = error.message().split_once(" constraint failed: ")?;
    let name = SQLITE_UNIQUE.iter().find(|(columns, _)| *columns == what).map_or(what, |(_, name)| name);
    Some(name.to_owned())
}

/// Whether `error` says: locked, shutting down, too many connections — later it may work.
pub fn is_busy(error: &dyn DatabaseError) -> bool {
    match error.code().as_deref() {
        // SQLite: SQLITE_BUSY, SQLITE_LOCKED, IOERR, CANTOPEN, FULL and their extended codes.
        Some(code) if code.parse::<u32>().is_ok_and(|code| code < 10_000) && code.len() < 5 => {
            code.parse::<u32>().is_ok_and(|code| matches!(code & 0xff, 5 | 6 | 10 | 13 | 14))
        }
        // PostgreSQL: 08 connection, 53 resources, 57P admin shutdown, 40 deadlock or serialisation, 55P03 lock.
        Some(code) => ["08", "53", "57P", "40", "55P03"].iter().any(|class| code.starts_with(class)),
        None => false,
    }
}

/// Put behind a `SELECT` whose rows another server must not take meanwhile; SQLite has one writer anyway.
#[must_use]
pub const fn skip_locked(tx: &Tx) -> &'static str {
    match tx {
        Tx::Sqlite(_) => "",
        Tx::Postgres(_) => " FOR UPDATE SKIP LOCKED",
    }
}

/// A pair for [`pick`] that means many rows by their ids: `among!("SELECT … WHERE id IN ", "$1", " ORDER BY id")`, where
/// what is bound to `$1` is made by [`ids`].
macro_rules! among {
    ($before:expr, $list:literal, $after:literal) => {
        (
            concat!($before, "(SELECT value FROM json_each(", $list, "))", $after),
            concat!(
                $before,
                "(SELECT CAST(value AS BIGINT) FROM json_array_elements_text(CAST(",
                $list,
                " AS JSON)))",
                $after
            ),
        )
    };
}
pub(super) use among;

/// Ids as one value, for [`among`].
pub fn ids<'a>(ids: impl IntoIterator<Item = &'a i64>) -> String {
    format!("[{}]", ids.into_iter().map(ToString::to_string).collect::<Vec<_>>().join(","))
}

/// The text that `db` understands, out of a pair (SQLite's, PostgreSQL's).
#[must_use]
pub const fn pick(db: &Db, (sqlite, postgres): (&'static str, &'static str)) -> &'static str {
    match db {
        Db::Sqlite { .. } => sqlite,
        Db::Postgres(_) => postgres,
    }
}

/// The same inside a transaction.
#[must_use]
pub const fn pick_in(tx: &Tx, (sqlite, postgres): (&'static str, &'static str)) -> &'static str {
    match tx {
        Tx::Sqlite(_) => sqlite,
        Tx::Postgres(_) => postgres,
    }
}

/// `"sqlite"` or `"postgres"`, for logs.
#[must_use]
pub const fn name(db: &Db) -> &'static str {
    match db {
        Db::Sqlite { .. } => "sqlite",
        Db::Postgres(_) => "postgres",
    }
}
