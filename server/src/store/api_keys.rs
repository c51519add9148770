//! Keys with which an association's own programs act for it. What a key is made of is not kept, only its SHA-256.

use super::{
    Db, StoreError, Tx,
    associations::{AssociationRow, columns},
    execute, row, rows, tx_scalar,
};
use app::domain::association::Association;

/// The hash of a key, as it is kept.
pub type KeyHash = [u8; 32];

/// A key to be.
#[derive(Clone, Debug)]
pub struct NewKey<'a> {
    /// Whose.
    pub association_id: i64,
    /// Of what it is made.
    pub hash: &'a KeyHash,
    /// What its owners call it.
    pub name: &'a str,
    /// How it begins.
    pub begins: &'a str,
    /// Codes of what it may do, with a space between them.
    pub scopes: &'a str,
    /// Who made it.
    pub created_by: i64,
    /// When it ends to work, epoch seconds.
    pub expires_at: Option<i64>,
}

/// A key as its owners see it.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct KeyRow {
    /// Its id.
    pub id: i64,
    /// What it is called.
    pub name: String,
    /// How it begins.
    pub begins: String,
    /// Codes of what it may do.
    pub scopes: String,
    /// Who made it, by name or address; none if that account is gone.
    pub made_by: Option<String>,
    /// Whether they belong to the association's team still.
    pub in_the_team: bool,
    /// When it was made, epoch seconds.
    pub created_at: i64,
    /// When it ends to work.
    pub expires_at: Option<i64>,
    /// Since when it doesn't work any more.
    pub revoked_at: Option<i64>,
    /// The last day on which it was used, as a day number.
    pub last_used_on: Option<i64>,
}

/// A key that works, and whose it is.
#[derive(Clone, Debug)]
pub struct WorkingKey {
    /// Its id.
    pub id: i64,
    /// Codes of what it may do.
    pub scopes: String,
    /// The last day on which it was used, as a day number.
    pub last_used_on: Option<i64>,
    /// Whose it is.
    pub association: Association,
}

/// Makes a key; answers its id.
///
/// # Errors
/// When the database fails.
pub async fn add(tx: &mut Tx, key: &NewKey<'_>, now: i64) -> Result<i64, StoreError> {
    tx_scalar!(
        tx,
        "INSERT INTO api_keys (association_id, hash, name, begins, scopes, created_by, created_at, expires_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING id",
        key.association_id,
        key.hash.as_slice(),
        key.name,
        key.begins,
        key.scopes,
        key.created_by,
        now,
        key.expires_at
    )
}

/// How many keys of an association work.
///
/// # Errors
/// When the database fails.
pub async fn working(tx: &mut Tx, association_id: i64, now: i64) -> Result<i64, StoreError> {
    tx_scalar!(
        tx,
        "SELECT COUNT(*) FROM api_keys WHERE association_id = $1 AND revoked_at IS NULL
            AND (expires_at IS NULL OR expires_at > $2)",
        association_id,
        now
    )
}

/// The keys of an association, the newest first; those that don't work any more come after the others, the last dozens
/// of them.
///
/// # Errors
/// When the database fails.
pub async fn of(db: &Db, association_id: i64, now: i64) -> Result<Vec<KeyRow>, StoreError> {
    rows!(
        db,
        KeyRow,
        "SELECT k.id, k.name, k.begins, k.scopes, k.created_at, k.expires_at, k.revoked_at, k.last_used_on,
            COALESCE(NULLIF(c.name, ''), c.email) AS made_by, m.coordinator_id IS NOT NULL AS in_the_team
         FROM api_keys k LEFT JOIN coordinators c ON c.id = k.created_by
            LEFT JOIN members m ON m.coordinator_id = c.id AND m.association_id = k.association_id
         WHERE k.association_id = $1
         ORDER BY CASE WHEN k.revoked_at IS NULL AND (k.expires_at IS NULL OR k.expires_at > $2) THEN 0 ELSE 1 END,
            k.id DESC
         LIMIT 60",
        association_id,
        now
    )
}

/// A key stops working; `false` if it isn't the association's, or stopped before.
///
/// # Errors
/// When the database fails.
pub async fn revoke(tx: &mut Tx, (association_id, id): (i64, i64), now: i64) -> Result<bool, StoreError> {
    let changed = execute!(
        tx,
        "UPDATE api_keys SET revoked_at = $1 WHERE id = $2 AND association_id = $3 AND revoked_at IS NULL",
        now,
        id,
        association_id
    )?;
    Ok(changed == 1)
}

/// Whether an association has such a key, working or not.
///
/// # Errors
/// When the database fails.
pub async fn is_of(tx: &mut Tx, association_id: i64, id: i64) -> Result<bool, StoreError> {
    let found: i64 = tx_scalar!(
        tx,
        "SELECT COUNT(*) FROM api_keys WHERE id = $1 AND association_id = $2",
        id,
        association_id
    )?;
    Ok(found == 1)
}

/// The key with this hash, if it works. The look-up is by an index of hashes: how long it takes says nothing about how
/// much of a guess is right.
///
/// # Errors
/// When the database fails.
pub async fn find(db: &Db, hash: &KeyHash, now: i64) -> Result<Option<WorkingKey>, StoreError> {
    #[derive(sqlx::FromRow)]
    struct Row {
        key_id: i64,
        scopes: String,
        last_used_on: Option<i64>,
        #[sqlx(flatten)]
        association: AssociationRow,
    }
    let found = row!(
        db,
        Row,
        concat!(
            "SELECT k.id AS key_id, k.scopes, k.last_used_on, ",
            columns!(),
            " FROM api_keys k JOIN associations a ON a.id = k.association_id
             WHERE k.hash = $1 AND k.revoked_at IS NULL AND (k.expires_at IS NULL OR k.expires_at > $2)"
        ),
        hash.as_slice(),
        now
    )?;
    Ok(found.map(|row| WorkingKey {
        id: row.key_id,
        scopes: row.scopes,
        last_used_on: row.last_used_on,
        association: row.association.association(),
    }))
}

/// Notes the day on which a key was used.
///
/// # Errors
/// When the database fails.
pub async fn used(db: &Db, id: i64, day: i64) -> Result<(), StoreError> {
    let mut tx = db.begin().await?;
    execute!(
        &mut tx,
        "UPDATE api_keys SET last_used_on = $1 WHERE id = $2 AND (last_used_on IS NULL OR last_used_on < $1)",
        day,
        id
    )?;
    tx.commit().await
}
