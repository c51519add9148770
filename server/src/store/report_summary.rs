//! The month in reports: each one, and what was done about it.

use super::{Db, StoreError, Tx, execute, rows};

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

/// All that came in between two times (epoch seconds, the second not included), the first to come first.
///
/// # Errors
/// When the database fails.
pub async fn between(db: &Db, from: i64, until: i64) -> Result<Vec<Line>, StoreError> {
    rows!(
        db,
        Line,
        "SELECT l.at, l.need_id, n.title, a.name AS association, l.reason, l.words, d.verdict, d.at AS decided_at,
            CASE WHEN c.name = '' THEN c.email ELSE c.name END AS who
         FROM (
            SELECT created_at AS at, need_id, reason, words, decision_id FROM reports
                WHERE created_at >= $1 AND created_at < $2
            UNION ALL SELECT asked_at, need_id, '', flags, id FROM report_decisions
                WHERE asked_at >= $1 AND asked_at < $2
            UNION ALL SELECT asked_at, need_id, '', flags, NULL FROM need_holds
                WHERE asked_at >= $1 AND asked_at < $2 AND wanted = (1 = 1)) AS l
         JOIN needs n ON n.id = l.need_id JOIN associations a ON a.id = n.association_id
         LEFT JOIN report_decisions d ON d.id = l.decision_id LEFT JOIN coordinators c ON c.id = d.moderator_id
         ORDER BY l.at, l.need_id LIMIT 5000",
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
