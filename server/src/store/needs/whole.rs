//! Needs with all that is known of them, many at a time.

use super::{
    rows::{AddressRow, SlotRow},
    sign_up_at, state,
};
use crate::{
    local_time::{day, local},
    store::{
        Db, StoreError,
        dialect::{among, ids as listed, pick},
        rows,
    },
};
use app::domain::{
    Field,
    association::Logo,
    need::{Address, AssociationLine, Need, Remote},
};
use std::collections::HashMap;

/// When a need came and changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change {
    /// Epoch seconds.
    pub posted_at: i64,
    /// Epoch seconds.
    pub updated_at: i64,
    /// How often it was changed by hand.
    pub version: i64,
}

#[derive(sqlx::FromRow)]
struct NeedRow {
    id: i64,
    slug: String,
    title: String,
    description_html: String,
    description_text: String,
    field: String,
    activity: Option<String>,
    remote: String,
    schedule: Option<String>,
    audience: Option<String>,
    requirements: Option<String>,
    tags: Option<String>,
    open_to_minors: bool,
    reduced_mobility: bool,
    close_to_transport: bool,
    page_url: Option<String>,
    sign_up: String,
    first_day: Option<i64>,
    last_day: Option<i64>,
    state: String,
    posted_at: i64,
    updated_at: i64,
    version: i64,
    association_id: i64,
    association_name: String,
    association_web_page: Option<String>,
    credit: Option<String>,
    logo_hash: Option<String>,
    logo_width: Option<i64>,
    logo_height: Option<i64>,
}

impl NeedRow {
    fn logo(&self) -> Option<Logo> {
        let (hash, width, height) = (self.logo_hash.clone()?, self.logo_width?, self.logo_height?);
        Some(Logo { association_id: self.association_id, hash, width, height })
    }

    /// With what belongs to it; `now` says which slots are over.
    fn need(self, addresses: Vec<Address>, slots: &[SlotRow], now: i64) -> Need {
        let department =
            addresses.first().map_or("75", |address| address.department_code.as_str()).to_owned();
        let logo = self.logo();
        Need {
            id: self.id,
            slug: self.slug,
            title: self.title,
            description_html: self.description_html,
            description_text: self.description_text,
            field: Field::from_code(&self.field).unwrap_or(Field::Solidarity),
            activity: self.activity,
            remote: Remote::from_code(&self.remote).unwrap_or(Remote::No),
            schedule: self.schedule,
            audience: self.audience,
            requirements: self.requirements,
            tags: self.tags,
            open_to_minors: self.open_to_minors,
            reduced_mobility: self.reduced_mobility,
            close_to_transport: self.close_to_transport,
            page_url: self.page_url,
            sign_up: sign_up_at(&self.sign_up),
            first_day: self.first_day.and_then(day),
            last_day: self.last_day.and_then(day),
            state: state(&self.state),
            posted_on: local(self.posted_at, &department).date(),
            association: AssociationLine {
                id: self.association_id,
                name: self.association_name,
                web_page: self.association_web_page,
                logo,
            },
            slots: slots.iter().map(|slot| slot.slot(&department, now)).collect(),
            addresses,
            credit: self.credit.filter(|credit| !credit.is_empty()),
        }
    }
}

/// The whole need, or `None` if there is none with this id.
///
/// # Errors
/// When the database fails.
pub async fn need(db: &Db, id: i64, now: i64) -> Result<Option<Need>, StoreError> {
    Ok(whole(db, &[id], now).await?.pop())
}

/// The needs with these ids, open or closed, in the order of `ids`; ids that there is no need for are left out.
/// A few hundred at a time.
///
/// # Errors
/// When the database fails.
pub async fn whole(db: &Db, ids: &[i64], now: i64) -> Result<Vec<Need>, StoreError> {
    Ok(whole_and_changes(db, ids, now).await?.into_iter().map(|(need, _)| need).collect())
}

/// The same, each with when it came and changed. That is read first: a need whose slots change in between is told as
/// older than it is, and is asked for again.
///
/// # Errors
/// When the database fails.
pub async fn whole_and_changes(db: &Db, ids: &[i64], now: i64) -> Result<Vec<(Need, Change)>, StoreError> {
    let list = listed(ids);
    let needs = rows!(
        db,
        NeedRow,
        pick(
            db,
            among!(
                "SELECT n.id, n.slug, n.title, n.description_html, n.description_text, n.field, n.activity, n.remote,
                    n.schedule, n.audience, n.requirements, n.tags, n.open_to_minors, n.reduced_mobility,
                    n.close_to_transport, n.page_url, n.sign_up, n.first_day, n.last_day, n.state, n.posted_at, n.updated_at,
                    n.version,
                    a.id AS association_id, a.name AS association_name, a.web_page AS association_web_page, f.credit,
                    l.hash AS logo_hash, l.width AS logo_width, l.height AS logo_height
                 FROM needs n JOIN associations a ON a.id = n.association_id LEFT JOIN feeds f ON f.id = n.feed_id
                    LEFT JOIN association_logos l ON l.association_id = a.id
                 WHERE n.id IN ",
                "$1",
                ""
            )
        ),
        &list
    )?;
    let mut addresses: HashMap<i64, Vec<Address>> = HashMap::new();
    for row in rows!(
        db,
        AddressRow,
        pick(
            db,
            among!(
                "SELECT need_id, street, postcode, city, insee, department_code, lat, lon FROM need_addresses
                 WHERE need_id IN ",
                "$1",
                " ORDER BY need_id, position"
            )
        ),
        &list
    )? {
        addresses.entry(row.need_id).or_default().push(row.address());
    }
    let mut slots: HashMap<i64, Vec<SlotRow>> = HashMap::new();
    for row in rows!(
        db,
        SlotRow,
        pick(
            db,
            among!(
                "SELECT id, need_id, starts_at, ends_at, capacity, taken FROM slots WHERE capacity > 0 AND need_id IN ",
                "$1",
                " ORDER BY need_id, starts_at, id"
            )
        ),
        &list
    )? {
        slots.entry(row.need_id).or_default().push(row);
    }
    let mut by_id: HashMap<i64, NeedRow> = needs.into_iter().map(|need| (need.id, need)).collect();
    Ok(ids
        .iter()
        .filter_map(|id| {
            let need = by_id.remove(id)?;
            let addresses = addresses.remove(id).unwrap_or_default();
            let change =
                Change { posted_at: need.posted_at, updated_at: need.updated_at, version: need.version };
            Some((need.need(addresses, &slots.remove(id).unwrap_or_default(), now), change))
        })
        .collect())
}
