//! The statements of the table, built from its filter: the parts, and the way through all people in their order.

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

/// Another sign-up of the same address, in a slot that overlaps. Its slot is looked up in a subquery of its own:
/// PostgreSQL would rather read all slots, for each line.
const TWICE: &str = "EXISTS (SELECT 1 FROM sign_ups o
            WHERE o.email_key = s.email_key AND o.id <> s.id AND o.association_id = s.association_id
                AND s.state NOT IN ('cancelled', 'expired') AND o.state NOT IN ('cancelled', 'expired')
                AND (SELECT os.starts_at < COALESCE(sl.ends_at, sl.starts_at + 1)
                        AND sl.starts_at < COALESCE(os.ends_at, os.starts_at + 1)
                     FROM slots os WHERE os.id = o.slot_id)) AS twice";

/// Somebody of the same last and first name is in for the same need, by another address. The name is what stands before
/// the address in the key; the sums keep the need's own index out of it, which leads to far more people.
macro_rules! namesake {
    ($position:literal) => {
        concat!(
            ", COALESCE(s.last_name, '') <> '' AND ",
            $position,
            "(s.name_key, ' ' || lower(s.email)) > 1 AND EXISTS (SELECT 1 FROM sign_ups o
                WHERE o.association_id = s.association_id AND o.id <> s.id AND o.need_id + 0 = s.need_id + 0
                    AND o.name_key >= substr(s.name_key, 1, ",
            $position,
            "(s.name_key, ' ' || lower(s.email)))
                    AND o.name_key < substr(s.name_key, 1, ",
            $position,
            "(s.name_key, ' ' || lower(s.email))) || '\u{10ffff}'
                    AND s.state NOT IN ('cancelled', 'expired') AND o.state NOT IN ('cancelled', 'expired'))
                AS namesake"
        )
    };
}
const NAMESAKE: (&str, &str) = (namesake!("instr"), namesake!("strpos"));
const NEITHER: &str = "1 = 0 AS twice, 1 = 0 AS namesake";

const JOINED: &str = " JOIN needs n ON n.id = s.need_id JOIN slots sl ON sl.id = s.slot_id
        LEFT JOIN coordinators c ON c.id = s.assigned_to";

/// Adds what narrows down, of the table called `$of`, to a statement.
macro_rules! narrowed {
    ($query:expr, $filter:expr, $of:literal) => {
        $query.push(concat!(" WHERE ", $of, ".association_id = ")).push_bind($filter.association_id);
        if let Some(need) = $filter.need_id {
            $query.push(concat!(" AND ", $of, ".need_id = ")).push_bind(need);
        }
        if let Some(seen) = $filter.seen {
            $query.push(concat!(" AND ", $of, ".standing = ")).push_bind(seen.code());
        }
        match $filter.assigned_to {
            // The sign keeps their own index out of it, where another holds all that is asked for.
            Some(Some(member)) if $filter.need_id.is_some() || $filter.seen.is_some() => {
                $query.push(concat!(" AND +", $of, ".assigned_to = ")).push_bind(member);
            }
            Some(Some(member)) => {
                $query.push(concat!(" AND ", $of, ".assigned_to = ")).push_bind(member);
            }
            Some(None) => {
                $query.push(concat!(" AND ", $of, ".assigned_to IS NULL"));
            }
            None => {}
        }
    };
}

/// Whom "these people" means where no state is asked for, of the table called `$of`.
macro_rules! in_for_it {
    ($filter:expr, $of:literal) => {
        if $filter.seen.is_none() {
            concat!(" AND ", $of, ".standing NOT IN ('cancelled', 'declined')")
        } else {
            ""
        }
    };
}

/// Adds of which slot people called `s` are. Words know no slot: whoever asks for one walks.
macro_rules! in_slot {
    ($query:expr, $filter:expr) => {
        if let Some(slot) = $filter.slot_id {
            $query.push(" AND s.slot_id = ").push_bind(slot);
        }
    };
}

/// Adds that a person called `s` has words that begin so.
macro_rules! named {
    ($query:expr, $db:expr, $words:expr) => {
        for word in $words {
            $query.push(dialect::pick($db, (" AND instr(s.name_key, ", " AND strpos(s.name_key, ")));
            $query.push_bind(format!(" {word}")).push(") > 0");
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

/// Adds the ids of those meant, in their order.
macro_rules! in_order {
    ($query:expr, $db:expr, $filter:expr, $after:expr, $offset:expr, $limit:expr) => {
        let (key, to, beyond) = match $filter.order {
            Order::Newest => ("s.created_at", " DESC", "<"),
            Order::Oldest => ("s.created_at", "", ">"),
            Order::Name => ("s.name_key", "", ">"),
        };
        $query.push("SELECT s.id FROM sign_ups s");
        // The name is in this index: nobody who isn't meant is looked up.
        let by_name = $filter.order == Order::Name && !$filter.words.is_empty() && $filter.slot_id.is_none();
        $query.push(if by_name { dialect::pick($db, (" INDEXED BY sign_ups_by_name", "")) } else { "" });
        narrowed!($query, $filter, "s");
        in_slot!($query, $filter);
        named!($query, $db, &$filter.words);
        if let Some(after) = $after {
            $query.push(format!(" AND ({key}, s.id) {beyond} ("));
            match $filter.order {
                Order::Name => $query.push_bind(after.name_key.clone()),
                Order::Newest | Order::Oldest => $query.push_bind(after.created_at),
            };
            $query.push(", ").push_bind(after.id).push(")");
        }
        $query.push(format!(" ORDER BY {key}{to}, s.id{to} LIMIT ")).push_bind($limit);
        $query.push(" OFFSET ").push_bind($offset);
    };
}

/// As the lines of a filter are ordered.
const fn ordered(order: Order) -> &'static str {
    match order {
        Order::Newest => " ORDER BY s.created_at DESC, s.id DESC",
        Order::Oldest => " ORDER BY s.created_at, s.id",
        Order::Name => " ORDER BY s.name_key, s.id",
    }
}

/// The lines after another, or from the `offset`th, by walking through the sign-ups in their order until `limit` are
/// found: quick where nobody is asked for by words, or by words that many have.
pub(super) async fn walk(
    db: &Db,
    filter: &Filter,
    after: Option<&After>,
    (offset, limit): (i64, i64),
    pointed_out: bool,
) -> Result<Vec<Line>, StoreError> {
    built!(db, Line, |query| {
        query.push(LINE);
        if pointed_out {
            query.push(TWICE).push(dialect::pick(db, NAMESAKE));
        } else {
            query.push(NEITHER);
        }
        query.push(" FROM (");
        in_order!(query, db, filter, after, offset, limit);
        query.push(") p JOIN sign_ups s ON s.id = p.id").push(JOINED).push(ordered(filter.order));
    })
}

/// The lines of these sign-ups.
pub(super) async fn lines_of(db: &Db, ids: &[i64], order: Order) -> Result<Vec<Line>, StoreError> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    built!(db, Line, |query| {
        query
            .push(LINE)
            .push(TWICE)
            .push(dialect::pick(db, NAMESAKE))
            .push(" FROM sign_ups s")
            .push(JOINED)
            .push(" WHERE s.id IN (");
        let mut list = query.separated(", ");
        for id in ids {
            list.push_bind(*id);
        }
        query.push(")").push(ordered(order));
    })
}

/// How many the filter means, counted no further than `most`.
pub(super) async fn count(db: &Db, filter: &Filter, most: i64) -> Result<i64, StoreError> {
    let counted = built!(db, (i64,), |query| {
        query.push("SELECT COUNT(*) FROM (SELECT s.id FROM sign_ups s");
        narrowed!(query, filter, "s");
        in_slot!(query, filter);
        named!(query, db, &filter.words);
        query.push(" LIMIT ").push_bind(most).push(") AS counted");
    })?;
    Ok(counted.first().map_or(0, |(count,)| *count))
}

/// The ids of all whom the filter means; unless it says so, not those who withdrew or were declined.
pub(super) async fn ids(db: &Db, filter: &Filter) -> Result<Vec<i64>, StoreError> {
    let found: Vec<(i64,)> = built!(db, (i64,), |query| {
        query.push("SELECT s.id FROM sign_ups s");
        narrowed!(query, filter, "s");
        in_slot!(query, filter);
        named!(query, db, &filter.words);
        query.push(in_for_it!(filter, "s"));
        query.push(" ORDER BY 1");
    })?;
    Ok(found.into_iter().map(|(id,)| id).collect())
}

pub(super) async fn line_by(db: &Db, association_id: i64, id: i64) -> Result<Option<Line>, StoreError> {
    let found = built!(db, Line, |query| {
        query.push(LINE).push(TWICE).push(dialect::pick(db, NAMESAKE)).push(" FROM sign_ups s").push(JOINED);
        query.push(" WHERE n.association_id = ").push_bind(association_id).push(" AND s.id = ").push_bind(id);
    })?;
    Ok(found.into_iter().next())
}

pub(super) use {built, in_for_it, named, narrowed};
