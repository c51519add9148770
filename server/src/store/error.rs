//! What can go wrong in the database.

/// A failed read or write. Missing is not an error: it is `Ok(None)`.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// A named constraint was broken; the caller that expects it turns it into words.
    #[error("constraint {0} broken")]
    Constraint(String),
    /// The database is gone, locked or overloaded: worth another try in a moment.
    #[error("database unavailable: {0}")]
    Unavailable(#[source] sqlx::Error),
    /// Anything else, a fault of ours.
    #[error("database: {0}")]
    Fault(#[source] sqlx::Error),
    /// The tables could not be brought up to date.
    #[error("migration: {0}")]
    Migration(#[from] sqlx::migrate::MigrateError),
}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        use sqlx::Error as E;
        if let E::Database(database) = &error {
            if let Some(name) = super::dialect::constraint(database.as_ref()) {
                return Self::Constraint(name);
            }
            if super::dialect::is_busy(database.as_ref()) {
                return Self::Unavailable(error);
            }
        }
        match error {
            E::Io(_) | E::Tls(_) | E::PoolTimedOut | E::PoolClosed | E::WorkerCrashed => {
                Self::Unavailable(error)
            }
            other => Self::Fault(other),
        }
    }
}

impl StoreError {
    /// Whether the named constraint is what was broken.
    #[must_use]
    pub fn breaks(&self, constraint: &str) -> bool {
        matches!(self, Self::Constraint(name) if name == constraint)
    }
}
