//! What coordinators write down about a volunteer, for each other.

use super::{Db, StoreError, Tx, execute, rows};

/// A note.
#[derive(Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Note {
    /// By whom: name or address; nobody if they are gone.
    pub who: Option<String>,
    /// What it says.
    pub text: String,
    /// When, epoch seconds.
    pub at: i64,
}

/// Personal data stays out of logs.
impl std::fmt::Debug for Note {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Note(…)")
    }
}

/// The notes about a sign-up, the first first.
///
/// # Errors
/// When the database fails.
pub async fn of(db: &Db, sign_up_id: i64) -> Result<Vec<Note>, StoreError> {
    rows!(
        db,
        Note,
        "SELECT CASE WHEN c.name = '' THEN c.email ELSE c.name END AS who, t.text, t.at
         FROM sign_up_notes t LEFT JOIN coordinators c ON c.id = t.coordinator_id
         WHERE t.sign_up_id = $1 ORDER BY t.id",
        sign_up_id
    )
}

/// Adds a note.
///
/// # Errors
/// When the database fails.
pub async fn add(
    tx: &mut Tx,
    sign_up_id: i64,
    coordinator_id: i64,
    text: &str,
    now: i64,
) -> Result<(), StoreError> {
    execute!(
        tx,
        "INSERT INTO sign_up_notes (sign_up_id, coordinator_id, text, at) VALUES ($1, $2, $3, $4)",
        sign_up_id,
        coordinator_id,
        text,
        now
    )?;
    Ok(())
}
