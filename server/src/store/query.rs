//! One way to run one SQL text on either database, outside a transaction (`Db`, reads) or inside (`Tx`).
//!
//! `rows!(db, Row, "SELECT …", a, b)` → `Result<Vec<Row>, StoreError>`, `row!` → `Result<Option<Row>, _>`,
//! `scalar!(db, "SELECT …", …)` → `Result<T, _>` (the first column of the one row), and inside a
//! transaction the same with `tx_rows!`, `tx_row!`, `tx_scalar!` and `execute!(tx, "…", …)` → rows changed.
//! Placeholders are `$1`, `$2` on both.

/// All rows of a read.
macro_rules! rows {
    ($db:expr, $row:ty, $sql:expr $(, $bind:expr)* $(,)?) => {
        match $db {
            $crate::store::Db::Sqlite { read, .. } => {
                sqlx::query_as::<_, $row>($sql)$(.bind($bind))*.fetch_all(read).await
            }
            $crate::store::Db::Postgres(pool) => {
                sqlx::query_as::<_, $row>($sql)$(.bind($bind))*.fetch_all(pool).await
            }
        }
        .map_err($crate::store::StoreError::from)
    };
}

/// The first row of a read, if any.
macro_rules! row {
    ($db:expr, $row:ty, $sql:expr $(, $bind:expr)* $(,)?) => {
        match $db {
            $crate::store::Db::Sqlite { read, .. } => {
                sqlx::query_as::<_, $row>($sql)$(.bind($bind))*.fetch_optional(read).await
            }
            $crate::store::Db::Postgres(pool) => {
                sqlx::query_as::<_, $row>($sql)$(.bind($bind))*.fetch_optional(pool).await
            }
        }
        .map_err($crate::store::StoreError::from)
    };
}

/// The first column of the one row of a read.
macro_rules! scalar {
    ($db:expr, $sql:expr $(, $bind:expr)* $(,)?) => {
        match $db {
            $crate::store::Db::Sqlite { read, .. } => sqlx::query_scalar($sql)$(.bind($bind))*.fetch_one(read).await,
            $crate::store::Db::Postgres(pool) => sqlx::query_scalar($sql)$(.bind($bind))*.fetch_one(pool).await,
        }
        .map_err($crate::store::StoreError::from)
    };
}

/// All rows, inside a transaction.
macro_rules! tx_rows {
    ($tx:expr, $row:ty, $sql:expr $(, $bind:expr)* $(,)?) => {
        match $tx {
            $crate::store::Tx::Sqlite(tx) => {
                sqlx::query_as::<_, $row>($sql)$(.bind($bind))*.fetch_all(&mut **tx).await
            }
            $crate::store::Tx::Postgres(tx) => {
                sqlx::query_as::<_, $row>($sql)$(.bind($bind))*.fetch_all(&mut **tx).await
            }
        }
        .map_err($crate::store::StoreError::from)
    };
}

/// The first row, if any, inside a transaction.
macro_rules! tx_row {
    ($tx:expr, $row:ty, $sql:expr $(, $bind:expr)* $(,)?) => {
        match $tx {
            $crate::store::Tx::Sqlite(tx) => {
                sqlx::query_as::<_, $row>($sql)$(.bind($bind))*.fetch_optional(&mut **tx).await
            }
            $crate::store::Tx::Postgres(tx) => {
                sqlx::query_as::<_, $row>($sql)$(.bind($bind))*.fetch_optional(&mut **tx).await
            }
        }
        .map_err($crate::store::StoreError::from)
    };
}

/// The first column of the one row (`… RETURNING id`), inside a transaction.
macro_rules! tx_scalar {
    ($tx:expr, $sql:expr $(, $bind:expr)* $(,)?) => {
        match $tx {
            $crate::store::Tx::Sqlite(tx) => sqlx::query_scalar($sql)$(.bind($bind))*.fetch_one(&mut **tx).await,
            $crate::store::Tx::Postgres(tx) => sqlx::query_scalar($sql)$(.bind($bind))*.fetch_one(&mut **tx).await,
        }
        .map_err($crate::store::StoreError::from)
    };
}

/// Changes something inside a transaction; answers how many rows.
macro_rules! execute {
    ($tx:expr, $sql:expr $(, $bind:expr)* $(,)?) => {
        match $tx {
            $crate::store::Tx::Sqlite(tx) => {
                sqlx::query($sql)$(.bind($bind))*.execute(&mut **tx).await.map(|done| done.rows_affected())
            }
            $crate::store::Tx::Postgres(tx) => {
                sqlx::query($sql)$(.bind($bind))*.execute(&mut **tx).await.map(|done| done.rows_affected())
            }
        }
        .map_err($crate::store::StoreError::from)
    };
}

/// Inserts many rows, a few dozen a statement: `insert_all!(tx, "INSERT INTO t (a, b)", rows, |row| [row.a, row.b])`.
macro_rules! insert_all {
    ($tx:expr, $head:literal, $rows:expr, |$row:pat_param| [$($bind:expr),+ $(,)?]) => {{
        let mut done = Ok(());
        for chunk in $rows.chunks($crate::store::query::ROWS_A_STATEMENT) {
            done = match $tx {
                $crate::store::Tx::Sqlite(tx) => {
                    let mut query = sqlx::QueryBuilder::<sqlx::Sqlite>::new(concat!($head, " "));
                    query.push_values(chunk, |mut values, $row| { $(values.push_bind($bind);)+ });
                    query.build().execute(&mut **tx).await.map(drop)
                }
                $crate::store::Tx::Postgres(tx) => {
                    let mut query = sqlx::QueryBuilder::<sqlx::Postgres>::new(concat!($head, " "));
                    query.push_values(chunk, |mut values, $row| { $(values.push_bind($bind);)+ });
                    query.build().execute(&mut **tx).await.map(drop)
                }
            };
            if done.is_err() {
                break;
            }
        }
        done.map_err($crate::store::StoreError::from)
    }};
}

/// Few enough that the statements of all possible lengths stay prepared.
pub(crate) const ROWS_A_STATEMENT: usize = 32;

pub(crate) use {execute, insert_all, row, rows, scalar, tx_row, tx_rows, tx_scalar};
