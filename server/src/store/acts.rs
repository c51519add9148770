//! The log of what was done with people's data, by whom.

use super::{Db, StoreError, Tx, execute, rows};

/// Something done, to be written down in its own transaction.
#[derive(Clone, Debug)]
pub struct Act<'a> {
    /// For which association.
    pub association_id: i64,
    /// By whom; nobody for what the portal does by itself.
    pub coordinator_id: Option<i64>,
    /// What: `export`, `answer`, `note`, `follow_up`, `invite`, `role`, `leave`, `entry`, `need`…
    pub kind: &'a str,
    /// About which need, if about one.
    pub need_id: Option<i64>,
    /// How many people it was about.
    pub people: i64,
    /// What more there is to know, without anybody's data.
    pub detail: &'a str,
}

/// Writes an act down.
///
/// # Errors
/// When the database fails.
pub async fn note(tx: &mut Tx, act: &Act<'_>, now: i64) -> Result<(), StoreError> {
    execute!(
        tx,
        "INSERT INTO acts (association_id, coordinator_id, kind, need_id, people, detail, at)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
        act.association_id,
        act.coordinator_id,
        act.kind,
        act.need_id,
        act.people,
        act.detail,
        now
    )?;
    Ok(())
}

/// Writes down what a program did with a key of the association.
///
/// # Errors
/// When the database fails.
pub async fn note_of_key(tx: &mut Tx, act: &Act<'_>, key_id: i64, now: i64) -> Result<(), StoreError> {
    execute!(
        tx,
        "INSERT INTO acts (association_id, api_key_id, kind, need_id, people, detail, at)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
        act.association_id,
        key_id,
        act.kind,
        act.need_id,
        act.people,
        act.detail,
        now
    )?;
    Ok(())
}

/// An act as the owner reads it.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct ActRow {
    /// Its id.
    pub id: i64,
    /// By whom: name or address; nobody for the portal itself or one who is gone.
    pub who: Option<String>,
    /// The name of the key that a program did it with, if one did.
    pub key_name: Option<String>,
    /// What.
    pub kind: String,
    /// The need's title, if about one.
    pub need: Option<String>,
    /// How many people it was about.
    pub people: i64,
    /// What more there is to know.
    pub detail: String,
    /// When, epoch seconds.
    pub at: i64,
}

/// The acts before `before` (an id), the newest first.
///
/// # Errors
/// When the database fails.
pub async fn before(
    db: &Db,
    association_id: i64,
    before: i64,
    limit: i64,
) -> Result<Vec<ActRow>, StoreError> {
    rows!(
        db,
        ActRow,
        "SELECT acts.id, CASE WHEN c.name = '' THEN c.email ELSE c.name END AS who, k.name AS key_name, acts.kind,
            n.title AS need, acts.people, acts.detail, acts.at
         FROM acts LEFT JOIN coordinators c ON c.id = acts.coordinator_id LEFT JOIN needs n ON n.id = acts.need_id
            LEFT JOIN api_keys k ON k.id = acts.api_key_id
         WHERE acts.association_id = $1 AND acts.id < $2 ORDER BY acts.id DESC LIMIT $3",
        association_id,
        before,
        limit
    )
}
