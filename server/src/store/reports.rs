//! Reports of needs, as visitors send them.

use super::{Db, StoreError, Tx, execute, tx_row, tx_rows};
use app::domain::{Lang, email::Email, report::Reason};

/// How long the words of a report are kept once it is answered, in seconds: a year.
const WORDS_KEPT_FOR: i64 = 365 * 86_400;

/// A report to keep.
#[derive(Clone)]
pub struct NewReport {
    /// Of which need.
    pub need_id: i64,
    /// Why.
    pub reason: Reason,
    /// In their words; may be empty.
    pub words: String,
    /// Where the decision is told, if they want to know.
    pub email: Option<Email>,
    /// Of their mail.
    pub lang: Lang,
    /// A keyed hash of need and network.
    pub reporter: [u8; 16],
}

/// Personal data stays out of logs.
impl std::fmt::Debug for NewReport {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "NewReport({}, {})", self.need_id, self.reason.code())
    }
}

/// Keeps a report. The same people tell of the same need once until it is decided: `false` if they have, and then the
/// first one stands, with an address if it had none.
///
/// # Errors
/// When the database fails.
pub async fn add(tx: &mut Tx, report: &NewReport, now: i64) -> Result<bool, StoreError> {
    let (email, key) = (report.email.as_ref().map(Email::as_str), report.email.as_ref().map(Email::key));
    let added = execute!(
        tx,
        "INSERT INTO reports (need_id, reason, words, email, email_key, lang, reporter, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING",
        report.need_id,
        report.reason.code(),
        &report.words,
        email,
        &key,
        report.lang.code(),
        &report.reporter[..],
        now
    )?;
    if added == 1 {
        return Ok(true);
    }
    execute!(
        tx,
        "UPDATE reports SET email = $1, email_key = $2
         WHERE need_id = $3 AND reporter = $4 AND decision_id IS NULL AND email IS NULL
             AND NOT EXISTS (SELECT 1 FROM reports o
                 WHERE o.need_id = $3 AND o.email_key = $2 AND o.decision_id IS NULL)",
        email,
        &key,
        report.need_id,
        &report.reporter[..]
    )?;
    Ok(false)
}

/// Somebody to be told what was decided.
#[derive(Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Reporter {
    /// Their address.
    pub email: String,
    /// Code of their language.
    pub lang: String,
}

/// Addresses stay out of logs.
impl std::fmt::Debug for Reporter {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Reporter(…)")
    }
}

/// The open reports of a need: how many, and the highest id.
///
/// # Errors
/// When the database fails.
pub async fn open(tx: &mut Tx, need_id: i64) -> Result<(i64, i64), StoreError> {
    let found = tx_row!(
        tx,
        (i64, i64),
        "SELECT COUNT(*), COALESCE(MAX(id), 0) FROM reports WHERE need_id = $1 AND decision_id IS NULL",
        need_id
    )?;
    Ok(found.unwrap_or_default())
}

/// Those who want to know what becomes of a need that they reported.
///
/// # Errors
/// When the database fails.
pub async fn to_answer(tx: &mut Tx, need_id: i64) -> Result<Vec<Reporter>, StoreError> {
    tx_rows!(
        tx,
        Reporter,
        "SELECT email, lang FROM reports WHERE need_id = $1 AND decision_id IS NULL AND email IS NOT NULL ORDER BY id",
        need_id
    )
}

/// The open reports of a need are answered; who sent them is forgotten.
///
/// # Errors
/// When the database fails.
pub async fn answered(tx: &mut Tx, need_id: i64, decision_id: i64) -> Result<(), StoreError> {
    execute!(
        tx,
        "UPDATE reports SET decision_id = $1, email = NULL, email_key = NULL, reporter = NULL
         WHERE need_id = $2 AND decision_id IS NULL",
        decision_id,
        need_id
    )?;
    Ok(())
}

/// Forgets the words of reports that were answered long ago; what remains is counted.
///
/// # Errors
/// When the database fails.
pub async fn forget_words(db: &Db, now: i64) -> Result<u64, StoreError> {
    let mut tx = db.begin().await?;
    let forgotten = execute!(
        &mut tx,
        "UPDATE reports SET words = '' WHERE created_at < $1 AND decision_id IS NOT NULL AND words <> ''",
        now - WORDS_KEPT_FOR
    )?;
    tx.commit().await?;
    Ok(forgotten)
}
