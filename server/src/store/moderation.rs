//! Associations that wait for the moderators, or that they refused, and what they decide.

use super::{
    Db, StoreError, Tx,
    associations::{AssociationRow, columns},
    execute, rows,
};
use app::domain::association::{Association, AssociationState};

/// Where the moderators see an association.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Queue {
    /// Among those that wait.
    Waiting,
    /// Among those that were refused.
    Refused,
}

/// An association there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Queued {
    /// Its entry.
    pub association: Association,
    /// When it entered, epoch seconds.
    pub entered_at: i64,
    /// Where it is written to.
    pub contact_email: String,
    /// What the moderators last wrote to it.
    pub moderators_words: Option<String>,
}

#[derive(sqlx::FromRow)]
struct Row {
    #[sqlx(flatten)]
    association: AssociationRow,
    entered_at: i64,
    contact_email: String,
    moderators_words: Option<String>,
}

macro_rules! queue {
    ($rest:literal) => {
        concat!(
            "SELECT ",
            columns!(),
            ", a.entered_at, COALESCE(a.contact_email, '') AS contact_email, a.moderators_words
             FROM associations a WHERE a.entered_at IS NOT NULL AND ",
            $rest
        )
    };
}

/// The associations that wait, the first to come first; of those that were refused, the last ones.
///
/// # Errors
/// When the database fails.
pub async fn of(db: &Db, queue: Queue) -> Result<Vec<Queued>, StoreError> {
    let found = match queue {
        Queue::Waiting => {
            rows!(db, Row, queue!("a.state IN ('pending', 'asked') ORDER BY a.entered_at, a.id LIMIT 200"))?
        }
        Queue::Refused => {
            rows!(db, Row, queue!("a.state = 'refused' ORDER BY a.entered_at DESC, a.id DESC LIMIT 50"))?
        }
    };
    Ok(found
        .into_iter()
        .map(|row| Queued {
            association: row.association.association(),
            entered_at: row.entered_at,
            contact_email: row.contact_email,
            moderators_words: row.moderators_words,
        })
        .collect())
}

/// What the moderators decide of an association that they see in a queue; `false` if it isn't there any more: of two
/// who decide at once, the first does.
///
/// # Errors
/// When the database fails.
pub async fn decide(
    tx: &mut Tx,
    (queue, id): (Queue, i64),
    state: AssociationState,
    words: &str,
) -> Result<bool, StoreError> {
    let changed = execute!(
        tx,
        "UPDATE associations SET state = $1, moderators_words = $2
         WHERE id = $3 AND state <> 'approved' AND (state = 'refused') = $4",
        state.code(),
        words,
        id,
        queue == Queue::Refused
    )?;
    Ok(changed == 1)
}
