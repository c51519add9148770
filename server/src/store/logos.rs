//! Logos of associations, as the portal has made them.

use super::{Db, StoreError, Tx, execute, row};
use crate::pictures::Picture;
use app::domain::association::Logo;
use sha2::{Digest, Sha256};
use std::fmt::Write;

/// Bytes of the hash that are kept.
const HASHED: usize = 12;

/// A logo as it is stored.
#[derive(sqlx::FromRow)]
struct LogoRow {
    hash: String,
    width: i64,
    height: i64,
}

/// An association's logo, if it has one.
///
/// # Errors
/// When the database fails.
pub async fn of(db: &Db, association_id: i64) -> Result<Option<Logo>, StoreError> {
    let found = row!(
        db,
        LogoRow,
        "SELECT hash, width, height FROM association_logos WHERE association_id = $1",
        association_id
    )?;
    Ok(found.map(|LogoRow { hash, width, height }| Logo { association_id, hash, width, height }))
}

/// A logo's file and its kind (`image/png`).
///
/// # Errors
/// When the database fails.
pub async fn file(db: &Db, association_id: i64, hash: &str) -> Result<Option<(String, Vec<u8>)>, StoreError> {
    row!(
        db,
        (String, Vec<u8>),
        "SELECT kind, bytes FROM association_logos WHERE association_id = $1 AND hash = $2",
        association_id,
        hash
    )
}

/// Puts a logo in the place of the one there was.
///
/// # Errors
/// When the database fails.
pub async fn put(tx: &mut Tx, association_id: i64, picture: &Picture) -> Result<(), StoreError> {
    let mut hash = String::new();
    for byte in &Sha256::digest(&picture.bytes)[..HASHED] {
        // Writing to a string can't fail.
        let _ = write!(hash, "{byte:02x}");
    }
    execute!(
        tx,
        "INSERT INTO association_logos (association_id, hash, kind, bytes, width, height)
         VALUES ($1, $2, 'image/png', $3, $4, $5)
         ON CONFLICT (association_id) DO UPDATE SET hash = excluded.hash, kind = excluded.kind,
            bytes = excluded.bytes, width = excluded.width, height = excluded.height",
        association_id,
        hash,
        picture.bytes.as_slice(),
        i64::from(picture.width),
        i64::from(picture.height)
    )?;
    Ok(())
}

/// Takes the logo away; `false` if there was none.
///
/// # Errors
/// When the database fails.
pub async fn remove(tx: &mut Tx, association_id: i64) -> Result<bool, StoreError> {
    let gone = execute!(tx, "DELETE FROM association_logos WHERE association_id = $1", association_id)?;
    Ok(gone == 1)
}
