//! Alerts: searches that people want to be told of by mail. Their turns are in [`super::alert_turns`].

use super::{Db, StoreError, Tx, execute, row, rows, tx_row, tx_scalar};
use app::domain::{
    Lang,
    alert::{Rhythm, UNCONFIRMED_FOR},
};

/// An alert as it is kept.
#[derive(Clone, sqlx::FromRow)]
pub struct AlertRow {
    /// Its id.
    pub id: i64,
    /// The address in lower case.
    pub email_key: String,
    /// The address.
    pub email: String,
    /// Code of the language that it is written to in.
    pub lang: String,
    /// What follows the `?` of the search page.
    pub search: String,
    /// [`Rhythm::code`].
    pub rhythm: String,
    /// Only needs that opened after this number are new.
    pub after_id: i64,
    /// Epoch seconds.
    pub created_at: i64,
    /// Epoch seconds; an alert that isn't confirmed does nothing.
    pub confirmed_at: Option<i64>,
    /// When the search is looked at next.
    pub next_at: Option<i64>,
    /// When the last letter was written.
    pub last_at: Option<i64>,
}

/// Addresses stay out of logs.
impl std::fmt::Debug for AlertRow {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Alert({})", self.id)
    }
}

impl AlertRow {
    /// The language that it is written to in.
    #[must_use]
    pub fn lang(&self) -> Lang {
        Lang::from_code(&self.lang)
    }

    /// How often.
    #[must_use]
    pub fn rhythm(&self) -> Rhythm {
        Rhythm::from_code(&self.rhythm).unwrap_or_default()
    }
}

/// An alert that is asked for.
#[derive(Clone, Copy)]
pub struct NewAlert<'a> {
    /// The address in lower case.
    pub email_key: &'a str,
    /// The address.
    pub email: &'a str,
    /// Of the page where it was asked for.
    pub lang: Lang,
    /// What follows the `?` of the search page.
    pub search: &'a str,
    /// The same for the same search.
    pub search_key: &'a str,
    /// How often.
    pub rhythm: Rhythm,
    /// Only needs that opened after this number are new.
    pub after_id: i64,
}

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT id, email_key, email, lang, search, rhythm, after_id, created_at, confirmed_at, next_at, last_at
             FROM alerts WHERE ",
            $rest
        )
    };
}
pub(super) use select;

/// How many other alerts an address has.
///
/// # Errors
/// When the database fails.
pub async fn others(tx: &mut Tx, email_key: &str, search_key: &str, now: i64) -> Result<i64, StoreError> {
    tx_scalar!(
        tx,
        "SELECT COUNT(*) FROM alerts WHERE email_key = $1 AND search_key <> $2
            AND (confirmed_at IS NOT NULL OR created_at > $3)",
        email_key,
        search_key,
        now - UNCONFIRMED_FOR
    )
}

/// Keeps an alert that is asked for; answers its id, and whether it was there and confirmed already: then nothing of it
/// changes. One that waits for its confirmation is as asked last, but that what is new counts from the first time.
///
/// # Errors
/// When the database fails.
pub async fn ask(tx: &mut Tx, alert: NewAlert<'_>, now: i64) -> Result<(i64, bool), StoreError> {
    execute!(
        tx,
        "INSERT INTO alerts (email_key, email, lang, search, search_key, rhythm, after_id, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
         ON CONFLICT (email_key, search_key) DO UPDATE SET
            email = excluded.email, lang = excluded.lang, search = excluded.search, rhythm = excluded.rhythm,
            after_id = CASE WHEN alerts.created_at > $9 THEN alerts.after_id ELSE excluded.after_id END,
            created_at = excluded.created_at
         WHERE alerts.confirmed_at IS NULL",
        alert.email_key,
        alert.email,
        alert.lang.code(),
        alert.search,
        alert.search_key,
        alert.rhythm.code(),
        alert.after_id,
        now,
        now - UNCONFIRMED_FOR
    )?;
    let kept = tx_row!(
        tx,
        (i64, Option<i64>),
        "SELECT id, confirmed_at FROM alerts WHERE email_key = $1 AND search_key = $2",
        alert.email_key,
        alert.search_key
    )?;
    let (id, confirmed_at) = kept.ok_or(StoreError::Fault(sqlx::Error::RowNotFound))?;
    Ok((id, confirmed_at.is_some()))
}

/// An alert, unless it has waited for its confirmation too long.
///
/// # Errors
/// When the database fails.
pub async fn alert(db: &Db, id: i64, now: i64) -> Result<Option<AlertRow>, StoreError> {
    row!(
        db,
        AlertRow,
        select!("id = $1 AND (confirmed_at IS NOT NULL OR created_at > $2)"),
        id,
        now - UNCONFIRMED_FOR
    )
}

/// All alerts of an address, in the order in which they were asked for.
///
/// # Errors
/// When the database fails.
pub async fn of_address(db: &Db, email_key: &str, now: i64) -> Result<Vec<AlertRow>, StoreError> {
    rows!(
        db,
        AlertRow,
        select!("email_key = $1 AND (confirmed_at IS NOT NULL OR created_at > $2) ORDER BY id"),
        email_key,
        now - UNCONFIRMED_FOR
    )
}

/// Begins an alert; `false` if it runs already or waited too long.
///
/// # Errors
/// When the database fails.
pub async fn confirm(tx: &mut Tx, id: i64, next_at: i64, now: i64) -> Result<bool, StoreError> {
    let begun = execute!(
        tx,
        "UPDATE alerts SET confirmed_at = $1, next_at = $2
         WHERE id = $3 AND confirmed_at IS NULL AND created_at > $4",
        now,
        next_at,
        id,
        now - UNCONFIRMED_FOR
    )?;
    Ok(begun == 1)
}

/// Changes how often a running alert comes.
///
/// # Errors
/// When the database fails.
pub async fn set_rhythm(tx: &mut Tx, id: i64, rhythm: Rhythm, next_at: i64) -> Result<(), StoreError> {
    execute!(
        tx,
        "UPDATE alerts SET rhythm = $1, next_at = $2 WHERE id = $3 AND confirmed_at IS NOT NULL",
        rhythm.code(),
        next_at,
        id
    )?;
    Ok(())
}

/// Erases an alert with its address.
///
/// # Errors
/// When the database fails.
pub async fn erase(tx: &mut Tx, id: i64) -> Result<(), StoreError> {
    execute!(tx, "DELETE FROM alerts WHERE id = $1", id)?;
    Ok(())
}

/// Erases those that waited for their confirmation too long; answers how many.
///
/// # Errors
/// When the database fails.
pub async fn forget_unconfirmed(db: &Db, now: i64) -> Result<u64, StoreError> {
    let mut tx = db.begin().await?;
    let before = now - UNCONFIRMED_FOR;
    let gone =
        execute!(&mut tx, "DELETE FROM alerts WHERE confirmed_at IS NULL AND created_at <= $1", before)?;
    tx.commit().await?;
    Ok(gone)
}
