//! People who act for associations or moderate the portal.

use super::{Db, StoreError, Tx, execute, row, tx_row, tx_scalar};
use app::domain::{Lang, email::Email};

/// A person who can sign in.
#[derive(Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Coordinator {
    /// Their id.
    pub id: i64,
    /// Their address.
    pub email: String,
    /// As others of their associations see them; may be empty.
    pub name: String,
    /// Code of the language of their mails.
    pub lang: String,
    /// Whether they watch over what enters the portal.
    pub moderator: bool,
}

/// Personal data stays out of logs.
impl std::fmt::Debug for Coordinator {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Coordinator({})", self.id)
    }
}

impl Coordinator {
    /// Language of their mails.
    #[must_use]
    pub fn lang(&self) -> Lang {
        Lang::from_code(&self.lang)
    }

    /// Their name, or their address where they have said none.
    #[must_use]
    pub fn shown(&self) -> &str {
        if self.name.is_empty() { &self.email } else { &self.name }
    }
}

/// The person with this id.
///
/// # Errors
/// When the database fails.
pub async fn coordinator(db: &Db, id: i64) -> Result<Option<Coordinator>, StoreError> {
    row!(db, Coordinator, "SELECT id, email, name, lang, moderator FROM coordinators WHERE id = $1", id)
}

/// The person with this address, who is entered if the portal doesn't know them; `lang` is for those.
///
/// # Errors
/// When the database fails.
pub async fn enter(tx: &mut Tx, email: &Email, lang: Lang, now: i64) -> Result<i64, StoreError> {
    tx_scalar!(
        tx,
        "INSERT INTO coordinators (email_key, email, name, lang, created_at) VALUES ($1, $2, '', $3, $4)
         ON CONFLICT (email_key) DO UPDATE SET email_key = excluded.email_key RETURNING id",
        email.key(),
        email.as_str(),
        lang.code(),
        now
    )
}

/// The person whom this account elsewhere belongs to.
///
/// # Errors
/// When the database fails.
pub async fn of_identity(tx: &mut Tx, provider: &str, subject: &str) -> Result<Option<i64>, StoreError> {
    let found = tx_row!(
        tx,
        (i64,),
        "SELECT coordinator_id FROM identities WHERE provider = $1 AND subject = $2",
        provider,
        subject
    )?;
    Ok(found.map(|(id,)| id))
}

/// From now on this account elsewhere lets that person in.
///
/// # Errors
/// When the database fails.
pub async fn add_identity(
    tx: &mut Tx,
    (provider, subject): (&str, &str),
    coordinator_id: i64,
    now: i64,
) -> Result<(), StoreError> {
    execute!(
        tx,
        "INSERT INTO identities (provider, subject, coordinator_id, created_at) VALUES ($1, $2, $3, $4)
         ON CONFLICT (provider, subject) DO NOTHING",
        provider,
        subject,
        coordinator_id,
        now
    )?;
    Ok(())
}

/// Changes how others see a person, and in which language they are written to.
///
/// # Errors
/// When the database fails.
pub async fn change(tx: &mut Tx, id: i64, name: &str, lang: Lang) -> Result<(), StoreError> {
    execute!(tx, "UPDATE coordinators SET name = $1, lang = $2 WHERE id = $3", name, lang.code(), id)?;
    Ok(())
}

/// Makes a person a moderator.
///
/// # Errors
/// When the database fails.
pub async fn make_moderator(tx: &mut Tx, id: i64) -> Result<(), StoreError> {
    execute!(tx, "UPDATE coordinators SET moderator = $1 WHERE id = $2", true, id)?;
    Ok(())
}

/// Everybody who watches over what enters the portal.
///
/// # Errors
/// When the database fails.
pub async fn moderators(tx: &mut Tx) -> Result<Vec<Coordinator>, StoreError> {
    super::tx_rows!(
        tx,
        Coordinator,
        "SELECT id, email, name, lang, moderator FROM coordinators WHERE moderator = $1 ORDER BY id",
        true
    )
}
