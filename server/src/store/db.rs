//! The database: SQLite (a file, one writer) or PostgreSQL (shared by several servers).

use super::StoreError;
use sqlx::{
    Connection, PgPool, Postgres, Sqlite, SqlitePool, Transaction,
    postgres::PgPoolOptions,
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous},
};
use std::{str::FromStr, time::Duration};

/// How long to wait for a connection or for SQLite's write lock before answering "come back later".
const PATIENCE: Duration = Duration::from_secs(5);

/// One database, of either kind. Cheap to clone.
#[derive(Clone, Debug)]
pub enum Db {
    /// A file. Reads run beside each other, writes one after the other on their own connection.
    Sqlite {
        /// Connections that only read.
        read: SqlitePool,
        /// The one connection that writes.
        write: SqlitePool,
    },
    /// A server, where several of ours may meet.
    Postgres(PgPool),
}

/// A writing transaction; dropped without [`Tx::commit`], it changes nothing.
pub enum Tx {
    /// On SQLite's one writing connection, begun `IMMEDIATE`.
    Sqlite(Transaction<'static, Sqlite>),
    /// On PostgreSQL, read committed.
    Postgres(Transaction<'static, Postgres>),
}

impl Db {
    /// A connection to PostgreSQL that rested for longer is asked whether it still stands before it is used. When it was
    /// given back it did, and asking again at once would cost as much as many questions do.
    pub const TRUSTED_FOR: Duration = Duration::from_millis(100);

    /// Opens `url` (`sqlite:FILE` or `postgres://…`), creating an SQLite file and its folder if need be.
    ///
    /// # Errors
    /// When the address can't be understood or nothing answers there.
    pub async fn open(url: &str) -> Result<Self, StoreError> {
        if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            let pool = PgPoolOptions::new()
                .max_connections(16)
                .acquire_timeout(PATIENCE)
                .test_before_acquire(false)
                .before_acquire(|connection, used| {
                    Box::pin(async move {
                        if used.idle_for > Self::TRUSTED_FOR {
                            connection.ping().await?;
                        }
                        Ok(true)
                    })
                })
                .connect(url)
                .await?;
            return Ok(Self::Postgres(pool));
        }
        let options = SqliteConnectOptions::from_str(url)?
            .create_if_missing(true)
            .foreign_keys(true)
            .journal_mode(SqliteJournalMode::Wal)
            // An answered sign-up survives a power cut.
            .synchronous(SqliteSynchronous::Full)
            .busy_timeout(PATIENCE)
            // Per connection, in kilobytes; the system keeps the file itself.
            .pragma("cache_size", "-4000")
            // Rows SQLite may be ahead of who reads them: at the usual fifty, the two threads wake each other all the time.
            .row_buffer_size(1024)
            .pragma("temp_store", "memory")
            .optimize_on_close(true, None);
        if let Some(folder) = options.get_filename().parent() {
            std::fs::create_dir_all(folder).map_err(sqlx::Error::Io)?;
        }
        let write = SqlitePoolOptions::new()
            .max_connections(1)
            .idle_timeout(None)
            .max_lifetime(None)
            // A file can't hang up: asking before each statement would cost as much as many of them.
            .test_before_acquire(false)
            .acquire_timeout(PATIENCE)
            .connect_with(options.clone())
            .await?;
        let read = SqlitePoolOptions::new()
            .max_connections(4)
            .idle_timeout(None)
            .max_lifetime(None)
            .test_before_acquire(false)
            .acquire_timeout(PATIENCE)
            .connect_lazy_with(options.read_only(true).create_if_missing(false));
        Ok(Self::Sqlite { read, write })
    }

    /// Brings the tables up to date. Several servers may do so at once.
    ///
    /// # Errors
    /// When a migration fails or an applied one was edited.
    pub async fn migrate(&self) -> Result<(), StoreError> {
        match self {
            Self::Sqlite { write, .. } => sqlx::migrate!("../migrations/sqlite").run(write).await?,
            Self::Postgres(pool) => sqlx::migrate!("../migrations/postgres").run(pool).await?,
        }
        Ok(())
    }

    /// Begins a writing transaction.
    ///
    /// # Errors
    /// When the database is gone, or locked for longer than five seconds.
    pub async fn begin(&self) -> Result<Tx, StoreError> {
        Ok(match self {
            Self::Sqlite { write, .. } => Tx::Sqlite(write.begin_with("BEGIN IMMEDIATE").await?),
            Self::Postgres(pool) => Tx::Postgres(pool.begin().await?),
        })
    }

    /// Whether the database answers.
    ///
    /// # Errors
    /// When it does not.
    pub async fn ping(&self) -> Result<(), StoreError> {
        let _: i64 = super::scalar!(self, "SELECT last FROM need_revision WHERE id = 1")?;
        Ok(())
    }

    /// Closes every connection, having let SQLite tidy its file.
    pub async fn close(&self) {
        match self {
            Self::Sqlite { read, write } => {
                read.close().await;
                write.close().await;
            }
            Self::Postgres(pool) => pool.close().await,
        }
    }
}

impl Tx {
    /// Makes all of it last.
    ///
    /// # Errors
    /// When the database could not promise that; then nothing of it is kept.
    pub async fn commit(self) -> Result<(), StoreError> {
        match self {
            Self::Sqlite(tx) => tx.commit().await?,
            Self::Postgres(tx) => tx.commit().await?,
        }
        Ok(())
    }
}
