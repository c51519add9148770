//! What the API lists in the order of its change, a page at a time: each page begins after the last row of the one
//! before, so that the thousandth costs as much as the first and nothing is left out.

use super::{
    Db, StoreError,
    associations::{AssociationRow, columns},
    row, rows,
    sign_ups::{self},
};
use app::domain::association::Association;

/// When something last changed (epoch seconds), and its id.
pub type Changed = (i64, i64);

/// The needs that changed at or after `since`, open or closed, of one association or of all: the longest unchanged
/// first, those after `after`.
///
/// # Errors
/// When the database fails.
pub async fn changed_needs(
    db: &Db,
    since: i64,
    association: Option<i64>,
    after: Option<Changed>,
    limit: i64,
) -> Result<Vec<Changed>, StoreError> {
    let (at, id) = after.unwrap_or((since, 0));
    match association {
        None => rows!(
            db,
            Changed,
            "SELECT updated_at, id FROM needs WHERE updated_at >= $1 AND (updated_at, id) > ($2, $3)
             ORDER BY updated_at, id LIMIT $4",
            since,
            at,
            id,
            limit
        ),
        Some(association) => rows!(
            db,
            Changed,
            "SELECT updated_at, id FROM needs
             WHERE association_id = $5 AND updated_at >= $1 AND (updated_at, id) > ($2, $3)
             ORDER BY updated_at, id LIMIT $4",
            since,
            at,
            id,
            limit,
            association
        ),
    }
}

/// An association that everybody may see, with its logo's hash.
#[derive(Clone, Debug)]
pub struct Public {
    /// What it says of itself.
    pub association: Association,
    /// INSEE code of its commune.
    pub insee: Option<String>,
    /// Its logo's.
    pub logo_hash: Option<String>,
    /// Its open needs.
    pub open_needs: i64,
}

#[derive(sqlx::FromRow)]
struct PublicRow {
    #[sqlx(flatten)]
    association: AssociationRow,
    insee: Option<String>,
    logo_hash: Option<String>,
    open_needs: i64,
}

impl PublicRow {
    fn public(self) -> Public {
        let Self { association, insee, logo_hash, open_needs } = self;
        Public { association: association.association(), insee, logo_hash, open_needs }
    }
}

macro_rules! public {
    ($rest:literal) => {
        concat!(
            "SELECT ",
            columns!(),
            ", a.insee, l.hash AS logo_hash,
                (SELECT COUNT(*) FROM needs n WHERE n.association_id = a.id AND n.state = 'open') AS open_needs
             FROM associations a LEFT JOIN association_logos l ON l.association_id = a.id
             WHERE a.state = 'approved' AND ",
            $rest
        )
    };
}

/// The associations after an id: those that entered, and those of a feed that have an open need.
///
/// # Errors
/// When the database fails.
pub async fn associations(db: &Db, after: i64, limit: i64) -> Result<Vec<Public>, StoreError> {
    let found = rows!(
        db,
        PublicRow,
        public!(
            "a.id > $1 AND (a.entered_at IS NOT NULL OR EXISTS (
                SELECT 1 FROM needs o WHERE o.association_id = a.id AND o.state = 'open'))
             ORDER BY a.id LIMIT $2"
        ),
        after,
        limit
    )?;
    Ok(found.into_iter().map(PublicRow::public).collect())
}

/// One that everybody may see.
///
/// # Errors
/// When the database fails.
pub async fn association(db: &Db, id: i64) -> Result<Option<Public>, StoreError> {
    Ok(row!(db, PublicRow, public!("a.id = $1"), id)?.map(PublicRow::public))
}

/// A sign-up as its association's program sees it.
#[derive(Clone, sqlx::FromRow)]
pub struct SignUpLine {
    /// Its id.
    pub id: i64,
    /// The need's.
    pub need_id: i64,
    /// What the association's program calls that need.
    pub external_id: Option<String>,
    /// The slot's.
    pub slot_id: i64,
    /// When the slot begins, if it is dated.
    pub starts_at: Option<i64>,
    /// When it ends, where known.
    pub ends_at: Option<i64>,
    /// INSEE code of the department whose clocks count.
    pub department: Option<String>,
    /// First name.
    pub first_name: String,
    /// Last name, if given.
    pub last_name: Option<String>,
    /// The address.
    pub email: String,
    /// E.164, if given.
    pub phone: Option<String>,
    /// Word to the association.
    pub message: Option<String>,
    /// Under 18.
    pub minor: bool,
    /// When the parent agreed.
    pub parent_consented_at: Option<i64>,
    /// Code of the place's state.
    pub state: String,
    /// Code of what the association made of it.
    pub handling: String,
    /// Minutes that they helped, where the association says so.
    pub minutes: Option<i64>,
    /// When they signed up.
    pub created_at: i64,
    /// When it last changed.
    pub updated_at: i64,
}

/// Personal data stays out of logs.
impl std::fmt::Debug for SignUpLine {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "SignUpLine({})", self.id)
    }
}

macro_rules! sign_up {
    ($rest:literal) => {
        concat!(
            "SELECT s.id, s.need_id, p.external_id, s.slot_id, t.starts_at, t.ends_at,
                (SELECT d.department_code FROM need_addresses d WHERE d.need_id = s.need_id
                 ORDER BY d.position LIMIT 1) AS department,
                s.first_name, s.last_name, s.email, s.phone, s.message, s.minor, s.parent_consented_at, s.state,
                s.handling, s.minutes, s.created_at, s.updated_at
             FROM sign_ups s JOIN slots t ON t.id = s.slot_id LEFT JOIN pushed_needs p ON p.need_id = s.need_id
             WHERE s.association_id = $1 AND ",
            $rest
        )
    };
}

/// The sign-ups of an association that changed at or after `since`, of one need or of all: the longest unchanged first,
/// those after `after`.
///
/// # Errors
/// When the database fails.
pub async fn sign_ups(
    db: &Db,
    (association_id, need): (i64, Option<i64>),
    since: i64,
    after: Option<Changed>,
    limit: i64,
) -> Result<Vec<SignUpLine>, StoreError> {
    sign_ups::list_all(db).await?;
    let (at, id) = after.unwrap_or((since, 0));
    rows!(
        db,
        SignUpLine,
        sign_up!(
            "s.updated_at >= $2 AND (s.updated_at, s.id) > ($3, $4) AND ($5 = 0 OR s.need_id = $5)
             ORDER BY s.updated_at, s.id LIMIT $6"
        ),
        association_id,
        since,
        at,
        id,
        need.unwrap_or(0),
        limit
    )
}

/// One of an association's sign-ups.
///
/// # Errors
/// When the database fails.
pub async fn sign_up(db: &Db, association_id: i64, id: i64) -> Result<Option<SignUpLine>, StoreError> {
    sign_ups::list_all(db).await?;
    row!(db, SignUpLine, sign_up!("s.id = $2"), association_id, id)
}
