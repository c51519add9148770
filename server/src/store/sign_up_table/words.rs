//! People found by how words of their names and addresses begin: from the index of words, by the one that leads to the
//! fewest.

use super::{
    Filter, Order, dialect,
    query::{built, in_for_it, named, narrowed},
};
use crate::store::{Db, StoreError, scalar};
use sqlx::QueryBuilder;

/// From so many people on a word is frequent.
const FREQUENT: i64 = 1_000;
/// Beyond that it doesn't matter which word leads to fewer people.
const COMPARED: i64 = 5_000;
/// Words of one person that may begin alike, on the average of those counted.
const ALIKE: i64 = 4;

/// The first word that doesn't begin with `word` any more, nearly.
fn end_of(word: &str) -> String {
    format!("{word}\u{10ffff}")
}

/// The word to begin with, and what the others are for those that it leads to.
struct Lead<'a> {
    word: &'a str,
    others: Vec<&'a String>,
    /// They are few enough to look at each.
    few: bool,
}

async fn lead<'a>(db: &Db, filter: &'a Filter) -> Result<Option<Lead<'a>>, StoreError> {
    if let [word] = filter.words.as_slice() {
        return Ok(Some(Lead { word, others: Vec::new(), few: false }));
    }
    let mut best: Option<(i64, &String)> = None;
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
        if best.is_none_or(|(fewest, _)| people < fewest) {
            best = Some((people, word));
        }
    }
    Ok(best.map(|(people, word)| Lead {
        word,
        others: filter.words.iter().filter(|other| *other != word).collect(),
        few: people < FREQUENT,
    }))
}

/// Adds ` FROM … WHERE …`, words being called `w`.
macro_rules! from_words {
    ($query:expr, $db:expr, $filter:expr, $lead:expr) => {
        let looked_at = $lead.few && !$lead.others.is_empty();
        $query.push(" FROM sign_up_words w");
        $query.push(if looked_at { " CROSS JOIN sign_ups s" } else { "" });
        narrowed!($query, $filter, "w");
        $query.push(" AND w.word >= ").push_bind($lead.word.to_owned());
        $query.push(" AND w.word < ").push_bind(end_of($lead.word));
        if looked_at {
            $query.push(" AND s.id = w.sign_up_id");
            named!($query, $db, &$lead.others);
        } else {
            for other in &$lead.others {
                $query
                    .push(" AND w.sign_up_id IN (SELECT o.sign_up_id FROM sign_up_words o WHERE o.association_id = ");
                $query.push_bind($filter.association_id).push(" AND o.word >= ").push_bind((*other).clone());
                $query.push(" AND o.word < ").push_bind(end_of(other)).push(")");
            }
        }
    };
}

/// What one look at the words found.
pub(super) struct Found {
    /// How many people there are, if no more than were to be counted.
    pub people: i64,
    /// The ids of those of the page, in no order. None where they are so many that whoever walks through all people in
    /// their order soon has a page.
    pub page: Option<Vec<i64>>,
}

/// The page from the `offset`th; people are counted no further than `most`.
pub(super) async fn find(
    db: &Db,
    filter: &Filter,
    most: i64,
    (offset, limit): (i64, i64),
) -> Result<Found, StoreError> {
    let Some(lead) = lead(db, filter).await? else { return Ok(Found { people: 0, page: None }) };
    let read = most.saturating_mul(ALIKE);
    // Names are elsewhere: each costs a look.
    let (order, sorted) = match filter.order {
        Order::Newest => (" ORDER BY e.at DESC, e.id DESC", read - 1),
        Order::Oldest => (" ORDER BY e.at, e.id", read - 1),
        Order::Name => (" JOIN sign_ups s ON s.id = e.id ORDER BY s.name_key, e.id", FREQUENT),
    };
    let rows: Vec<(i64, i64, Option<i64>)> = built!(db, (i64, i64, Option<i64>), |query| {
        query.push("WITH found AS MATERIALIZED (SELECT w.sign_up_id AS id, w.created_at AS at");
        from_words!(query, db, filter, lead);
        query.push(" LIMIT ").push_bind(read);
        query.push("), counted AS MATERIALIZED (SELECT COUNT(*) AS words FROM found), ");
        // A person who has several words that begin so is found by each.
        query.push("each AS MATERIALIZED (SELECT DISTINCT id, at FROM found) ");
        query.push("SELECT c.words, CASE WHEN c.words < ").push_bind(read);
        query
            .push(" THEN (SELECT COUNT(*) FROM each) ELSE ")
            .push_bind(most)
            .push(" END, p.id FROM counted c ");
        query.push("LEFT JOIN (SELECT e.id FROM each e").push(order);
        query.push(" LIMIT CASE WHEN (SELECT words FROM counted) <= ").push_bind(sorted);
        query
            .push(" THEN ")
            .push_bind(limit)
            .push(" ELSE 0 END OFFSET ")
            .push_bind(offset)
            .push(") p ON 1 = 1");
    })?;
    let Some((words, people, _)) = rows.first().copied() else { return Ok(Found { people: 0, page: None }) };
    let page = (words <= sorted).then(|| rows.iter().filter_map(|(_, _, id)| *id).collect());
    Ok(Found { people: people.min(most), page })
}

/// How many there are.
pub(super) async fn count(db: &Db, filter: &Filter) -> Result<i64, StoreError> {
    let Some(lead) = lead(db, filter).await? else { return Ok(0) };
    let counted = built!(db, (i64,), |query| {
        query.push("SELECT COUNT(DISTINCT w.sign_up_id)");
        from_words!(query, db, filter, lead);
    })?;
    Ok(counted.first().map_or(0, |(count,)| *count))
}

/// The ids of all; unless the filter says so, not of those who withdrew or were declined.
pub(super) async fn ids(db: &Db, filter: &Filter) -> Result<Vec<i64>, StoreError> {
    let Some(lead) = lead(db, filter).await? else { return Ok(Vec::new()) };
    let found: Vec<(i64,)> = built!(db, (i64,), |query| {
        query.push("SELECT DISTINCT w.sign_up_id");
        from_words!(query, db, filter, lead);
        query.push(in_for_it!(filter, "w"));
        query.push(" ORDER BY 1");
    })?;
    Ok(found.into_iter().map(|(id,)| id).collect())
}
