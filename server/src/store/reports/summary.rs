//! The month in reports: each one, and what was done about it.

use crate::store::{Db, StoreError, Tx, execute, rows};

/// A report, or a need that was stopped before publication.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Line {
    /// When it came in, epoch seconds.
    pub at: i64,
    /// The need.
    pub need_id: i64,
    /// Its title.
    pub title: String,
    /// Its association's name.
    pub association: String,
    /// Code of the reason; empty where flags stopped it.
    pub reason: String,
    /// The reporter's words; of a need that was stopped, its flags as JSON.
    pub words: String,
    /// Code of the verdict; none while it waits.
    pub verdict: Option<String>,
    /// When it was decided.
    pub decided_at: Option<i64>,
    /// By whom.
    pub who: Option<String>,
}

/// What came in, and what was decided, between two times; `l` is what came in, `d` its decision.
macro_rules! month {
    () => {
        "(SELECT r.created_at AS at, r.need_id, r.reason, r.words, r.decision_id FROM reports r
            LEFT JOIN report_decisions d ON d.id = r.decision_id
            WHERE (r.created_at >= $1 AND r.created_at < $2) OR (d.at >= $1 AND d.at < $2)
         UNION ALL SELECT asked_at, need_id, '', flags, id FROM report_decisions WHERE asked_at IS NOT NULL
            AND ((asked_at >= $1 AND asked_at < $2) OR (at >= $1 AND at < $2))
         UNION ALL SELECT asked_at, need_id, '', flags, NULL FROM need_holds
            WHERE asked_at >= $1 AND asked_at < $2 AND wanted = (1 = 1)) AS l
         LEFT JOIN report_decisions d ON d.id = l.decision_id"
    };
}

/// Most lines that are read at once; what they come to is counted over all ([`totals`]).
const MOST: i64 = 5000;

/// All that came in or was decided between two times (epoch seconds, the second not included), the first to come first.
///
/// # Errors
/// When the database fails.
pub async fn between(db: &Db, from: i64, until: i64) -> Result<Vec<Line>, StoreError> {
    rows!(
        db,
        Line,
        concat!(
            "SELECT l.at, l.need_id, n.title, a.name AS association, l.reason, l.words, d.verdict,
                d.at AS decided_at, CASE WHEN c.name = '' THEN c.email ELSE c.name END AS who FROM ",
            month!(),
            " JOIN needs n ON n.id = l.need_id JOIN associations a ON a.id = n.association_id
             LEFT JOIN coordinators c ON c.id = d.moderator_id ORDER BY l.at, l.need_id LIMIT $3"
        ),
        from,
        until,
        MOST
    )
}

/// So many of a kind.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Total {
    /// Flags stopped it; nobody reported it.
    pub flagged: bool,
    /// It came in between the two times, not before.
    pub came: bool,
    /// Code of the verdict, if it was decided between them.
    pub verdict: Option<String>,
    /// It waits still.
    pub waits: bool,
    /// How many.
    pub many: i64,
}

/// What all of it comes to.
///
/// # Errors
/// When the database fails.
pub async fn totals(db: &Db, from: i64, until: i64) -> Result<Vec<Total>, StoreError> {
    rows!(
        db,
        Total,
        concat!(
            "SELECT flagged, came, verdict, waits, COUNT(*) AS many FROM (
                SELECT l.reason = '' AS flagged, l.at >= $1 AND l.at < $2 AS came, d.id IS NULL AS waits,
                    CASE WHEN d.at >= $1 AND d.at < $2 THEN d.verdict END AS verdict FROM ",
            month!(),
            ") AS one GROUP BY flagged, came, verdict, waits"
        ),
        from,
        until
    )
}

/// Claims the sending of a month's summary; `false` if it was sent.
///
/// # Errors
/// When the database fails.
pub async fn claim(tx: &mut Tx, month: &str, now: i64) -> Result<bool, StoreError> {
    let claimed = execute!(
        tx,
        "INSERT INTO report_summaries (month, at) VALUES ($1, $2) ON CONFLICT (month) DO NOTHING",
        month,
        now
    )?;
    Ok(claimed == 1)
}
