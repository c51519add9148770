//! What only coordinators need of a sign-up is written a moment after it: signing up doesn't wait for their indexes.

use crate::store::{Db, StoreError, execute, rows};
use app::domain::person_words;

/// Sign-ups in one transaction, few enough for others to come between.
const AT_ONCE: i64 = 200;

/// A sign-up that no coordinator finds yet.
#[derive(sqlx::FromRow)]
struct Unlisted {
    id: i64,
    first_name: String,
    last_name: Option<String>,
    email: String,
}

/// Lists some of the sign-ups that aren't yet; answers whether there were any.
///
/// # Errors
/// When the database fails.
pub async fn list_some(db: &Db) -> Result<bool, StoreError> {
    let found = rows!(
        db,
        Unlisted,
        "SELECT id, first_name, last_name, email FROM sign_ups WHERE name_key = '' OR association_id IS NULL
         ORDER BY id LIMIT $1",
        AT_ONCE
    )?;
    if found.is_empty() {
        return Ok(false);
    }
    let mut tx = db.begin().await?;
    for one in &found {
        execute!(
            &mut tx,
            "UPDATE sign_ups SET name_key = $1,
                association_id = (SELECT n.association_id FROM needs n WHERE n.id = sign_ups.need_id) WHERE id = $2",
            person_words::key(one.last_name.as_deref(), &one.first_name, &one.email),
            one.id
        )?;
    }
    tx.commit().await?;
    Ok(true)
}

/// Lists all that aren't yet, so that what is shown next is whole.
///
/// # Errors
/// When the database fails.
pub async fn list_all(db: &Db) -> Result<(), StoreError> {
    while list_some(db).await? {}
    Ok(())
}
