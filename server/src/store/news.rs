//! What changed for people who signed up, kept until they are told, or until a coordinator says that they needn't be.

use super::{Db, StoreError, Tx, dialect, execute, row, rows, tx_row, tx_rows, tx_scalar};
use app::coordination::posting::News;

/// What is told of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum About {
    /// Time or place of a need.
    Moved,
    /// A need that takes nobody any more.
    Closed,
    /// This slot, which doesn't take place.
    Slot(i64),
}

impl About {
    /// The kind of news that it is.
    #[must_use]
    pub const fn news(self) -> News {
        match self {
            Self::Moved => News::Moved,
            Self::Closed => News::Closed,
            Self::Slot(_) => News::SlotCancelled,
        }
    }

    const fn slot(self) -> i64 {
        match self {
            Self::Slot(slot) => slot,
            Self::Moved | Self::Closed => 0,
        }
    }
}

/// Whom news `w` concerns still, of the people `p` and their sign-ups `s`: not who has withdrawn since, nor who has
/// found themselves another slot than the one that doesn't take place.
macro_rules! concerned {
    () => {
        "((w.kind = 'slot' AND s.slot_id = w.slot_id)
            OR (w.kind <> 'slot' AND s.state IN ('unconfirmed', 'confirmed', 'offered', 'waiting')))"
    };
}

macro_rules! people {
    () => {
        concat!(
            "SELECT s.id FROM news w JOIN needs n ON n.id = w.need_id JOIN news_people p ON p.news_id = w.id
                JOIN sign_ups s ON s.id = p.sign_up_id
             WHERE n.association_id = $1 AND w.id = $2 AND ",
            concerned!(),
            " ORDER BY s.id"
        )
    };
}

const ADD: (&str, &str) = dialect::among!(
    "INSERT INTO news_people (news_id, sign_up_id) SELECT $1, id FROM sign_ups WHERE id IN ",
    "$2",
    " ON CONFLICT (news_id, sign_up_id) DO NOTHING"
);

/// Keeps news for these people; answers its id. What nobody was told of yet is told together.
///
/// # Errors
/// When the database fails.
pub async fn keep(
    tx: &mut Tx,
    need_id: i64,
    about: About,
    people: &[i64],
    now: i64,
) -> Result<i64, StoreError> {
    let id: i64 = tx_scalar!(
        tx,
        "INSERT INTO news (need_id, kind, slot_id, at) VALUES ($1, $2, $3, $4)
         ON CONFLICT (need_id, kind, slot_id) WHERE settled_at IS NULL DO UPDATE SET at = excluded.at
         RETURNING id",
        need_id,
        about.news().code(),
        about.slot(),
        now
    )?;
    let sql = dialect::pick_in(tx, ADD);
    execute!(tx, sql, id, dialect::ids(people))?;
    Ok(id)
}

/// The news about this that somebody doesn't know yet.
///
/// # Errors
/// When the database fails.
pub async fn waiting(tx: &mut Tx, need_id: i64, about: About) -> Result<Option<i64>, StoreError> {
    let found = tx_row!(
        tx,
        (i64,),
        "SELECT id FROM news WHERE need_id = $1 AND kind = $2 AND slot_id = $3 AND settled_at IS NULL",
        need_id,
        about.news().code(),
        about.slot()
    )?;
    Ok(found.map(|(id,)| id))
}

/// It is open again: that it was closed needn't be told to anybody any more.
///
/// # Errors
/// When the database fails.
pub async fn reopened(tx: &mut Tx, need_id: i64) -> Result<(), StoreError> {
    execute!(tx, "DELETE FROM news WHERE need_id = $1 AND kind = 'closed' AND settled_at IS NULL", need_id)?;
    Ok(())
}

/// News that somebody doesn't know yet.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Untold {
    /// Its id.
    pub id: i64,
    /// The need's.
    pub need_id: i64,
    /// Title of the need.
    pub title: String,
    /// Code of [`News`].
    pub kind: String,
    /// When it changed, epoch seconds.
    pub at: i64,
    /// How many don't know.
    pub people: i64,
}

/// All of it that an association has, or that one of its needs has. What had moved before the need was closed is of no
/// use to anybody.
///
/// # Errors
/// When the database fails.
pub async fn untold(db: &Db, association_id: i64, need_id: Option<i64>) -> Result<Vec<Untold>, StoreError> {
    rows!(
        db,
        Untold,
        concat!(
            "SELECT w.id, w.need_id, n.title, w.kind, w.at, COUNT(*) AS people
             FROM news w JOIN needs n ON n.id = w.need_id JOIN news_people p ON p.news_id = w.id
                JOIN sign_ups s ON s.id = p.sign_up_id
             WHERE n.association_id = $1 AND w.settled_at IS NULL AND (w.kind <> 'saved' OR NOT EXISTS (
                    SELECT 1 FROM news c WHERE c.need_id = w.need_id AND c.kind = 'closed' AND c.at >= w.at))
                AND ($2 = 0 OR w.need_id = $2) AND ",
            concerned!(),
            " GROUP BY w.id, w.need_id, n.title, w.kind, w.at ORDER BY w.at, w.id"
        ),
        association_id,
        need_id.unwrap_or(0)
    )
}

/// News, whether told or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kept {
    /// Its id.
    pub id: i64,
    /// The need's.
    pub need_id: i64,
    /// Of what.
    pub news: News,
    /// There is nothing more to do.
    pub settled: bool,
    /// What it was sent as.
    pub follow_up_id: Option<i64>,
}

/// One of an association.
///
/// # Errors
/// When the database fails.
pub async fn news(db: &Db, association_id: i64, id: i64) -> Result<Option<Kept>, StoreError> {
    let found = row!(
        db,
        (i64, i64, String, Option<i64>, Option<i64>),
        "SELECT w.id, w.need_id, w.kind, w.settled_at, w.follow_up_id FROM news w JOIN needs n ON n.id = w.need_id
         WHERE n.association_id = $1 AND w.id = $2",
        association_id,
        id
    )?;
    Ok(found.and_then(|(id, need_id, kind, settled_at, follow_up_id)| {
        let news = News::from_code(&kind)?;
        Some(Kept { id, need_id, news, settled: settled_at.is_some(), follow_up_id })
    }))
}

/// Whom one of an association's concerns.
///
/// # Errors
/// When the database fails.
pub async fn people(db: &Db, association_id: i64, id: i64) -> Result<Vec<i64>, StoreError> {
    let found = rows!(db, (i64,), people!(), association_id, id)?;
    Ok(found.into_iter().map(|(id,)| id).collect())
}

/// Takes news to be told, or not to be told after all; answers whom it concerns. `None` if there is nothing more to
/// do: of two who press at once, one does it.
///
/// # Errors
/// When the database fails.
pub async fn settle(
    tx: &mut Tx,
    (association_id, id): (i64, i64),
    now: i64,
) -> Result<Option<Vec<i64>>, StoreError> {
    let settled = execute!(
        tx,
        "UPDATE news SET settled_at = $1
         WHERE id = $2 AND settled_at IS NULL AND need_id IN (SELECT id FROM needs WHERE association_id = $3)",
        now,
        id,
        association_id
    )?;
    if settled == 0 {
        return Ok(None);
    }
    let found = tx_rows!(tx, (i64,), people!(), association_id, id)?;
    Ok(Some(found.into_iter().map(|(id,)| id).collect()))
}

/// Notes what it was sent as.
///
/// # Errors
/// When the database fails.
pub async fn sent(tx: &mut Tx, id: i64, follow_up_id: i64) -> Result<(), StoreError> {
    execute!(tx, "UPDATE news SET follow_up_id = $1 WHERE id = $2", follow_up_id, id)?;
    Ok(())
}
