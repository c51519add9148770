//! What moderators decided, and when they were written to.

use super::waiting;
use crate::store::{
    Db, StoreError, Tx, coordinators::Coordinator, execute, row, rows, scalar, tx_row, tx_rows, tx_scalar,
};
use app::domain::report::Verdict;

/// A moderator is written to at most once in this many seconds: an hour.
const RHYTHM: i64 = 3600;

/// A need that is decided about.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Subject {
    /// Its revision now.
    pub revision: i64,
    /// Its title.
    pub title: String,
    /// Second part of its address.
    pub slug: String,
    /// Whose.
    pub association_id: i64,
    /// Their name.
    pub association: String,
    /// Where they are written to.
    pub contact: Option<String>,
    /// The feed that it came by, if by one.
    pub feed: Option<String>,
    /// Posted here, so that it can be changed here.
    pub posted_here: bool,
}

/// The need.
///
/// # Errors
/// When the database fails.
pub async fn subject(tx: &mut Tx, need_id: i64) -> Result<Option<Subject>, StoreError> {
    tx_row!(
        tx,
        Subject,
        "SELECT n.revision, n.title, n.slug, n.association_id, a.name AS association, a.contact_email AS contact,
            f.name AS feed, n.posted_form IS NOT NULL AS posted_here
         FROM needs n JOIN associations a ON a.id = n.association_id LEFT JOIN feeds f ON f.id = n.feed_id
         WHERE n.id = $1",
        need_id
    )
}

/// A decision to write down.
#[derive(Clone, Debug)]
pub struct NewDecision<'a> {
    /// About which need.
    pub need_id: i64,
    /// By whom.
    pub moderator_id: i64,
    /// What.
    pub verdict: Verdict,
    /// What the association is told.
    pub words: &'a str,
    /// The flags that stand, as JSON.
    pub flags: &'a str,
    /// Since when it had waited, if it did.
    pub asked_at: Option<i64>,
    /// How many reports it answers.
    pub reports: i64,
}

/// Writes a decision down; answers its id.
///
/// # Errors
/// When the database fails.
pub async fn add(tx: &mut Tx, decision: &NewDecision<'_>, now: i64) -> Result<i64, StoreError> {
    tx_scalar!(
        tx,
        "INSERT INTO report_decisions
            (need_id, association_id, moderator_id, verdict, words, flags, asked_at, reports, at)
         SELECT id, association_id, $2, $3, $4, $5, $6, $7, $8 FROM needs WHERE id = $1 RETURNING id",
        decision.need_id,
        decision.moderator_id,
        decision.verdict.code(),
        decision.words,
        decision.flags,
        decision.asked_at,
        decision.reports,
        now
    )
}

/// A decision, read again.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Decision {
    /// Code of the verdict.
    pub verdict: String,
    /// What the association was told.
    pub words: String,
    /// By whom: name or address; nobody who is gone.
    pub who: Option<String>,
    /// When, epoch seconds.
    pub at: i64,
}

/// The decisions about a need, the last first.
///
/// # Errors
/// When the database fails.
pub async fn of(db: &Db, need_id: i64) -> Result<Vec<Decision>, StoreError> {
    rows!(
        db,
        Decision,
        "SELECT d.verdict, d.words, CASE WHEN c.name = '' THEN c.email ELSE c.name END AS who, d.at
         FROM report_decisions d LEFT JOIN coordinators c ON c.id = d.moderator_id
         WHERE d.need_id = $1 ORDER BY d.id DESC LIMIT 20",
        need_id
    )
}

/// What the association was last told of a need: words of the moderators.
///
/// # Errors
/// When the database fails.
pub async fn last_words(db: &Db, need_id: i64) -> Result<Option<String>, StoreError> {
    let found = row!(
        db,
        (String,),
        "SELECT words FROM report_decisions WHERE need_id = $1 AND words <> '' ORDER BY id DESC LIMIT 1",
        need_id
    )?;
    Ok(found.map(|(words,)| words))
}

/// How many needs wait for the moderators.
///
/// # Errors
/// When the database fails.
pub async fn waiting(db: &Db) -> Result<i64, StoreError> {
    scalar!(db, concat!("SELECT COUNT(DISTINCT need_id) FROM ", waiting!()))
}

/// The moderators who are to be written to now, since something came in that they weren't told of; marked as written to
/// in this transaction. What comes in this very second is for the next time.
///
/// # Errors
/// When the database fails.
pub async fn to_tell(tx: &mut Tx, now: i64) -> Result<Vec<Coordinator>, StoreError> {
    let moderators = tx_rows!(
        tx,
        Coordinator,
        concat!(
            "SELECT c.id, c.email, c.name, c.lang, c.moderator FROM coordinators c
             LEFT JOIN moderator_notices m ON m.coordinator_id = c.id
             WHERE c.moderator = (1 = 1) AND COALESCE(m.at, 0) <= $1 AND EXISTS (SELECT 1 FROM ",
            waiting!(),
            " WHERE waiting.at >= COALESCE(m.at, 0) AND waiting.at < $2)
             ORDER BY c.id"
        ),
        now - RHYTHM,
        now
    )?;
    let mut told = Vec::new();
    for moderator in moderators {
        // Of two servers that come here together, the second changes nothing.
        let claimed = execute!(
            tx,
            "INSERT INTO moderator_notices (coordinator_id, at) VALUES ($1, $2)
             ON CONFLICT (coordinator_id) DO UPDATE SET at = excluded.at WHERE moderator_notices.at <= $3",
            moderator.id,
            now,
            now - RHYTHM
        )?;
        if claimed == 1 {
            told.push(moderator);
        }
    }
    Ok(told)
}

/// Everybody who moderates.
///
/// # Errors
/// When the database fails.
pub async fn moderators(tx: &mut Tx) -> Result<Vec<Coordinator>, StoreError> {
    tx_rows!(
        tx,
        Coordinator,
        "SELECT id, email, name, lang, moderator FROM coordinators WHERE moderator = (1 = 1) ORDER BY id"
    )
}
