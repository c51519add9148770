//! The statements of the table, built from its filter.

use super::{After, Filter, Line, Order, dialect};
use crate::store::{Db, StoreError, scalar};
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

/// A word that more people than this have is looked for in the index that holds them all.
const FEW: i64 = 2_000;

/// The first key that doesn't begin with `word` any more, nearly.
fn end_of(word: &str) -> String {
    format!("{word}\u{10ffff}")
}

/// That word of the filter that the fewest people have, if they are few: what the search begins with.
async fn rarest<'a>(db: &Db, filter: &'a Filter) -> Result<Option<&'a String>, StoreError> {
    let mut best: Option<(i64, &String)> = None;
    for word in &filter.words {
        let people: i64 = scalar!(
            db,
            "SELECT COUNT(*) FROM (SELECT 1 FROM sign_up_words
             WHERE association_id = $1 AND word >= $2 AND word < $3 LIMIT $4) AS counted",
            filter.association_id,
            word,
            end_of(word),
            FEW
        )?;
        if people < best.map_or(FEW, |(fewest, _)| fewest) {
            best = Some((people, word));
        }
    }
    Ok(best.map(|(_, word)| word))
}

/// Adds the filter to a statement: `FROM … WHERE …`, the sign-ups being called `s`.
macro_rules! from_where {
    ($query:expr, $db:expr, $filter:expr, $rarest:expr) => {
        if let Some(word) = $rarest {
            $query.push(" FROM (SELECT DISTINCT sign_up_id FROM sign_up_words WHERE association_id = ");
            $query.push_bind($filter.association_id).push(" AND word >= ").push_bind(word.clone());
            $query.push(" AND word < ").push_bind(end_of(word));
            $query.push(") few CROSS JOIN sign_ups s WHERE s.id = few.sign_up_id AND s.association_id = ");
        } else {
            $query.push(" FROM sign_ups s WHERE s.association_id = ");
        }
        $query.push_bind($filter.association_id);
        // Beside words no index but the association's own is of use, and these hide theirs.
        let searched = !$filter.words.is_empty();
        if let Some(need) = $filter.need_id {
            $query.push(if searched { " AND +s.need_id = " } else { " AND s.need_id = " }).push_bind(need);
        }
        if let Some(seen) = $filter.seen {
            $query.push(if searched { " AND s.standing || '' = " } else { " AND s.standing = " });
            $query.push_bind(seen.code());
        }
        match $filter.assigned_to {
            Some(Some(member)) => {
                $query.push(if searched { " AND +s.assigned_to = " } else { " AND s.assigned_to = " });
                $query.push_bind(member);
            }
            Some(None) => {
                $query.push(" AND s.assigned_to IS NULL");
            }
            None => {}
        }
        for word in &$filter.words {
            $query.push(dialect::pick($db, (" AND instr(s.name_key, ", " AND strpos(s.name_key, ")));
            $query.push_bind(format!(" {word}")).push(") > 0");
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
    let rarest = rarest(db, filter).await?;
    let counted: Vec<(i64,)> = built!(db, (i64,), |query| {
        query.push("SELECT COUNT(*) FROM (SELECT s.id");
        from_where!(query, db, filter, rarest);
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
    let (order, rarest) = (ordered(filter.order), rarest(db, filter).await?);
    built!(db, Line, |query| {
        query.push(LINE).push(if twice { TWICE } else { "1 = 0 AS twice" });
        query.push(" FROM (SELECT s.id");
        from_where!(query, db, filter, rarest);
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
