//! Follow-ups: what coordinators write to people who signed up, and how far it is.

use super::{
    Db, StoreError, Tx,
    dead_addresses::DEAD_FOR,
    dialect, execute, news, row, rows,
    sign_up_table::{self, Filter},
    tx_row, tx_rows, tx_scalar,
};

/// A follow-up to be written.
#[derive(Clone, Debug)]
pub struct NewFollowUp<'a> {
    /// Whose.
    pub association_id: i64,
    /// By whom.
    pub coordinator_id: i64,
    /// Where answers go.
    pub reply_to: &'a str,
    /// With merge fields.
    pub subject: &'a str,
    /// With merge fields.
    pub body: &'a str,
    /// When, epoch seconds.
    pub send_at: i64,
    /// It tells of a change, which reaches those too who want no other mail.
    pub news: bool,
}

/// To whom.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Recipients {
    /// These sign-ups.
    Chosen(Vec<i64>),
    /// All whom a filter of the sign-ups' table finds.
    Found(Filter),
    /// All who are in for a need: a place held, or on the waiting list.
    OfNeed(i64),
    /// All whom this news concerns.
    OfNews(i64),
}

/// A follow-up as it is shown.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct FollowUpRow {
    /// Its id.
    pub id: i64,
    /// With merge fields.
    pub subject: String,
    /// With merge fields.
    pub body: String,
    /// When, epoch seconds.
    pub send_at: i64,
    /// `waiting`, `done` or `stopped`.
    pub state: String,
    /// People in all.
    pub people: i64,
    /// Those whose letter is in the outbox.
    pub written: i64,
    /// Of those, whose letter has still to leave.
    pub on_their_way: i64,
    /// Of those, whose letter won't leave any more.
    pub given_up: i64,
    /// Of these, because it could not be delivered.
    pub failed: i64,
    /// Those passed over: gone, erased, their address is dead, or no more mail is wanted there.
    pub passed_over: i64,
}

const OF_NEED: &str = "SELECT s.id FROM sign_ups s JOIN needs n ON n.id = s.need_id
     WHERE n.association_id = $1 AND s.need_id = $2 AND s.state IN ('unconfirmed', 'confirmed', 'offered', 'waiting')
     ORDER BY s.id";
const CHOSEN: (&str, &str) = dialect::among!(
    "SELECT s.id FROM sign_ups s JOIN needs n ON n.id = s.need_id WHERE n.association_id = $1 AND s.id IN ",
    "$2",
    " ORDER BY s.id"
);
const ONE_EACH: (&str, &str) =
    dialect::among!("SELECT MAX(id) FROM sign_ups WHERE id IN ", "$1", " GROUP BY email_key ORDER BY 1");
const SETTLE: (&str, &str) = dialect::among!(
    "UPDATE follow_up_people SET state = $1 WHERE follow_up_id = $2 AND sign_up_id IN ",
    "$3",
    ""
);

/// The sign-ups meant, of those that are this association's.
///
/// # Errors
/// When the database fails.
pub async fn meant(db: &Db, association_id: i64, recipients: &Recipients) -> Result<Vec<i64>, StoreError> {
    let found = match recipients {
        Recipients::OfNeed(need) => rows!(db, (i64,), OF_NEED, association_id, *need)?,
        Recipients::Found(filter) => return sign_up_table::ids(db, filter).await,
        Recipients::OfNews(id) => return news::people(db, association_id, *id).await,
        Recipients::Chosen(ids) => {
            let list = dialect::ids(ids);
            rows!(db, (i64,), dialect::pick(db, CHOSEN), association_id, list)?
        }
    };
    Ok(found.into_iter().map(|(id,)| id).collect())
}

/// Of these sign-ups the newest of each address.
///
/// # Errors
/// When the database fails.
pub async fn one_each(db: &Db, sign_ups: &[i64]) -> Result<Vec<i64>, StoreError> {
    let found = rows!(db, (i64,), dialect::pick(db, ONE_EACH), dialect::ids(sign_ups))?;
    Ok(found.into_iter().map(|(id,)| id).collect())
}

/// Keeps a follow-up with its people; answers its id.
///
/// # Errors
/// When the database fails.
pub async fn add(tx: &mut Tx, new: &NewFollowUp<'_>, people: &[i64], now: i64) -> Result<i64, StoreError> {
    let id: i64 = tx_scalar!(
        tx,
        "INSERT INTO follow_ups (association_id, coordinator_id, reply_to, subject, body, send_at, news, state,
            created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, 'waiting', $8) RETURNING id",
        new.association_id,
        new.coordinator_id,
        new.reply_to,
        new.subject,
        new.body,
        new.send_at,
        new.news,
        now
    )?;
    super::insert_all!(
        tx,
        "INSERT INTO follow_up_people (follow_up_id, sign_up_id, state)",
        people,
        |person| [id, *person, "waiting"]
    )?;
    Ok(id)
}

macro_rules! shown {
    ($($rest:literal)*) => {
        concat!(
            "SELECT f.id, f.subject, f.body, f.send_at, f.state,
                (SELECT COUNT(*) FROM follow_up_people p WHERE p.follow_up_id = f.id) AS people,
                (SELECT COUNT(*) FROM follow_up_people p WHERE p.follow_up_id = f.id AND p.state = 'written') AS written,
                (SELECT COUNT(*) FROM outbox o WHERE o.follow_up_id = f.id AND o.due_at IS NOT NULL) AS on_their_way,
                (SELECT COUNT(*) FROM outbox o WHERE o.follow_up_id = f.id AND o.gave_up_at IS NOT NULL) AS given_up,
                (SELECT COUNT(*) FROM outbox o WHERE o.follow_up_id = f.id AND o.gave_up_at IS NOT NULL
                    AND o.last_error <> 'stopped') AS failed,
                (SELECT COUNT(*) FROM follow_up_people p WHERE p.follow_up_id = f.id AND p.state = 'passed_over')
                    AS passed_over
             FROM follow_ups f ", $($rest),*
        )
    };
}

/// One follow-up of an association.
///
/// # Errors
/// When the database fails.
pub async fn follow_up(db: &Db, association_id: i64, id: i64) -> Result<Option<FollowUpRow>, StoreError> {
    row!(db, FollowUpRow, shown!("WHERE f.association_id = $1 AND f.id = $2"), association_id, id)
}

/// The newest follow-ups of an association.
///
/// # Errors
/// When the database fails.
pub async fn newest(db: &Db, association_id: i64, limit: i64) -> Result<Vec<FollowUpRow>, StoreError> {
    rows!(
        db,
        FollowUpRow,
        shown!("WHERE f.association_id = $1 ORDER BY f.id DESC LIMIT $2"),
        association_id,
        limit
    )
}

/// Stops a follow-up: who hasn't been written to isn't any more. `false` if it was over already, and its letters gone.
///
/// # Errors
/// When the database fails.
pub async fn stop(tx: &mut Tx, association_id: i64, id: i64) -> Result<bool, StoreError> {
    let stopped = execute!(
        tx,
        "UPDATE follow_ups SET state = 'stopped' WHERE id = $1 AND association_id = $2 AND (state = 'waiting'
            OR EXISTS (SELECT 1 FROM outbox o WHERE o.follow_up_id = follow_ups.id AND o.due_at IS NOT NULL))",
        id,
        association_id
    )?;
    Ok(stopped == 1)
}

/// A follow-up whose time has come.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct DueFollowUp {
    /// Its id.
    pub id: i64,
    /// Where answers go.
    pub reply_to: String,
    /// With merge fields.
    pub subject: String,
    /// With merge fields.
    pub body: String,
    /// As in [`NewFollowUp::news`].
    pub news: bool,
}

/// The next follow-up that is due and that no other server is writing just now, locked for this transaction.
///
/// # Errors
/// When the database fails.
pub async fn next_due(tx: &mut Tx, now: i64) -> Result<Option<DueFollowUp>, StoreError> {
    let select = format!(
        "SELECT id, reply_to, subject, body, news FROM follow_ups WHERE state = 'waiting' AND send_at <= $1
         ORDER BY send_at, id LIMIT 1{}",
        dialect::skip_locked(tx)
    );
    tx_row!(tx, DueFollowUp, sqlx::AssertSqlSafe(select), now)
}

/// Whether any follow-up is due: cheap, and without SQLite's write lock.
///
/// # Errors
/// When the database fails.
pub async fn any_due(db: &Db, now: i64) -> Result<bool, StoreError> {
    let found =
        row!(db, (i64,), "SELECT id FROM follow_ups WHERE state = 'waiting' AND send_at <= $1 LIMIT 1", now)?;
    Ok(found.is_some())
}

/// The next people of a follow-up who wait for it, each with whether it may be written to them: not to who withdrew since
/// it was written, nor where an address is dead, nor where no more mail is wanted, unless it brings news.
///
/// # Errors
/// When the database fails.
pub async fn next_people(
    tx: &mut Tx,
    due: &DueFollowUp,
    limit: i64,
    now: i64,
) -> Result<Vec<(i64, bool)>, StoreError> {
    tx_rows!(
        tx,
        (i64, bool),
        "SELECT p.sign_up_id, NOT (s.state IN ('cancelled', 'expired') AND s.updated_at > f.created_at)
            AND NOT EXISTS (SELECT 1 FROM dead_addresses d WHERE d.email_key = s.email_key AND d.at > $1)
            AND ($2 OR NOT EXISTS (SELECT 1 FROM unsubscribed u JOIN needs n ON n.association_id = u.association_id
                WHERE n.id = s.need_id AND u.email_key = s.email_key)) AS may_be_written_to
         FROM follow_up_people p JOIN sign_ups s ON s.id = p.sign_up_id JOIN follow_ups f ON f.id = p.follow_up_id
         WHERE p.follow_up_id = $3 AND p.state = 'waiting' ORDER BY p.sign_up_id LIMIT $4",
        now - DEAD_FOR,
        due.news,
        due.id,
        limit
    )
}

/// Notes that some people were written to, or passed over.
///
/// # Errors
/// When the database fails.
pub async fn settle(tx: &mut Tx, id: i64, people: &[i64], written: bool) -> Result<(), StoreError> {
    if people.is_empty() {
        return Ok(());
    }
    let state = if written { "written" } else { "passed_over" };
    let sql = dialect::pick_in(tx, SETTLE);
    execute!(tx, sql, state, id, dialect::ids(people))?;
    Ok(())
}

/// A follow-up that has reached everybody.
///
/// # Errors
/// When the database fails.
pub async fn finish(tx: &mut Tx, id: i64) -> Result<(), StoreError> {
    execute!(tx, "UPDATE follow_ups SET state = 'done' WHERE id = $1 AND state = 'waiting'", id)?;
    Ok(())
}
