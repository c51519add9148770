//! Figures: numbers by the day, and for a day the hashes by which the same person counts once.

mod read;
pub mod reports;

pub use read::{Scope, days, lines, needs, waiting};

use super::{Db, StoreError, Tx, dialect, execute, row, secrets::Key, tx_row, tx_rows};
use app::domain::figures::{Source, Step};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// Most sites and campaigns that a need tells apart in a day: nobody fills the table by inventing some.
const SOURCES_OF_NEED: usize = 15;
/// The same for an association, and for the portal.
const SOURCES_OF_MANY: usize = 40;

/// What something is counted of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Of {
    /// A need, and with it its association and the portal.
    Need(i64),
    /// The way from an association's page to its own site, and nothing else.
    Site(i64),
}

/// So much to count.
#[derive(Clone, Debug)]
pub struct Counted {
    /// What it is counted once for.
    pub hash: Option<i64>,
    /// Of what.
    pub of: Of,
    /// The day's number.
    pub day: i64,
    /// What.
    pub step: Step,
    /// The channel or the field.
    pub detail: &'static str,
    /// The code of a [`Source`], or nothing.
    pub source: String,
    /// How many.
    pub total: i64,
}

/// A row but for its number, in the order of the table: several servers that write at once don't wait in a circle.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Row {
    scope: i64,
    of_id: i64,
    event: &'static str,
    day: i64,
    detail: String,
    source: String,
}

/// Adds all of `counted` up, in one transaction: what was counted already, by this server or another, isn't again.
///
/// # Errors
/// When the database fails; then nothing was added.
pub async fn add(db: &Db, counted: &[Counted]) -> Result<(), StoreError> {
    let mut tx = db.begin().await?;
    // What was never there has no figures, and leaves no hash behind.
    let owners = owners(&mut tx, counted).await?;
    let counted: Vec<_> = counted.iter().filter(|one| owners.contains_key(&one.of)).collect();
    let fresh = fresh_hashes(&mut tx, &counted).await?;
    let counted =
        counted.into_iter().filter(|one| one.hash.is_none_or(|hash| fresh.contains(&(one.day, hash))));
    let mut rows: BTreeMap<Row, i64> = BTreeMap::new();
    for one in counted {
        let Some(association) = owners.get(&one.of) else { continue };
        for row in rows_of(one, *association) {
            *rows.entry(row).or_default() += one.total;
        }
    }
    let rows = bounded(&mut tx, rows).await?;
    add_rows(&mut tx, &rows).await?;
    tx.commit().await
}

/// The rows that something of this association counts in.
fn rows_of(one: &Counted, association: i64) -> Vec<Row> {
    let row = |scope: Scope| {
        let (scope, of_id) = scope.key();
        let (event, day) = (one.step.code(), one.day);
        Row { scope, of_id, event, day, detail: one.detail.to_owned(), source: one.source.clone() }
    };
    let Of::Need(need_id) = one.of else { return vec![row(Scope::Site(association))] };
    let mut rows = vec![row(Scope::Portal), row(Scope::Association(association)), row(Scope::Need(need_id))];
    if matches!(one.step, Step::Seen | Step::Finished) {
        let (detail, source) = (need_id.to_string(), String::new());
        rows.push(Row { detail, source, ..row(Scope::NeedsOf(association)) });
    }
    rows
}

/// The hashes that weren't there, with their days.
async fn fresh_hashes(tx: &mut Tx, counted: &[&Counted]) -> Result<HashSet<(i64, i64)>, StoreError> {
    const INSERT: (&str, &str) = (
        "INSERT INTO figures_seen (day, hash) SELECT value ->> 0, value ->> 1 FROM json_each($1) WHERE true
         ON CONFLICT DO NOTHING RETURNING day, hash",
        "INSERT INTO figures_seen (day, hash)
         SELECT CAST(v ->> 0 AS BIGINT), CAST(v ->> 1 AS BIGINT) FROM json_array_elements(CAST($1 AS JSON)) AS t (v)
         ON CONFLICT DO NOTHING RETURNING day, hash",
    );
    let hashes: BTreeSet<_> = counted.iter().filter_map(|one| Some((one.day, one.hash?))).collect();
    if hashes.is_empty() {
        return Ok(HashSet::new());
    }
    let list = json(&hashes)?;
    let sql = dialect::pick_in(tx, INSERT);
    Ok(tx_rows!(tx, (i64, i64), sql, list)?.into_iter().collect())
}

/// The association behind each, of those that are there.
async fn owners(tx: &mut Tx, counted: &[Counted]) -> Result<HashMap<Of, i64>, StoreError> {
    const NEEDS: (&str, &str) =
        dialect::among!("SELECT id, association_id FROM needs WHERE id IN ", "$1", "");
    const SITES: (&str, &str) = dialect::among!("SELECT id, id FROM associations WHERE id IN ", "$1", "");
    let (mut needs, mut sites) = (BTreeSet::new(), BTreeSet::new());
    for one in counted {
        match one.of {
            Of::Need(id) => needs.insert(id),
            Of::Site(id) => sites.insert(id),
        };
    }
    let mut owners = HashMap::new();
    let (sql, of_sites) = (dialect::pick_in(tx, NEEDS), dialect::pick_in(tx, SITES));
    for (id, association) in tx_rows!(tx, (i64, i64), sql, dialect::ids(&needs))? {
        owners.insert(Of::Need(id), association);
    }
    if !sites.is_empty() {
        for (id, association) in tx_rows!(tx, (i64, i64), of_sites, dialect::ids(&sites))? {
            owners.insert(Of::Site(id), association);
        }
    }
    Ok(owners)
}

/// The same rows, in which sites and campaigns past the bound are [`Source::Other`].
async fn bounded(tx: &mut Tx, rows: BTreeMap<Row, i64>) -> Result<BTreeMap<Row, i64>, StoreError> {
    const KNOWN: (&str, &str) = dialect::among!(
        "SELECT DISTINCT of_id, source FROM figures
            WHERE scope = $2 AND event IN ('seen', 'liked', 'followed', 'begun', 'finished') AND day = $3 AND of_id IN ",
        "$1",
        ""
    );
    let is_free = |row: &Row| Source::from_code(&row.source).is_some_and(|source| source.is_free());
    let mut asked: BTreeMap<(i64, i64), BTreeSet<i64>> = BTreeMap::new();
    for row in rows.keys().filter(|row| is_free(row)) {
        asked.entry((row.scope, row.day)).or_default().insert(row.of_id);
    }
    let mut known: HashMap<(i64, i64, i64), HashSet<String>> = HashMap::new();
    let sql = dialect::pick_in(tx, KNOWN);
    for ((scope, day), ids) in asked {
        for (of_id, source) in tx_rows!(tx, (i64, String), sql, dialect::ids(&ids), scope, day)? {
            known.entry((scope, day, of_id)).or_default().insert(source);
        }
    }
    let mut out: BTreeMap<Row, i64> = BTreeMap::new();
    for (mut row, total) in rows {
        if is_free(&row) {
            let most = if row.scope == Scope::Need(0).key().0 { SOURCES_OF_NEED } else { SOURCES_OF_MANY };
            let of_it = known.entry((row.scope, row.day, row.of_id)).or_default();
            if of_it.contains(&row.source) || of_it.len() < most {
                of_it.insert(row.source.clone());
            } else {
                row.source = Source::Other.code();
            }
        }
        *out.entry(row).or_default() += total;
    }
    Ok(out)
}

async fn add_rows(tx: &mut Tx, rows: &BTreeMap<Row, i64>) -> Result<(), StoreError> {
    const ADD: (&str, &str) = (
        "INSERT INTO figures (scope, of_id, event, day, detail, source, total)
         SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5, value ->> 6
         FROM json_each($1) WHERE true
         ON CONFLICT (scope, of_id, event, day, detail, source) DO UPDATE SET total = figures.total + excluded.total",
        "INSERT INTO figures (scope, of_id, event, day, detail, source, total)
         SELECT CAST(v ->> 0 AS BIGINT), CAST(v ->> 1 AS BIGINT), v ->> 2, CAST(v ->> 3 AS BIGINT), v ->> 4, v ->> 5,
            CAST(v ->> 6 AS BIGINT)
         FROM json_array_elements(CAST($1 AS JSON)) AS t (v)
         ON CONFLICT (scope, of_id, event, day, detail, source) DO UPDATE SET total = figures.total + excluded.total",
    );
    let list: Vec<_> = rows
        .iter()
        .map(|(row, total)| (row.scope, row.of_id, row.event, row.day, &row.detail, &row.source, total))
        .collect();
    if list.is_empty() {
        return Ok(());
    }
    let list = json(&list)?;
    let sql = dialect::pick_in(tx, ADD);
    execute!(tx, sql, list)?;
    Ok(())
}

fn json(values: &impl serde::Serialize) -> Result<String, StoreError> {
    serde_json::to_string(values).map_err(|error| StoreError::Fault(sqlx::Error::Encode(Box::new(error))))
}

/// The salts of these days, drawn by `fresh` where there are none yet: of two servers both get that of the first.
///
/// # Errors
/// When the database fails.
pub async fn salts(db: &Db, days: [i64; 2], fresh: fn() -> Key) -> Result<Vec<(i64, Key)>, StoreError> {
    let mut salts = Vec::new();
    for day in days {
        let mut tx = db.begin().await?;
        execute!(
            &mut tx,
            "INSERT INTO figures_salts (day, salt) VALUES ($1, $2) ON CONFLICT (day) DO NOTHING",
            day,
            fresh().as_slice()
        )?;
        let kept = tx_row!(&mut tx, (Vec<u8>,), "SELECT salt FROM figures_salts WHERE day = $1", day)?;
        tx.commit().await?;
        salts.extend(kept.and_then(|(salt,)| Some((day, salt.try_into().ok()?))));
    }
    Ok(salts)
}

/// Throws away the salts and hashes of the days before `today`. The salts go first, and are written over: what is
/// deleted in a file isn't gone from it. The hashes follow `most` at a time, so that a sign-up comes between.
///
/// # Errors
/// When the database fails.
pub async fn forget_people(db: &Db, today: i64, most: i64) -> Result<(), StoreError> {
    if row!(db, (i64,), "SELECT day FROM figures_salts WHERE day < $1 LIMIT 1", today)?.is_some() {
        let mut tx = db.begin().await?;
        execute!(&mut tx, "UPDATE figures_salts SET salt = $1 WHERE day < $2", [0_u8; 32].as_slice(), today)?;
        execute!(&mut tx, "DELETE FROM figures_salts WHERE day < $1", today)?;
        tx.commit().await?;
    }
    // What another server wrote down after its midnight is found the next time.
    while row!(db, (i64,), "SELECT day FROM figures_seen WHERE day < $1 LIMIT 1", today)?.is_some() {
        let mut tx = db.begin().await?;
        execute!(
            &mut tx,
            "DELETE FROM figures_seen WHERE (day, hash) IN (
                SELECT day, hash FROM figures_seen WHERE day < $1 ORDER BY day, hash LIMIT $2)",
            today,
            most
        )?;
        tx.commit().await?;
    }
    Ok(())
}

/// Deletes the figures of the days before `oldest`, the first of a month. The portal has a row of every month of which
/// anybody has one, so that there is nothing to look through but once a month.
///
/// # Errors
/// When the database fails.
pub async fn forget_days(db: &Db, oldest: i64) -> Result<(), StoreError> {
    let any = row!(
        db,
        (i64,),
        "SELECT month FROM figures_months WHERE scope = 0 AND of_id = 0 AND month < $1 LIMIT 1",
        oldest / 100
    )?;
    if any.is_none() {
        return Ok(());
    }
    let mut tx = db.begin().await?;
    execute!(&mut tx, "DELETE FROM figures WHERE day < $1", oldest)?;
    execute!(&mut tx, "DELETE FROM figures_months WHERE month < $1", oldest / 100)?;
    tx.commit().await
}
