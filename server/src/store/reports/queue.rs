//! What waits for the moderators: needs that were reported, or whose words raised a flag.

use super::{networks, waiting};
use crate::store::{
    Db, StoreError,
    dialect::{among, ids as listed, pick},
    row, rows,
};

/// Most needs on the page; the others come up as these are decided.
pub const SHOWN: i64 = 30;

/// A need in the queue, the most urgent first: money first, then by how many networks reported it, then the oldest.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Waiting {
    /// The need.
    pub need_id: i64,
    /// Its revision now.
    pub revision: i64,
    /// The highest id of the reports of it ([`app::domain::report::Told::last`]).
    pub last_report: i64,
    /// How often something was said in them.
    pub times_told: i64,
}

/// The queue.
///
/// # Errors
/// When the database fails.
pub async fn waiting(db: &Db) -> Result<Vec<Waiting>, StoreError> {
    rows!(
        db,
        Waiting,
        concat!(
            "SELECT n.id AS need_id, n.revision, COALESCE(MAX(r.id), 0) AS last_report,
                CAST(COALESCE(SUM(r.version), 0) AS BIGINT) AS times_told
             FROM needs n LEFT JOIN reports r ON r.need_id = n.id AND r.decision_id IS NULL
             LEFT JOIN need_holds h ON h.need_id = n.id
             WHERE n.id IN (SELECT need_id FROM ",
            waiting!(),
            ") GROUP BY n.id, n.revision, h.asked_at
             ORDER BY MAX(CASE WHEN r.reason IN ('money', 'harm') THEN 1 ELSE 0 END) DESC, ",
            networks!("r.reporter"),
            " DESC, COALESCE(MIN(r.created_at), h.asked_at), n.id LIMIT $1"
        ),
        SHOWN
    )
}

/// An open report.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Report {
    /// Of which need.
    pub need_id: i64,
    /// Code of the reason.
    pub reason: String,
    /// In the reporter's words.
    pub words: String,
    /// When, epoch seconds.
    pub created_at: i64,
}

/// The open reports of these needs, the first to come first.
///
/// # Errors
/// When the database fails.
pub async fn reports(db: &Db, needs: &[i64]) -> Result<Vec<Report>, StoreError> {
    rows!(
        db,
        Report,
        pick(
            db,
            among!(
                "SELECT need_id, reason, words, created_at FROM reports WHERE decision_id IS NULL AND need_id IN ",
                "$1",
                " ORDER BY id"
            )
        ),
        listed(needs)
    )
}

/// Something that became of a need: its code and when.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Past {
    /// `posted`, `changed`, `closed`…
    pub detail: String,
    /// When, epoch seconds.
    pub at: i64,
}

/// What is known of a need and its association besides what everybody reads.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Facts {
    /// When it was posted, epoch seconds.
    pub posted_at: i64,
    /// When it last changed.
    pub updated_at: i64,
    /// Posted here, not by a feed.
    pub here: bool,
    /// People signed up for it.
    pub people: i64,
    /// Reports of it that were answered.
    pub answered: i64,
    /// When its association came.
    pub since: i64,
    /// By which feed, if by one.
    pub feed: Option<String>,
    /// How many needs it has posted in all.
    pub needs: i64,
    /// How often it was warned.
    pub warned: i64,
    /// How often a need of its was taken down.
    pub down: i64,
    /// Where it is written to.
    pub contact: Option<String>,
    /// How many people act for it.
    pub members: i64,
}

/// The facts of a need.
///
/// # Errors
/// When the database fails.
pub async fn facts(db: &Db, need_id: i64) -> Result<Option<Facts>, StoreError> {
    row!(
        db,
        Facts,
        "SELECT n.posted_at, n.updated_at, n.posted_form IS NOT NULL AS here,
            (SELECT COUNT(*) FROM sign_ups s WHERE s.need_id = n.id AND s.state NOT IN ('cancelled', 'expired')) AS people,
            (SELECT COUNT(*) FROM reports r WHERE r.need_id = n.id AND r.decision_id IS NOT NULL) AS answered,
            COALESCE(a.entered_at, a.created_at) AS since, f.name AS feed,
            (SELECT COUNT(*) FROM needs o WHERE o.association_id = a.id) AS needs,
            (SELECT COUNT(*) FROM report_decisions d WHERE d.association_id = a.id AND d.verdict = 'warned') AS warned,
            (SELECT COUNT(*) FROM report_decisions d WHERE d.association_id = a.id AND d.verdict = 'down') AS down,
            a.contact_email AS contact,
            (SELECT COUNT(*) FROM members m WHERE m.association_id = a.id AND m.role <> 'reader') AS members
         FROM needs n JOIN associations a ON a.id = n.association_id LEFT JOIN feeds f ON f.id = n.feed_id
         WHERE n.id = $1",
        need_id
    )
}

/// What the association did with a need, the last first.
///
/// # Errors
/// When the database fails.
pub async fn past(db: &Db, need_id: i64) -> Result<Vec<Past>, StoreError> {
    rows!(
        db,
        Past,
        "SELECT detail, at FROM acts WHERE need_id = $1 AND kind = 'need'
            AND association_id = (SELECT association_id FROM needs WHERE id = $1) ORDER BY id DESC LIMIT 10",
        need_id
    )
}
