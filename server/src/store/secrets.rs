//! Keys that all servers on one database share, made at the first start.

use super::{Db, StoreError, execute, row};

/// A key for keyed hashes.
pub type Key = [u8; 32];

/// The keys, read once at start.
#[derive(Clone)]
pub struct Secrets {
    /// Signs the stamps of forms.
    pub forms: Key,
    /// Hides what rate limits count.
    pub limits: Key,
    /// Signs the addresses at which one unsubscribes.
    pub unsubscribe: Key,
    /// Signs the cookies of those who like something.
    pub likes: Key,
    /// Signs the addresses of alerts.
    pub alerts: Key,
    /// Signs where a list of the API goes on.
    pub cursors: Key,
    /// Hides whom friends told of a need.
    pub friends: Key,
}

/// Keys stay out of logs.
impl std::fmt::Debug for Secrets {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secrets(…)")
    }
}

impl Secrets {
    /// The keys of this database; those that it hasn't yet are made.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn of(db: &Db) -> Result<Self, StoreError> {
        Ok(Self {
            forms: key(db, "forms").await?,
            limits: key(db, "rate_limits").await?,
            unsubscribe: key(db, "unsubscribe").await?,
            likes: key(db, "likes").await?,
            alerts: key(db, "alerts").await?,
            cursors: key(db, "cursors").await?,
            friends: key(db, "friends").await?,
        })
    }
}

/// Of two servers that start at once, both get the key of the one that came first.
async fn key(db: &Db, name: &str) -> Result<Key, StoreError> {
    if let Some(known) = read(db, name).await? {
        return Ok(known);
    }
    let mut tx = db.begin().await?;
    execute!(
        &mut tx,
        "INSERT INTO secrets (name, value) VALUES ($1, $2) ON CONFLICT (name) DO NOTHING",
        name,
        fresh_key().as_slice()
    )?;
    tx.commit().await?;
    read(db, name).await?.ok_or(StoreError::Fault(sqlx::Error::RowNotFound))
}

async fn read(db: &Db, name: &str) -> Result<Option<Key>, StoreError> {
    let found = row!(db, (Vec<u8>,), "SELECT value FROM secrets WHERE name = $1", name)?;
    Ok(found.and_then(|(value,)| value.try_into().ok()))
}

// No rule depends on which key it is.
#[allow(clippy::disallowed_methods)]
fn fresh_key() -> Key {
    rand::random()
}
