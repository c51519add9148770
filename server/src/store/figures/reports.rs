//! The monthly letter: which associations are due, who gets it, who doesn't want it.

use crate::store::{Db, StoreError, Tx, coordinators::Coordinator, execute, row, rows, tx_rows};

/// An association that hasn't had its letter of a month.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Due {
    /// Its id.
    pub id: i64,
    /// Its name.
    pub name: String,
}

/// Associations that are in, have somebody who wants the letter, and had open needs or sign-ups (`from` to `to`, epoch
/// seconds) in `month` (its number), but not the letter yet.
///
/// # Errors
/// When the database fails.
pub async fn due(db: &Db, month: i64, (from, to): (i64, i64), most: i64) -> Result<Vec<Due>, StoreError> {
    rows!(
        db,
        Due,
        "SELECT a.id, a.name FROM associations a WHERE a.state = 'approved'
            AND a.id IN (SELECT m.association_id FROM members m JOIN coordinators c ON c.id = m.coordinator_id
                WHERE m.role IN ('owner', 'coordinator') AND c.monthly_figures = $5)
            AND NOT EXISTS (SELECT 1 FROM figures_reports r WHERE r.association_id = a.id AND r.month = $1)
            AND (EXISTS (SELECT 1 FROM needs n WHERE n.association_id = a.id AND n.state = 'open')
                OR EXISTS (SELECT 1 FROM sign_ups s WHERE s.association_id = a.id
                    AND s.created_at >= $2 AND s.created_at < $3))
         ORDER BY a.id LIMIT $4",
        month,
        from,
        to,
        most,
        true
    )
}

/// Takes it on to write an association's letter; `false` if that was done before, or is being done by another server.
///
/// # Errors
/// When the database fails.
pub async fn claim(tx: &mut Tx, association_id: i64, month: i64) -> Result<bool, StoreError> {
    let claimed = execute!(
        tx,
        "INSERT INTO figures_reports (association_id, month) VALUES ($1, $2) ON CONFLICT DO NOTHING",
        association_id,
        month
    )?;
    Ok(claimed == 1)
}

/// Those who act for an association and want the letter.
///
/// # Errors
/// When the database fails.
pub async fn readers(tx: &mut Tx, association_id: i64) -> Result<Vec<Coordinator>, StoreError> {
    tx_rows!(
        tx,
        Coordinator,
        "SELECT c.id, c.email, c.name, c.lang, c.moderator
         FROM members m JOIN coordinators c ON c.id = m.coordinator_id
         WHERE m.association_id = $1 AND m.role IN ('owner', 'coordinator') AND c.monthly_figures = $2 ORDER BY c.id",
        association_id,
        true
    )
}

/// Whether somebody wants the letter; nothing where there is no such person.
///
/// # Errors
/// When the database fails.
pub async fn wants(db: &Db, coordinator_id: i64) -> Result<Option<bool>, StoreError> {
    let found = row!(db, (bool,), "SELECT monthly_figures FROM coordinators WHERE id = $1", coordinator_id)?;
    Ok(found.map(|(wants,)| wants))
}

/// Somebody wants the letter, or no more.
///
/// # Errors
/// When the database fails.
pub async fn want(db: &Db, coordinator_id: i64, wants: bool) -> Result<(), StoreError> {
    let mut tx = db.begin().await?;
    execute!(&mut tx, "UPDATE coordinators SET monthly_figures = $1 WHERE id = $2", wants, coordinator_id)?;
    tx.commit().await
}
