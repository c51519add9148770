//! How it was, in the volunteers' words.

use super::{Db, StoreError, Tx, execute, row, rows};

/// What a volunteer said.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Rating {
    /// From 1 to 5.
    pub rating: i64,
    /// A sentence, or nothing.
    pub words: String,
}

/// What was said of one sign-up.
///
/// # Errors
/// When the database fails.
pub async fn rating(db: &Db, sign_up_id: i64) -> Result<Option<Rating>, StoreError> {
    row!(db, Rating, "SELECT rating, words FROM ratings WHERE sign_up_id = $1", sign_up_id)
}

/// Keeps what a volunteer says; the last word counts.
///
/// # Errors
/// When the database fails.
pub async fn put(tx: &mut Tx, sign_up_id: i64, rating: &Rating, now: i64) -> Result<(), StoreError> {
    execute!(
        tx,
        "INSERT INTO ratings (sign_up_id, rating, words, at) VALUES ($1, $2, $3, $4)
         ON CONFLICT (sign_up_id) DO UPDATE SET rating = excluded.rating, words = excluded.words, at = excluded.at",
        sign_up_id,
        rating.rating,
        &rating.words,
        now
    )?;
    Ok(())
}

/// What an association's volunteers said.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Said {
    /// First name of who said it.
    pub first_name: String,
    /// Of which need.
    pub need: String,
    /// From 1 to 5.
    pub rating: i64,
    /// A sentence, or nothing.
    pub words: String,
    /// When, epoch seconds.
    pub at: i64,
}

/// The newest words of an association's volunteers.
///
/// # Errors
/// When the database fails.
pub async fn said(db: &Db, association_id: i64, limit: i64) -> Result<Vec<Said>, StoreError> {
    rows!(
        db,
        Said,
        "SELECT s.first_name, n.title AS need, r.rating, r.words, r.at
         FROM ratings r JOIN sign_ups s ON s.id = r.sign_up_id JOIN needs n ON n.id = s.need_id
         WHERE n.association_id = $1 ORDER BY r.at DESC, s.id DESC LIMIT $2",
        association_id,
        limit
    )
}
