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

/// Another sign-up of the same address, in a slot that overlaps. Its slot is looked up in a subquery of its own:
/// PostgreSQL would rather read all slots, for each line.
const TWICE: &str = "EXISTS (SELECT 1 FROM sign_ups o
            WHERE o.email_key = s.email_key AND o.id <> s.id AND o.association_id = s.association_id
                AND s.state NOT IN ('cancelled', 'expired') AND o.state NOT IN ('cancelled', 'expired')
                AND (SELECT os.starts_at < COALESCE(sl.ends_at, sl.starts_at + 1)
                        AND sl.starts_at < COALESCE(os.ends_at, os.starts_at + 1)
                     FROM slots os WHERE os.id = o.slot_id)) AS twice";

const JOINED: &str = " JOIN needs n ON n.id = s.need_id JOIN slots sl ON sl.id = s.slot_id
        LEFT JOIN coordinators c ON c.id = s.assigned_to";

/// What leads to the people who are meant.
enum Way<'a> {
    /// The association's own index: there are no words.
    All,
    /// The index of words, from the one that the fewest people have; whether these are few enough to look at each.
    Word(&'a String, bool),
    /// The index of names in their order: the words are so frequent that a page is soon full.
    Names,
}

/// From so many people on a word is frequent.
const FREQUENT: i64 = 1_000;
/// Beyond that it doesn't matter which word is rarer.
const COMPARED: i64 = 20_000;
/// Words of one person that may begin alike, on the average of a page.
const ALIKE: i64 = 4;

/// The first word that doesn't begin with `word` any more, nearly.
fn end_of(word: &str) -> String {
    format!("{word}\u{10ffff}")
}

/// The best way to those whom the filter means, in their order where there is one.
async fn way<'a>(db: &Db, filter: &'a Filter, order: Option<Order>) -> Result<Way<'a>, StoreError> {
    let mut rarest: Option<(i64, &String)> = None;
    for word in &filter.words {
        let people: i64 = scalar!(
            db,
            "SELECT COUNT(*) FROM (SELECT 1 FROM sign_up_words
             WHERE association_id = $1 AND word >= $2 AND word < $3 LIMIT $4) AS counted",
            filter.association_id,
            word,
            end_of(word),
            COMPARED
        )?;
        if rarest.is_none_or(|(fewest, _)| people < fewest) {
            rarest = Some((people, word));
        }
    }
    Ok(match rarest {
        None => Way::All,
        Some((people, _)) if people >= FREQUENT && order == Some(Order::Name) => Way::Names,
        Some((people, word)) => Way::Word(word, people < FREQUENT),
    })
}

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

/// Adds that a person called `s` has words that begin so.
macro_rules! named {
    ($query:expr, $db:expr, $words:expr) => {
        for word in $words {
            $query.push(dialect::pick($db, (" AND instr(s.name_key, ", " AND strpos(s.name_key, ")));
            $query.push_bind(format!(" {word}")).push(") > 0");
        }
    };
}

/// Adds ` FROM … WHERE …` for one way, the people being called `s`, or only their words `w`.
macro_rules! from_where {
    ($query:expr, $db:expr, $filter:expr, $way:expr, $people:expr) => {
        match $way {
            Way::All => {
                $query.push(" FROM sign_ups s");
                narrowed!($query, $filter, "s");
            }
            Way::Names => {
                $query.push(" FROM sign_ups s");
                $query.push(dialect::pick($db, (" INDEXED BY sign_ups_by_name", "")));
                narrowed!($query, $filter, "s");
                named!($query, $db, &$filter.words);
            }
            Way::Word(word, few) => {
                $query.push(" FROM sign_up_words w");
                $query.push(if $people { " CROSS JOIN sign_ups s" } else { "" });
                narrowed!($query, $filter, "w");
                $query.push(" AND w.word >= ").push_bind(word.clone());
                $query.push(" AND w.word < ").push_bind(end_of(word));
                $query.push(if $people { " AND s.id = w.sign_up_id" } else { "" });
                let others = $filter.words.iter().filter(|other| other.as_str() != word.as_str());
                if *few {
                    named!($query, $db, others);
                } else {
                    for other in others {
                        $query.push(
                            " AND w.sign_up_id IN (SELECT o.sign_up_id FROM sign_up_words o WHERE o.association_id = ",
                        );
                        $query.push_bind($filter.association_id).push(" AND o.word >= ").push_bind(other.clone());
                        $query.push(" AND o.word < ").push_bind(end_of(other)).push(")");
                    }
                }
            }
        }
    };
}

/// Whether finding those meant takes more than their words.
fn takes_people(filter: &Filter, way: &Way<'_>, order: Option<Order>) -> bool {
    let several = filter.words.iter().any(|word| Some(word) != filter.words.first());
    matches!(way, Way::Word(_, true)) && several || order == Some(Order::Name)
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
    let way = way(db, filter, None).await?;
    let people = takes_people(filter, &way, None);
    let counted: Vec<(i64,)> = built!(db, (i64,), |query| {
        let each = if matches!(way, Way::Word(..)) { "DISTINCT w.sign_up_id" } else { "s.id" };
        query.push("SELECT COUNT(*) FROM (SELECT ").push(each);
        from_where!(query, db, filter, &way, people);
        query.push(" LIMIT ").push_bind(most).push(") AS counted");
    })?;
    Ok(counted.first().map_or(0, |(count,)| *count))
}

pub(super) async fn ids_by(db: &Db, filter: &Filter) -> Result<Vec<i64>, StoreError> {
    let way = way(db, filter, None).await?;
    let people = takes_people(filter, &way, None);
    let found: Vec<(i64,)> = built!(db, (i64,), |query| {
        let (of, id) = if matches!(way, Way::Word(..)) { ("w", "w.sign_up_id") } else { ("s", "s.id") };
        query.push(format!("SELECT DISTINCT {id}"));
        from_where!(query, db, filter, &way, people);
        if filter.seen.is_none() {
            query.push(format!(" AND {of}.standing NOT IN ('cancelled', 'declined')"));
        }
        query.push(" ORDER BY 1");
    })?;
    Ok(found.into_iter().map(|(id,)| id).collect())
}

pub(super) async fn lines_by(
    db: &Db,
    filter: &Filter,
    after: Option<&After>,
    offset: i64,
    limit: i64,
    twice: bool,
) -> Result<Vec<Line>, StoreError> {
    let order = filter.order;
    let way = way(db, filter, Some(order)).await?;
    let people = takes_people(filter, &way, Some(order));
    let (id, key) = match (&way, order) {
        (Way::Word(..), Order::Newest | Order::Oldest) if !people => ("w.sign_up_id", "w.created_at"),
        (_, Order::Newest | Order::Oldest) => ("s.id", "s.created_at"),
        (_, Order::Name) => ("s.id", "s.name_key"),
    };
    let (to, beyond) = if order == Order::Newest { (" DESC", "<") } else { ("", ">") };
    built!(db, Line, |query| {
        query.push(LINE).push(if twice { TWICE } else { "1 = 0 AS twice" });
        // A person who has several words that begin so is found by each: more are taken, then each once.
        query.push(format!(" FROM (SELECT DISTINCT id, key FROM (SELECT {id} AS id, {key} AS key"));
        from_where!(query, db, filter, &way, people);
        if let Some(after) = after {
            query.push(format!(" AND ({key}, {id}) {beyond} ("));
            match order {
                Order::Name => query.push_bind(after.name_key.clone()),
                Order::Newest | Order::Oldest => query.push_bind(after.created_at),
            };
            query.push(", ").push_bind(after.id).push(")");
        }
        let taken = if matches!(way, Way::Word(..)) { (offset + limit) * ALIKE } else { offset + limit };
        query.push(format!(" ORDER BY {key}{to}, {id}{to} LIMIT ")).push_bind(taken);
        query.push(format!(") AS found ORDER BY key{to}, id{to} LIMIT ")).push_bind(limit);
        query.push(" OFFSET ").push_bind(offset).push(") p JOIN sign_ups s ON s.id = p.id").push(JOINED);
        query.push(format!(" ORDER BY p.key{to}, p.id{to}"));
    })
}

pub(super) async fn line_by(db: &Db, association_id: i64, id: i64) -> Result<Option<Line>, StoreError> {
    let found = built!(db, Line, |query| {
        query.push(LINE).push(TWICE).push(" FROM sign_ups s").push(JOINED);
        query.push(" WHERE n.association_id = ").push_bind(association_id).push(" AND s.id = ").push_bind(id);
    })?;
    Ok(found.into_iter().next())
}
