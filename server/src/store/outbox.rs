//! The outbox: letters waiting to be sent, sent, or given up.

use super::{
    Db, StoreError, Tx, dead_addresses, dialect, execute, insert_all, links::LINK_LIFE, row, tx_rows,
};
use crate::mail::Letter;

/// How long a server that took letters may keep them from the others, in seconds.
pub const CLAIMED_FOR: i64 = 120;
/// Of a letter that is over nothing readable stays, but the subject in the history of the sign-up that it tells of.
macro_rules! blank {
    () => {
        "to_address = '', reply_to = NULL, body_text = '', body_html = '', calendar = NULL, unsubscribe = NULL,
            subject = CASE WHEN sign_up_id IS NULL THEN '' ELSE subject END"
    };
}
const CLAIM: (&str, &str) = dialect::among!("UPDATE outbox SET claimed_until = $1 WHERE id IN ", "$2", "");
// Where a claim lapsed, another server may have settled the letter already: that stands.
const SENT: (&str, &str) = dialect::among!(
    concat!(
        "UPDATE outbox SET sent_at = $1, due_at = NULL, claimed_until = 0, tries = tries + 1, last_error = NULL, ",
        blank!(),
        " WHERE due_at IS NOT NULL AND id IN "
    ),
    "$2",
    ""
);
/// How long the traces of sent letters are kept: 30 days, in seconds.
pub const KEPT_FOR: i64 = 30 * 24 * 3600;
/// How long those of letters about a sign-up are, which are in its history: as long as its links work.
pub const HISTORY_KEPT_FOR: i64 = LINK_LIFE;

/// A letter to be sent now.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Due {
    /// Its id.
    pub id: i64,
    /// With `<` and `>`.
    pub message_id: String,
    /// [`crate::mail::LetterKind::code`].
    pub kind: String,
    /// The address.
    pub to_address: String,
    /// Where an answer goes, if not to the portal.
    pub reply_to: Option<String>,
    /// One line.
    pub subject: String,
    /// Plain text.
    pub body_text: String,
    /// HTML.
    pub body_html: String,
    /// iCalendar.
    pub calendar: Option<String>,
    /// Where it can be unsubscribed from.
    pub unsubscribe: Option<String>,
    /// Epoch seconds.
    pub created_at: i64,
    /// How often it was tried in vain.
    pub tries: i64,
}

/// What came of one try.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The other side has it.
    Sent,
    /// Try again at `due_at`, epoch seconds.
    Later {
        /// When.
        due_at: i64,
        /// Without addresses.
        reason: String,
    },
    /// Never mind; the reason is kept, without addresses.
    GivenUp(String),
    /// The mail server will never take anything for this address.
    Dead {
        /// The address.
        address: String,
        /// Without addresses.
        reason: String,
    },
}

/// Adds letters that are due at once, each with its Message-ID.
///
/// # Errors
/// When the database fails.
pub async fn insert(tx: &mut Tx, letters: &[(Letter, String)], now: i64) -> Result<(), StoreError> {
    insert_all!(
        tx,
        "INSERT INTO outbox
            (message_id, sign_up_id, follow_up_id, kind, to_address, reply_to, subject, body_text, body_html, calendar, unsubscribe,
                created_at, due_at)",
        letters,
        |(letter, message_id)| [
            message_id,
            letter.sign_up_id,
            letter.follow_up_id,
            letter.kind.code(),
            &letter.to,
            &letter.reply_to,
            &letter.subject,
            &letter.text,
            &letter.html,
            &letter.calendar,
            &letter.unsubscribe,
            now,
            now,
        ]
    )
}

/// Takes up to `most` letters that are due and that no other server holds. Whoever takes them and then dies
/// loses them to the others after [`CLAIMED_FOR`].
///
/// # Errors
/// When the database fails.
pub async fn claim(db: &Db, most: i64, now: i64) -> Result<Vec<Due>, StoreError> {
    // Most of the time there is nothing, and looking must not take SQLite's write lock.
    let due =
        row!(db, (i64,), "SELECT id FROM outbox WHERE due_at <= $1 AND claimed_until <= $1 LIMIT 1", now)?;
    if due.is_none() {
        return Ok(Vec::new());
    }
    let mut tx = db.begin().await?;
    let select = format!(
        "SELECT id, message_id, kind, to_address, reply_to, subject, body_text, body_html, calendar, unsubscribe,
            created_at, tries
         FROM outbox WHERE due_at <= $1 AND claimed_until <= $1 ORDER BY due_at, id LIMIT $2{}",
        dialect::skip_locked(&tx)
    );
    let letters = tx_rows!(&mut tx, Due, sqlx::AssertSqlSafe(select), now, most)?;
    let ids = dialect::ids(letters.iter().map(|letter| &letter.id));
    execute!(&mut tx, dialect::pick(db, CLAIM), now + CLAIMED_FOR, ids)?;
    tx.commit().await?;
    Ok(letters)
}

/// Keeps what came of the tries. Of a letter that is over neither address nor words stay.
///
/// # Errors
/// When the database fails; then the letters are tried again once their claim lapses.
pub async fn settle(db: &Db, outcomes: &[(i64, Outcome)], now: i64) -> Result<(), StoreError> {
    let mut tx = db.begin().await?;
    let sent = outcomes.iter().filter(|(_, outcome)| *outcome == Outcome::Sent);
    execute!(&mut tx, dialect::pick(db, SENT), now, dialect::ids(sent.map(|(id, _)| id)))?;
    for (id, outcome) in outcomes {
        match outcome {
            Outcome::Sent => 0,
            Outcome::Later { due_at, reason } => execute!(
                &mut tx,
                "UPDATE outbox SET due_at = $1, claimed_until = 0, tries = tries + 1, last_error = $2
                 WHERE id = $3 AND due_at IS NOT NULL",
                due_at,
                reason,
                id
            )?,
            Outcome::GivenUp(reason) | Outcome::Dead { reason, .. } => execute!(
                &mut tx,
                concat!(
                    "UPDATE outbox SET gave_up_at = $1, due_at = NULL, claimed_until = 0, tries = tries + 1,
                        last_error = $2, ",
                    blank!(),
                    " WHERE id = $3 AND due_at IS NOT NULL"
                ),
                now,
                reason,
                id
            )?,
        };
        if let Outcome::Dead { address, reason } = outcome {
            dead_addresses::note(&mut tx, address, reason, now).await?;
        }
    }
    tx.commit().await
}

/// Takes back what an association wrote of its own accord to the address of a sign-up and hasn't left yet.
///
/// # Errors
/// When the database fails.
pub async fn take_back(tx: &mut Tx, sign_up_id: i64, now: i64) -> Result<(), StoreError> {
    execute!(
        tx,
        concat!(
            "UPDATE outbox SET gave_up_at = $1, due_at = NULL, claimed_until = 0,
                last_error = 'no more mail is wanted there', ",
            blank!(),
            "
             WHERE due_at IS NOT NULL AND unsubscribe IS NOT NULL AND sign_up_id IN
                (SELECT o.id FROM sign_ups s JOIN needs n ON n.id = s.need_id
                    JOIN sign_ups o ON o.email_key = s.email_key JOIN needs m ON m.id = o.need_id
                 WHERE s.id = $2 AND m.association_id = n.association_id)"
        ),
        now,
        sign_up_id
    )?;
    Ok(())
}

/// Takes back letters that haven't left yet and can be unsubscribed from at this address.
///
/// # Errors
/// When the database fails.
pub async fn take_back_at(tx: &mut Tx, unsubscribe: &str, now: i64) -> Result<(), StoreError> {
    execute!(
        tx,
        concat!(
            "UPDATE outbox SET gave_up_at = $1, due_at = NULL, claimed_until = 0,
                last_error = 'no more mail is wanted there', ",
            blank!(),
            " WHERE due_at IS NOT NULL AND unsubscribe = $2"
        ),
        now,
        unsubscribe
    )?;
    Ok(())
}

/// Gives up what hasn't left of a follow-up, but what is on its way just now.
///
/// # Errors
/// When the database fails.
pub async fn stop_follow_up(tx: &mut Tx, follow_up_id: i64, now: i64) -> Result<(), StoreError> {
    execute!(
        tx,
        concat!(
            "UPDATE outbox SET gave_up_at = $1, due_at = NULL, last_error = 'stopped', ",
            blank!(),
            " WHERE follow_up_id = $2 AND due_at IS NOT NULL AND claimed_until <= $1"
        ),
        now,
        follow_up_id
    )?;
    Ok(())
}

/// Forgets letters that were over [`KEPT_FOR`] ago, or [`HISTORY_KEPT_FOR`]; answers how many.
///
/// # Errors
/// When the database fails.
pub async fn forget_old(db: &Db, now: i64) -> Result<u64, StoreError> {
    let mut tx = db.begin().await?;
    let forgotten = execute!(
        &mut tx,
        "DELETE FROM outbox WHERE due_at IS NULL AND created_at < $1 AND (sign_up_id IS NULL OR created_at < $2)",
        now - KEPT_FOR,
        now - HISTORY_KEPT_FOR
    )?;
    tx.commit().await?;
    Ok(forgotten)
}
