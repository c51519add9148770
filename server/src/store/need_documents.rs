//! Needs as the search index takes them, in the order in which they changed.

use super::{Db, StoreError, dialect, rows};
use crate::local_time::{day_number, local};
use crate::search::NeedDocument;
use app::domain::{Field, Point, need::Remote};
use std::collections::HashMap;

/// How far the index has read: nothing at or before this is read again.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Mark {
    /// The last revision read.
    pub revision: i64,
    /// The last need read among those of that revision.
    pub need_id: i64,
}

/// Some changes, in order.
#[derive(Debug, Default)]
pub struct Changes {
    /// Open needs, new or changed.
    pub open: Vec<NeedDocument>,
    /// Needs that are not open any more.
    pub closed: Vec<i64>,
    /// Where to go on; `None` when there was nothing.
    pub mark: Option<Mark>,
}

#[derive(sqlx::FromRow)]
struct ChangeRow {
    id: i64,
    revision: i64,
    state: String,
    title: String,
    description_text: String,
    association: String,
    activity: Option<String>,
    tags: Option<String>,
    field: String,
    remote: String,
    open_to_minors: bool,
    reduced_mobility: bool,
    first_day: Option<i64>,
    last_day: Option<i64>,
    posted_at: i64,
}

#[derive(sqlx::FromRow)]
struct AddressRow {
    need_id: i64,
    city: String,
    department_code: String,
    lat: f64,
    lon: f64,
}

const ADDRESSES: (&str, &str) = dialect::among!(
    "SELECT need_id, city, department_code, lat, lon FROM need_addresses WHERE need_id IN ",
    "$1",
    " ORDER BY need_id, position"
);

/// Starts of the slots to come, epoch seconds.
const STARTS: (&str, &str) = dialect::among!(
    "SELECT need_id, starts_at FROM slots WHERE capacity > 0 AND starts_at > $2 AND need_id IN ",
    "$1",
    ""
);

/// At most `limit` changes after `mark`. A need with dated slots is dated by those to come after `now`, epoch
/// seconds; see [`super::needs_over::move_on`] for when they begin.
///
/// # Errors
/// When the database fails.
pub async fn changes_after(db: &Db, mark: Mark, limit: i64, now: i64) -> Result<Changes, StoreError> {
    let changed = rows!(
        db,
        ChangeRow,
        "SELECT n.id, n.revision, n.state, n.title, n.description_text, a.name AS association, n.activity,
            n.tags, n.field, n.remote, n.open_to_minors, n.reduced_mobility, n.first_day, n.last_day, n.posted_at
         FROM needs n JOIN associations a ON a.id = n.association_id
         WHERE n.revision > $1 OR (n.revision = $1 AND n.id > $2)
         ORDER BY n.revision, n.id LIMIT $3",
        mark.revision,
        mark.need_id,
        limit
    )?;
    let mut changes = Changes {
        mark: changed.last().map(|row| Mark { revision: row.revision, need_id: row.id }),
        ..Changes::default()
    };
    let mut addresses: HashMap<i64, Vec<AddressRow>> = HashMap::new();
    let list = dialect::ids(changed.iter().filter(|row| row.state == "open").map(|row| &row.id));
    for address in rows!(db, AddressRow, dialect::pick(db, ADDRESSES), &list)? {
        addresses.entry(address.need_id).or_default().push(address);
    }
    let mut starts: HashMap<i64, Vec<i64>> = HashMap::new();
    for (need_id, starts_at) in rows!(db, (i64, i64), dialect::pick(db, STARTS), &list, now)? {
        starts.entry(need_id).or_default().push(starts_at);
    }
    for row in changed {
        if row.state == "open" {
            let addresses = addresses.remove(&row.id).unwrap_or_default();
            let starts = starts.remove(&row.id).unwrap_or_default();
            changes.open.push(row.document(addresses, &starts));
        } else {
            changes.closed.push(row.id);
        }
    }
    Ok(changes)
}

impl ChangeRow {
    fn document(self, addresses: Vec<AddressRow>, starts: &[i64]) -> NeedDocument {
        let day = |day: Option<i64>| day.and_then(|day| i32::try_from(day).ok());
        let department = addresses.first().map_or("75", |at| at.department_code.as_str());
        let days: Vec<i32> = starts.iter().map(|at| day_number(local(*at, department).date())).collect();
        NeedDocument {
            need_id: self.id,
            title: self.title,
            description_text: self.description_text,
            association: self.association,
            activity: self.activity.unwrap_or_default().replace('-', " "),
            tags: self.tags.unwrap_or_default(),
            field: Field::from_code(&self.field).unwrap_or(Field::Solidarity),
            remote: Remote::from_code(&self.remote).unwrap_or(Remote::No),
            open_to_minors: self.open_to_minors,
            reduced_mobility: self.reduced_mobility,
            first_day: days.iter().min().copied().or(day(self.first_day)),
            last_day: days.iter().max().copied().or(day(self.last_day)),
            days,
            posted_at: self.posted_at,
            addresses: addresses
                .iter()
                .map(|at| (Point { lat: at.lat, lon: at.lon }, at.department_code.clone()))
                .collect(),
            cities: addresses.into_iter().map(|at| at.city).collect(),
        }
    }
}
