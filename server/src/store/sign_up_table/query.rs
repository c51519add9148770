//! The statements of the table, built from its filter.

use super::{After, Filter, Line, Order, dialect};
use crate::store::{Db, StoreError};
use sqlx::QueryBuilder;

/// What a line shows; `p` are the ids found.
const LINE: &str = "SELECT s.id, s.need_id, n.title AS need,
        (SELECT d.department_code FROM need_addresses d WHERE d.need_id = s.need_id ORDER BY d.position LIMIT 1)
            AS department,
        sl.starts_at, sl.ends_at, s.first_name, s.last_name, s.email, s.phone, s.message, s.minor, s.parent_email,
        s.parent_consented_at, s.state, s.handling, CASE WHEN c.name = '' THEN c.email ELSE c.name END AS assigned,
        s.created_at, s.name_key, ";

/// Another sign-up of the same address, in a slot that overlaps.
const TWICE: &str = "EXISTS (SELECT 1 FROM sign_ups o JOIN slots os ON os.id = o.slot_id
            WHERE o.email_key = s.email_key AND o.id <> s.id AND o.association_id = s.association_id
                AND s.state NOT IN ('cancelled', 'expired') AND o.state NOT IN ('cancelled', 'expired')
                AND os.starts_at < COALESCE(sl.ends_at, sl.starts_at + 1)
                AND sl.starts_at < COALESCE(os.ends_at, os.starts_at + 1)) AS twice";

const JOINED: &str = " JOIN needs n ON n.id = s.need_id JOIN slots sl ON sl.id = s.slot_id
        LEFT JOIN coordinators c ON c.id = s.assigned_to";

/// The order, of the table called `s`.
const fn ordered(order: Order) -> &'static str {
    match order {
        Order::Newest => " ORDER BY s.created_at DESC, s.id DESC",
        Order::Oldest => " ORDER BY s.created_at, s.id",
        Order::Name => " ORDER BY s.name_key, s.id",
    }
}

/// A pattern that takes in all that `word` may be written as: a letter that can bear an accent is any sign, and `œ` is
/// one sign or two.
fn alike(word: &str) -> String {
    let any = word.replace("oe", "%");
    let plain: String = any
        .chars()
        .map(|sign| if matches!(sign, 'a' | 'c' | 'e' | 'i' | 'o' | 'u') { '_' } else { sign })
        .collect();
    format!("%{plain}%")
}

/// Adds the filter to a statement on `sign_ups s`.
macro_rules! where_filter {
    ($query:expr, $db:expr, $filter:expr) => {
        $query.push(" WHERE s.association_id = ").push_bind($filter.association_id);
        if let Some(need) = $filter.need_id {
            $query.push(" AND s.need_id = ").push_bind(need);
        }
        if let Some(seen) = $filter.seen {
            $query.push(" AND s.standing = ").push_bind(seen.code());
        }
        match $filter.assigned_to {
            Some(Some(member)) => {
                $query.push(" AND s.assigned_to = ").push_bind(member);
            }
            Some(None) => {
                $query.push(" AND s.assigned_to IS NULL");
            }
            None => {}
        }
        for word in &$filter.words {
            // SQLite works `name_key` out anew for each line: only those that look alike are worth it.
            if let Db::Sqlite { .. } = $db {
                $query
                    .push(" AND (COALESCE(s.last_name || ' ', '') || s.first_name || ' ' || s.email) LIKE ");
                $query.push_bind(alike(word));
            }
            $query.push(dialect::pick($db, (" AND instr(s.name_key, ", " AND strpos(s.name_key, ")));
            $query.push_bind(word.clone()).push(") > 0");
        }
    };
}

/// Adds where a batch goes on.
macro_rules! where_after {
    ($query:expr, $filter:expr, $after:expr) => {
        if let Some(after) = $after {
            match $filter.order {
                Order::Newest => $query.push(" AND (s.created_at, s.id) < (").push_bind(after.created_at),
                Order::Oldest => $query.push(" AND (s.created_at, s.id) > (").push_bind(after.created_at),
                Order::Name => $query.push(" AND (s.name_key, s.id) > (").push_bind(after.name_key.clone()),
            };
            $query.push(", ").push_bind(after.id).push(")");
        }
    };
}

/// Builds on either database and runs.
macro_rules! built {
    ($db:expr, $row:ty, |$query:ident| $build:block) => {
        match $db {
            Db::Sqlite { read, .. } => {
                let mut $query = QueryBuilder::<sqlx::Sqlite>::new("");
                $build
                $query.build_query_as::<$row>().fetch_all(read).await
            }
            Db::Postgres(pool) => {
                let mut $query = QueryBuilder::<sqlx::Postgres>::new("");
                $build
                $query.build_query_as::<$row>().fetch_all(pool).await
            }
        }
        .map_err(StoreError::from)
    };
}

pub(super) async fn count_by(db: &Db, filter: &Filter, most: i64) -> Result<i64, StoreError> {
    let counted: Vec<(i64,)> = built!(db, (i64,), |query| {
        query.push("SELECT COUNT(*) FROM (SELECT s.id FROM sign_ups s");
        where_filter!(query, db, filter);
        query.push(" LIMIT ").push_bind(most).push(") AS counted");
    })?;
    Ok(counted.first().map_or(0, |(count,)| *count))
}

pub(super) async fn lines_by(
    db: &Db,
    filter: &Filter,
    after: Option<&After>,
    offset: i64,
    limit: i64,
    twice: bool,
) -> Result<Vec<Line>, StoreError> {
    let order = ordered(filter.order);
    built!(db, Line, |query| {
        query.push(LINE).push(if twice { TWICE } else { "1 = 0 AS twice" });
        query.push(" FROM (SELECT s.id FROM sign_ups s");
        where_filter!(query, db, filter);
        where_after!(query, filter, after);
        query.push(order).push(" LIMIT ").push_bind(limit).push(" OFFSET ").push_bind(offset);
        query.push(") p JOIN sign_ups s ON s.id = p.id").push(JOINED).push(order);
    })
}

pub(super) async fn line_by(db: &Db, association_id: i64, id: i64) -> Result<Option<Line>, StoreError> {
    let found = built!(db, Line, |query| {
        query.push(LINE).push(TWICE).push(" FROM sign_ups s").push(JOINED);
        query.push(" WHERE s.association_id = ").push_bind(association_id).push(" AND s.id = ").push_bind(id);
    })?;
    Ok(found.into_iter().next())
}

#[cfg(test)]
mod tests {
    use super::alike;

    #[test]
    fn a_pattern_takes_in_accents_and_ligatures() {
        assert_eq!(alike("noel"), "%n%l%");
        assert_eq!(alike("camille"), "%__m_ll_%");
        assert_eq!(alike("j.-p@x.fr"), "%j.-p@x.fr%");
    }
}
