//! Columns that came later than the sign-ups, or than the server that wrote them.

use crate::store::{Db, StoreError, execute, rows};
use app::domain::person_words;

/// A sign-up that a server wrote that doesn't know all columns.
#[derive(sqlx::FromRow)]
struct Unlisted {
    id: i64,
    first_name: String,
    last_name: Option<String>,
    email: String,
}

/// Completes some of what servers wrote that don't know the columns of the coordinators' table; answers how many.
///
/// # Errors
/// When the database fails.
pub async fn complete(db: &Db, most: i64) -> Result<usize, StoreError> {
    let found = rows!(
        db,
        Unlisted,
        "SELECT id, first_name, last_name, email FROM sign_ups WHERE name_key = '' OR association_id IS NULL LIMIT $1",
        most
    )?;
    if found.is_empty() {
        return Ok(0);
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
    Ok(found.len())
}
