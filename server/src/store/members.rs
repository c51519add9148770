//! Who acts for which association.

use super::{
    Db, StoreError, Tx, associations::AssociationRow, coordinators::Coordinator, execute, rows, tx_rows,
    tx_scalar,
};
use app::domain::association::{Association, Role};

/// A person's membership, seen from the person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Membership {
    /// Of what.
    pub association: Association,
    /// As what.
    pub role: Role,
}

#[derive(sqlx::FromRow)]
struct MembershipRow {
    #[sqlx(flatten)]
    association: AssociationRow,
    role: String,
}

impl MembershipRow {
    fn membership(self) -> Option<Membership> {
        Some(Membership { role: Role::from_code(&self.role)?, association: self.association.association() })
    }
}

/// All memberships of a person, by name.
///
/// # Errors
/// When the database fails.
pub async fn of(db: &Db, coordinator_id: i64) -> Result<Vec<Membership>, StoreError> {
    let found = rows!(
        db,
        MembershipRow,
        concat!(
            "SELECT ",
            super::associations::columns!(),
            ", m.role FROM members m JOIN associations a ON a.id = m.association_id
             WHERE m.coordinator_id = $1 ORDER BY a.name, a.id"
        ),
        coordinator_id
    )?;
    Ok(found.into_iter().filter_map(MembershipRow::membership).collect())
}

/// A person's membership of one association.
///
/// # Errors
/// When the database fails.
pub async fn membership(
    db: &Db,
    coordinator_id: i64,
    association_id: i64,
) -> Result<Option<Membership>, StoreError> {
    let found = super::row!(
        db,
        MembershipRow,
        concat!(
            "SELECT ",
            super::associations::columns!(),
            ", m.role FROM members m JOIN associations a ON a.id = m.association_id
             WHERE m.coordinator_id = $1 AND m.association_id = $2"
        ),
        coordinator_id,
        association_id
    )?;
    Ok(found.and_then(MembershipRow::membership))
}

/// Makes a person a member, or gives them another role.
///
/// # Errors
/// When the database fails.
pub async fn put(
    tx: &mut Tx,
    association_id: i64,
    coordinator_id: i64,
    role: Role,
    now: i64,
) -> Result<(), StoreError> {
    execute!(
        tx,
        "INSERT INTO members (association_id, coordinator_id, role, joined_at) VALUES ($1, $2, $3, $4)
         ON CONFLICT (association_id, coordinator_id) DO UPDATE SET role = excluded.role",
        association_id,
        coordinator_id,
        role.code(),
        now
    )?;
    Ok(())
}

/// How many owners an association has, inside a transaction.
///
/// # Errors
/// When the database fails.
pub async fn owners(tx: &mut Tx, association_id: i64) -> Result<i64, StoreError> {
    tx_scalar!(
        tx,
        "SELECT COUNT(*) FROM members WHERE association_id = $1 AND role = 'owner'",
        association_id
    )
}

/// The owners of an association.
///
/// # Errors
/// When the database fails.
pub async fn owners_of(tx: &mut Tx, association_id: i64) -> Result<Vec<Coordinator>, StoreError> {
    tx_rows!(
        tx,
        Coordinator,
        "SELECT c.id, c.email, c.name, c.lang, c.moderator FROM members m JOIN coordinators c ON c.id = m.coordinator_id
         WHERE m.association_id = $1 AND m.role = 'owner' ORDER BY c.id",
        association_id
    )
}
