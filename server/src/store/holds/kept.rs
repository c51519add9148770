//! What is kept of needs that were held once.

use crate::store::{Db, StoreError, Tx, row, rows, tx_row};
use app::domain::{flags::Flag, report::Withheld};

/// What is kept of a need that was held once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hold {
    /// Where it stands; `None` if it was let pass.
    pub withheld: Option<Withheld>,
    /// What its words raise now.
    pub flags: Vec<Flag>,
    /// Whether its association wants it open.
    pub wanted: bool,
    /// Since when it waits for a moderator, epoch seconds.
    pub asked_at: Option<i64>,
    /// Nobody but its association has seen it yet.
    pub unseen: bool,
    pub(super) passed: Vec<Flag>,
    pub(super) content: Vec<u8>,
}

#[derive(sqlx::FromRow)]
struct Row {
    state: String,
    flags: String,
    passed: String,
    content: Vec<u8>,
    wanted: bool,
    unseen: bool,
    asked_at: Option<i64>,
}

impl Row {
    fn hold(self) -> Hold {
        Hold {
            withheld: Withheld::of(&self.state, self.asked_at),
            flags: read(&self.flags),
            wanted: self.wanted,
            asked_at: self.asked_at,
            unseen: self.unseen,
            passed: read(&self.passed),
            content: self.content,
        }
    }
}

/// Flags as they are kept.
#[must_use]
pub fn written(flags: &[Flag]) -> String {
    serde_json::to_string(flags).unwrap_or_else(|_| "[]".to_owned())
}

/// Flags that were kept.
#[must_use]
pub fn read(json: &str) -> Vec<Flag> {
    serde_json::from_str(json).unwrap_or_default()
}

/// What is kept of a need, inside a transaction.
///
/// # Errors
/// When the database fails.
pub async fn of_in(tx: &mut Tx, need_id: i64) -> Result<Option<Hold>, StoreError> {
    let found = tx_row!(
        tx,
        Row,
        "SELECT state, flags, passed, content, wanted, unseen, asked_at FROM need_holds WHERE need_id = $1",
        need_id
    )?;
    Ok(found.map(Row::hold))
}

/// What is kept of a need.
///
/// # Errors
/// When the database fails.
pub async fn of(db: &Db, need_id: i64) -> Result<Option<Hold>, StoreError> {
    let found = row!(
        db,
        Row,
        "SELECT state, flags, passed, content, wanted, unseen, asked_at FROM need_holds WHERE need_id = $1",
        need_id
    )?;
    Ok(found.map(Row::hold))
}

/// Why the public doesn't see a need; `None` if it may.
///
/// # Errors
/// When the database fails.
pub async fn withheld(db: &Db, need_id: i64) -> Result<Option<Withheld>, StoreError> {
    Ok(of(db, need_id).await?.and_then(|hold| hold.withheld))
}

/// The needs of an association that the public doesn't see.
///
/// # Errors
/// When the database fails.
pub async fn of_association(db: &Db, association_id: i64) -> Result<Vec<(i64, Withheld)>, StoreError> {
    let found = rows!(
        db,
        (i64, String, Option<i64>),
        "SELECT h.need_id, h.state, h.asked_at FROM need_holds h JOIN needs n ON n.id = h.need_id
         WHERE n.association_id = $1 AND (h.state = 'down' OR (h.state = 'held' AND h.wanted = (1 = 1)))",
        association_id
    )?;
    Ok(found
        .into_iter()
        .filter_map(|(id, state, asked_at)| Some((id, Withheld::of(&state, asked_at)?)))
        .collect())
}
