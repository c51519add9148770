//! What volunteers wrote to their association from their own page, and who is to read it.

use super::{Db, StoreError, Tx, execute, rows, tx_row};

/// A few words.
#[derive(Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Words {
    /// What they say.
    pub text: String,
    /// When, epoch seconds.
    pub at: i64,
}

/// Personal data stays out of logs.
impl std::fmt::Debug for Words {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Words(…)")
    }
}

/// What was written about a sign-up, the first first.
///
/// # Errors
/// When the database fails.
pub async fn of(db: &Db, sign_up_id: i64) -> Result<Vec<Words>, StoreError> {
    rows!(db, Words, "SELECT text, at FROM volunteer_words WHERE sign_up_id = $1 ORDER BY id", sign_up_id)
}

/// Adds some.
///
/// # Errors
/// When the database fails.
pub async fn add(tx: &mut Tx, sign_up_id: i64, text: &str, now: i64) -> Result<(), StoreError> {
    execute!(
        tx,
        "INSERT INTO volunteer_words (sign_up_id, text, at) VALUES ($1, $2, $3)",
        sign_up_id,
        text,
        now
    )?;
    Ok(())
}

/// Who looks after a volunteer, if they still act for the association: address and code of their language.
///
/// # Errors
/// When the database fails.
pub async fn looked_after_by(tx: &mut Tx, sign_up_id: i64) -> Result<Option<(String, String)>, StoreError> {
    tx_row!(
        tx,
        (String, String),
        "SELECT c.email, c.lang FROM sign_ups s JOIN needs n ON n.id = s.need_id
            JOIN coordinators c ON c.id = s.assigned_to
            JOIN members m ON m.coordinator_id = c.id AND m.association_id = n.association_id
         WHERE s.id = $1 AND m.role IN ('owner', 'coordinator')",
        sign_up_id
    )
}
