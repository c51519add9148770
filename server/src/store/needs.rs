//! Needs, read: one whole for its page, many for a list's cards.

mod cards;

pub use cards::cards;

use super::{Db, StoreError, execute, row, rows, scalar};
use crate::local_time::{day, local};
use app::domain::{
    Field, Point,
    association::Logo,
    need::{Address, AssociationLine, Need, NeedState, Remote, SignUpAt, Slot, SlotTimes},
};

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
}

#[derive(sqlx::FromRow)]
struct AddressRow {
    need_id: i64,
    street: String,
    postcode: String,
    city: String,
    insee: String,
    department_code: String,
    lat: f64,
    lon: f64,
}

#[derive(sqlx::FromRow)]
struct SlotRow {
    id: i64,
    need_id: i64,
    starts_at: Option<i64>,
    ends_at: Option<i64>,
    capacity: i64,
    taken: i64,
}

impl AddressRow {
    fn address(self) -> Address {
        Address {
            street: self.street,
            postcode: self.postcode,
            city: self.city,
            insee: self.insee,
            department_code: self.department_code,
            point: Point { lat: self.lat, lon: self.lon },
        }
    }
}

impl SlotRow {
    /// `department` says which clocks; a slot that began is over for those who'd sign up now.
    fn slot(&self, department: &str, now: i64) -> Slot {
        Slot {
            id: self.id,
            times: self.starts_at.map(|starts| SlotTimes {
                starts: local(starts, department),
                ends: self.ends_at.map(|ends| local(ends, department)),
            }),
            capacity: self.capacity,
            taken: self.taken,
            over: self.starts_at.is_some_and(|starts| starts <= now),
        }
    }
}

/// The whole need, or `None` if there is none with this id.
///
/// # Errors
/// When the database fails.
pub async fn need(db: &Db, id: i64, now: i64) -> Result<Option<Need>, StoreError> {
    let Some(need) = row!(
        db,
        NeedRow,
        "SELECT n.id, n.slug, n.title, n.description_html, n.description_text, n.field, n.activity, n.remote,
            n.schedule, n.audience, n.requirements, n.tags, n.open_to_minors, n.reduced_mobility,
            n.close_to_transport, n.page_url, n.sign_up, n.first_day, n.last_day, n.state, n.posted_at, a.id AS association_id,
            a.name AS association_name, a.web_page AS association_web_page, f.credit,
            l.hash AS logo_hash, l.width AS logo_width, l.height AS logo_height
         FROM needs n JOIN associations a ON a.id = n.association_id LEFT JOIN feeds f ON f.id = n.feed_id
            LEFT JOIN association_logos l ON l.association_id = a.id
         WHERE n.id = $1",
        id
    )?
    else {
        return Ok(None);
    };
    let logo = need.logo();
    let addresses: Vec<Address> = rows!(
        db,
        AddressRow,
        "SELECT need_id, street, postcode, city, insee, department_code, lat, lon
         FROM need_addresses WHERE need_id = $1 ORDER BY position",
        id
    )?
    .into_iter()
    .map(AddressRow::address)
    .collect();
    let slots = rows!(
        db,
        SlotRow,
        "SELECT id, need_id, starts_at, ends_at, capacity, taken FROM slots
         WHERE need_id = $1 AND capacity > 0 ORDER BY starts_at, id",
        id
    )?;
    let department = addresses.first().map_or("75", |address| address.department_code.as_str()).to_owned();
    Ok(Some(Need {
        id: need.id,
        slug: need.slug,
        title: need.title,
        description_html: need.description_html,
        description_text: need.description_text,
        field: Field::from_code(&need.field).unwrap_or(Field::Solidarity),
        activity: need.activity,
        remote: Remote::from_code(&need.remote).unwrap_or(Remote::No),
        schedule: need.schedule,
        audience: need.audience,
        requirements: need.requirements,
        tags: need.tags,
        open_to_minors: need.open_to_minors,
        reduced_mobility: need.reduced_mobility,
        close_to_transport: need.close_to_transport,
        page_url: need.page_url,
        sign_up: sign_up_at(&need.sign_up),
        first_day: need.first_day.and_then(day),
        last_day: need.last_day.and_then(day),
        state: state(&need.state),
        posted_on: local(need.posted_at, &department).date(),
        association: AssociationLine {
            id: need.association_id,
            name: need.association_name,
            web_page: need.association_web_page,
            logo,
        },
        slots: slots.iter().map(|slot| slot.slot(&department, now)).collect(),
        addresses,
        credit: need.credit.filter(|credit| !credit.is_empty()),
    }))
}

fn sign_up_at(code: &str) -> SignUpAt {
    if code == "here" { SignUpAt::Here } else { SignUpAt::There }
}

fn state(code: &str) -> NeedState {
    if code == "open" { NeedState::Open } else { NeedState::Closed }
}

/// Counts a visitor's way to the association's own page; answers that page's address.
///
/// # Errors
/// When the database fails.
pub async fn count_click(db: &Db, id: i64) -> Result<Option<String>, StoreError> {
    #[derive(sqlx::FromRow)]
    struct Page {
        page_url: String,
    }
    let page = row!(db, Page, "SELECT page_url FROM needs WHERE id = $1 AND page_url IS NOT NULL", id)?;
    if page.is_some() {
        let mut tx = db.begin().await?;
        execute!(&mut tx, "UPDATE needs SET page_clicks = page_clicks + 1 WHERE id = $1", id)?;
        tx.commit().await?;
    }
    Ok(page.map(|page| page.page_url))
}

/// How many needs are open.
///
/// # Errors
/// When the database fails.
pub async fn open_count(db: &Db) -> Result<i64, StoreError> {
    scalar!(db, "SELECT COUNT(*) FROM needs WHERE state = 'open'")
}

/// The open needs of an association, the newest first.
///
/// # Errors
/// When the database fails.
pub async fn open_of(db: &Db, association_id: i64, limit: i64) -> Result<Vec<i64>, StoreError> {
    let found = rows!(
        db,
        (i64,),
        "SELECT id FROM needs WHERE association_id = $1 AND state = 'open' ORDER BY posted_at DESC, id DESC LIMIT $2",
        association_id,
        limit
    )?;
    Ok(found.into_iter().map(|(id,)| id).collect())
}

/// The needs of an association, open or closed, the newest first; but for archived ones.
///
/// # Errors
/// When the database fails.
pub async fn all_of(db: &Db, association_id: i64, limit: i64) -> Result<Vec<i64>, StoreError> {
    let found = rows!(
        db,
        (i64,),
        "SELECT id FROM needs WHERE association_id = $1 AND archived_at IS NULL ORDER BY posted_at DESC, id DESC LIMIT $2",
        association_id,
        limit
    )?;
    Ok(found.into_iter().map(|(id,)| id).collect())
}
