//! Associations: their entries, read and written. Those that come by a feed are put by `associations_import`.

use super::{Db, StoreError, Tx, execute, row, tx_row, tx_scalar};
use app::domain::{
    Field,
    association::{Association, AssociationState},
    text::slug,
};

/// An association as it is stored.
#[derive(Clone, Debug, sqlx::FromRow)]
pub(super) struct AssociationRow {
    id: i64,
    slug: String,
    name: String,
    state: String,
    city: Option<String>,
    department_code: Option<String>,
    field: Option<String>,
    about: Option<String>,
    web_page: Option<String>,
    networks: Option<String>,
    rna: Option<String>,
    siren: Option<String>,
}

/// The columns of an [`AssociationRow`]; its table is called `a`.
macro_rules! columns {
    () => {
        "a.id, a.slug, a.name, a.state, a.city, a.department_code, a.field, a.about, a.web_page, a.networks,
         a.rna, a.siren"
    };
}
pub(super) use columns;

impl AssociationRow {
    pub(super) fn association(self) -> Association {
        Association {
            id: self.id,
            slug: self.slug,
            name: self.name,
            state: AssociationState::from_code(&self.state).unwrap_or(AssociationState::Pending),
            place: self.city.zip(self.department_code),
            field: self.field.and_then(|code| Field::from_code(&code)),
            about: self.about.unwrap_or_default(),
            web_page: self.web_page,
            networks: self.networks.unwrap_or_default().lines().map(str::to_owned).collect(),
            rna: self.rna,
            siren: self.siren,
        }
    }
}

/// What an association says of itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its name.
    pub name: String,
    /// Where it is written to.
    pub contact_email: String,
    /// INSEE code of its commune.
    pub insee: String,
    /// Its commune.
    pub city: String,
    /// INSEE code of its department.
    pub department_code: String,
    /// What it does.
    pub field: Field,
    /// What it does, in its own words.
    pub about: String,
    /// Its own web site, http(s).
    pub web_page: Option<String>,
    /// Its pages on social networks, http(s).
    pub networks: Vec<String>,
    /// Its number in the register of associations.
    pub rna: Option<String>,
    /// Its number in the register of enterprises.
    pub siren: Option<String>,
}

/// One association.
///
/// # Errors
/// When the database fails.
pub async fn association(db: &Db, id: i64) -> Result<Option<Association>, StoreError> {
    let found =
        row!(db, AssociationRow, concat!("SELECT ", columns!(), " FROM associations a WHERE a.id = $1"), id)?;
    Ok(found.map(AssociationRow::association))
}

/// What only those who act for an association see of its entry.
#[derive(Clone, Debug, Default, PartialEq, Eq, sqlx::FromRow)]
pub struct Inside {
    /// Where it is written to.
    pub contact_email: Option<String>,
    /// INSEE code of its commune.
    pub insee: Option<String>,
    /// How often it was changed.
    #[sqlx(rename = "entry_version")]
    pub version: i64,
}

/// That of one association.
///
/// # Errors
/// When the database fails.
pub async fn inside(db: &Db, id: i64) -> Result<Inside, StoreError> {
    let found =
        row!(db, Inside, "SELECT contact_email, insee, entry_version FROM associations WHERE id = $1", id)?;
    Ok(found.unwrap_or_default())
}

/// Both, of one moment.
///
/// # Errors
/// When the database fails.
pub async fn whole(db: &Db, id: i64) -> Result<Option<(Association, Inside)>, StoreError> {
    #[derive(sqlx::FromRow)]
    struct Row {
        #[sqlx(flatten)]
        association: AssociationRow,
        #[sqlx(flatten)]
        inside: Inside,
    }
    let found = row!(
        db,
        Row,
        concat!(
            "SELECT ",
            columns!(),
            ", a.contact_email, a.insee, a.entry_version FROM associations a WHERE a.id = $1"
        ),
        id
    )?;
    Ok(found.map(|row| (row.association.association(), row.inside)))
}

/// Enters an association, which waits for the moderators; answers its id.
///
/// # Errors
/// When the database fails.
pub async fn enter(tx: &mut Tx, entry: &Entry, now: i64) -> Result<i64, StoreError> {
    let id: i64 = tx_scalar!(
        tx,
        "INSERT INTO associations (name, slug, created_at, state, entered_at, contact_email)
         VALUES ($1, $2, $3, 'pending', $3, $4) RETURNING id",
        &entry.name,
        slug(&entry.name),
        now,
        &entry.contact_email
    )?;
    write(tx, id, entry, now).await?;
    Ok(id)
}

/// The association of that name that this owner entered within the last hour. Of two who look at once, the second waits
/// for the first.
///
/// # Errors
/// When the database fails.
pub async fn just_entered(tx: &mut Tx, owner: i64, name: &str, now: i64) -> Result<Option<i64>, StoreError> {
    execute!(tx, "UPDATE coordinators SET name = name WHERE id = $1", owner)?;
    let found = tx_row!(
        tx,
        (i64,),
        "SELECT a.id FROM associations a JOIN members m ON m.association_id = a.id
         WHERE m.coordinator_id = $1 AND m.role = 'owner' AND a.name = $2 AND a.entered_at > $3",
        owner,
        name,
        now - 3600
    )?;
    Ok(found.map(|(id,)| id))
}

/// Changes what an association says of itself, but for the contact address, which proves itself first
/// ([`super::contact_changes`]); `false` if somebody else changed it after `version`. Whoever does it holds the revisions
/// and has its needs read afterwards ([`super::holds::read_unread`]).
///
/// # Errors
/// When the database fails.
pub async fn change(
    tx: &mut Tx,
    (id, version): (i64, i64),
    entry: &Entry,
    now: i64,
) -> Result<bool, StoreError> {
    let taken = execute!(
        tx,
        "UPDATE associations SET entry_version = entry_version + 1 WHERE id = $1 AND entry_version = $2",
        id,
        version
    )?;
    if taken == 1 {
        write(tx, id, entry, now).await?;
        super::holds::unread::note(tx, id).await?;
    }
    Ok(taken == 1)
}

/// What one of its owners wrote, its feed leaves alone from then on.
async fn write(tx: &mut Tx, id: i64, entry: &Entry, now: i64) -> Result<(), StoreError> {
    execute!(
        tx,
        "UPDATE associations SET name = $1, slug = $2, insee = $3, city = $4, department_code = $5, field = $6,
            about = $7, web_page = $8, networks = $9, rna = $10, siren = $11, edited_at = $12
         WHERE id = $13",
        &entry.name,
        slug(&entry.name),
        &entry.insee,
        &entry.city,
        &entry.department_code,
        entry.field.code(),
        &entry.about,
        &entry.web_page,
        entry.networks.join("\n"),
        &entry.rna,
        &entry.siren,
        now,
        id
    )?;
    Ok(())
}

/// Its needs are found by its name too: every server's index is to read them anew.
///
/// # Errors
/// When the database fails.
pub async fn renamed(tx: &mut Tx, id: i64) -> Result<(), StoreError> {
    let revision = super::needs_import::take_revisions(tx, 1).await?;
    execute!(tx, "UPDATE needs SET revision = $1 WHERE association_id = $2", revision, id)?;
    Ok(())
}

/// Whether the moderators have let an association in, asked by one who is about to post for it. They can't decide until
/// the transaction ends.
///
/// # Errors
/// When the database fails.
pub async fn state(tx: &mut Tx, id: i64) -> Result<AssociationState, StoreError> {
    super::needs_import::hold_revisions(tx).await?;
    let state: String =
        tx_scalar!(tx, "UPDATE associations SET state = state WHERE id = $1 RETURNING state", id)?;
    Ok(AssociationState::from_code(&state).unwrap_or(AssociationState::Pending))
}
