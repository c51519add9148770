//! The outbox: letters waiting to be sent, sent, or given up.

use super::{StoreError, Tx, execute};
use crate::mail::Letter;

/// Adds a letter that is due at once.
///
/// # Errors
/// When the database fails.
pub async fn insert(tx: &mut Tx, letter: &Letter, message_id: &str, now: i64) -> Result<(), StoreError> {
    execute!(
        tx,
        "INSERT INTO outbox
            (message_id, sign_up_id, kind, to_address, subject, body_text, body_html, calendar, created_at, due_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9)",
        message_id,
        letter.sign_up_id,
        letter.kind.code(),
        &letter.to,
        &letter.subject,
        &letter.text,
        &letter.html,
        &letter.calendar,
        now,
    )?;
    Ok(())
}
