//! Needs for lists: what their cards show, some dozens in three statements.

use super::{
    rows::{AddressRow, SlotRow},
    sign_up_at, state,
};
use crate::{
    local_time::day,
    store::{Db, StoreError, dialect, rows},
};
use app::domain::{
    Field, Point,
    need::{NeedCard, Remote, Slot},
};
use std::collections::HashMap;

#[derive(sqlx::FromRow)]
struct CardRow {
    id: i64,
    slug: String,
    title: String,
    field: String,
    association: String,
    remote: String,
    schedule: Option<String>,
    last_day: Option<i64>,
    sign_up: String,
    state: String,
}

const CARDS: (&str, &str) = dialect::among!(
    "SELECT n.id, n.slug, n.title, n.field, a.name AS association, n.remote, n.schedule, n.last_day, n.sign_up, n.state
     FROM needs n JOIN associations a ON a.id = n.association_id WHERE n.id IN ",
    "$1",
    ""
);
const ADDRESSES: (&str, &str) = dialect::among!(
    "SELECT need_id, street, postcode, city, insee, department_code, lat, lon FROM need_addresses WHERE need_id IN ",
    "$1",
    ""
);
const SLOTS: (&str, &str) = dialect::among!(
    "SELECT id, need_id, starts_at, ends_at, capacity, taken FROM slots WHERE capacity > 0 AND need_id IN ",
    "$1",
    ""
);

/// Cards of these needs, in the order of `ids`; those that don't exist are left out. `from` is where
/// distances are measured from, and which of several addresses is shown.
///
/// # Errors
/// When the database fails.
pub async fn cards(db: &Db, ids: &[i64], from: Option<Point>, now: i64) -> Result<Vec<NeedCard>, StoreError> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let list = dialect::ids(ids);
    let cards = rows!(db, CardRow, dialect::pick(db, CARDS), &list)?;
    let mut addresses: HashMap<i64, Vec<AddressRow>> = HashMap::new();
    for address in rows!(db, AddressRow, dialect::pick(db, ADDRESSES), &list)? {
        addresses.entry(address.need_id).or_default().push(address);
    }
    let mut slots: HashMap<i64, Vec<SlotRow>> = HashMap::new();
    for slot in rows!(db, SlotRow, dialect::pick(db, SLOTS), &list)? {
        slots.entry(slot.need_id).or_default().push(slot);
    }
    let mut by_id: HashMap<i64, NeedCard> = cards
        .into_iter()
        .map(|card| {
            let addresses = addresses.remove(&card.id).unwrap_or_default();
            let slots = slots.remove(&card.id).unwrap_or_default();
            (card.id, card.card(addresses, &slots, from, now))
        })
        .collect();
    Ok(ids.iter().filter_map(|id| by_id.remove(id)).collect())
}

impl CardRow {
    fn card(self, addresses: Vec<AddressRow>, slots: &[SlotRow], from: Option<Point>, now: i64) -> NeedCard {
        let more_places = i64::try_from(addresses.len()).unwrap_or(0).saturating_sub(1);
        let distance = |address: &AddressRow| {
            from.map(|from| from.distance_km(Point { lat: address.lat, lon: address.lon }))
        };
        let nearest = addresses.into_iter().min_by(|one, other| {
            let (one, other) = (distance(one).unwrap_or(0.0), distance(other).unwrap_or(0.0));
            one.total_cmp(&other)
        });
        let department = nearest.as_ref().map_or("75", |address| address.department_code.as_str());
        let mut coming: Vec<Slot> =
            slots.iter().map(|slot| slot.slot(department, now)).filter(|slot| !slot.over).collect();
        coming.sort_by_key(|slot| slot.times.map(|times| times.starts));
        let dated = coming.iter().filter(|slot| slot.times.is_some()).count();
        NeedCard {
            id: self.id,
            slug: self.slug,
            title: self.title,
            field: Field::from_code(&self.field).unwrap_or(Field::Solidarity),
            association: self.association,
            distance_km: nearest.as_ref().and_then(distance),
            more_places,
            remote: Remote::from_code(&self.remote).unwrap_or(Remote::No),
            next: coming.iter().find_map(|slot| slot.times),
            more_slots: i64::try_from(dated).unwrap_or(0).saturating_sub(1).max(0),
            schedule: self.schedule,
            last_day: self.last_day.and_then(day),
            left: coming.iter().map(Slot::left).sum(),
            capacity: coming.iter().map(|slot| slot.capacity).sum(),
            sign_up: sign_up_at(&self.sign_up),
            state: state(&self.state),
            likes: None,
            place: nearest.map(|address| (address.city, address.department_code)),
        }
    }
}
