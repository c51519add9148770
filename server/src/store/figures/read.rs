//! How figures are read.

use crate::store::{Db, StoreError, rows, scalar};
use app::domain::figures::{Line, Period, Source, Step, unnamed};

/// Whose figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// All of the portal's.
    Portal,
    /// An association's.
    Association(i64),
    /// A need's.
    Need(i64),
    /// An association's, need by need.
    NeedsOf(i64),
    /// An association's own site's: the ways there from its page.
    Site(i64),
}

impl Scope {
    /// As stored.
    #[must_use]
    pub const fn key(self) -> (i64, i64) {
        match self {
            Self::Portal => (0, 0),
            Self::Association(id) => (1, id),
            Self::Need(id) => (2, id),
            Self::NeedsOf(id) => (3, id),
            Self::Site(id) => (4, id),
        }
    }
}

#[derive(sqlx::FromRow)]
struct LineRow {
    place: i64,
    event: String,
    detail: String,
    source: String,
    total: i64,
}

impl LineRow {
    fn order(&self) -> (i64, &str, &str, &str) {
        (self.place, &self.event, &self.detail, &self.source)
    }

    fn line(self) -> Option<Line> {
        let step = Step::from_code(&self.event)?;
        let source = Source::from_code(&self.source);
        Some(Line { column: self.place, step, detail: self.detail, source, total: self.total })
    }
}

/// Each event by its name, so that the index leads to the days of it.
const BY_DAY: &str = "SELECT day AS place, event, detail, source, total FROM figures
    WHERE scope = $1 AND of_id = $2 AND day BETWEEN $3 AND $4
        AND event IN ('seen', 'liked', 'shared', 'followed', 'begun', 'left', 'finished', 'confirmed', 'accepted', 'came')";

/// The database adds them up whenever something is counted.
const BY_MONTH: &str = "SELECT month AS place, event, detail, source, total FROM figures_months
    WHERE scope = $1 AND of_id = $2 AND month BETWEEN $3 AND $4";

/// What was counted from one day to another (their numbers), by the days of `period` or its months, which are whole. No
/// page and no file names a site or a campaign by which only few came.
///
/// # Errors
/// When the database fails.
pub async fn lines(
    db: &Db,
    scope: Scope,
    period: Period,
    (first, last): (i64, i64),
) -> Result<Vec<Line>, StoreError> {
    let (scope, of_id) = scope.key();
    let sql = if period.by_month() { BY_MONTH } else { BY_DAY };
    let mut found = rows!(db, LineRow, sql, scope, of_id, first / period.divisor(), last / period.divisor())?;
    found.sort_unstable_by(|a, b| a.order().cmp(&b.order()));
    Ok(unnamed(found.into_iter().filter_map(LineRow::line).collect()))
}

/// The same by days, whatever the period.
///
/// # Errors
/// When the database fails.
pub async fn days(db: &Db, scope: Scope, days: (i64, i64)) -> Result<Vec<Line>, StoreError> {
    lines(db, scope, Period::Days, days).await
}

macro_rules! needs {
    ($figures:literal, $place:literal) => {
        concat!(
            "SELECT n.id, n.title, f.seen, f.sent FROM
                (SELECT CAST(detail AS BIGINT) AS need_id,
                    CAST(SUM(CASE WHEN event = 'seen' THEN total ELSE 0 END) AS BIGINT) AS seen,
                    CAST(SUM(CASE WHEN event = 'finished' THEN total ELSE 0 END) AS BIGINT) AS sent
                 FROM ",
            $figures,
            " WHERE scope = 3 AND of_id = $1 AND event IN ('seen', 'finished') AND ",
            $place,
            " BETWEEN $2 AND $3 GROUP BY detail) f
             JOIN needs n ON n.id = f.need_id WHERE n.association_id = $1 ORDER BY f.seen DESC, n.id DESC LIMIT $4"
        )
    };
}

/// An association's needs with how often each was seen and its form sent: id, title, seen, sent; the most seen first. The
/// days as in [`lines`].
///
/// # Errors
/// When the database fails.
pub async fn needs(
    db: &Db,
    association_id: i64,
    period: Period,
    (first, last): (i64, i64),
    most: i64,
) -> Result<Vec<(i64, String, i64, i64)>, StoreError> {
    let sql = if period.by_month() { needs!("figures_months", "month") } else { needs!("figures", "day") };
    let (first, last) = (first / period.divisor(), last / period.divisor());
    rows!(db, (i64, String, i64, i64), sql, association_id, first, last, most)
}

/// How many volunteers of an association nobody has answered since `before`.
///
/// # Errors
/// When the database fails.
pub async fn waiting(db: &Db, association_id: i64, before: i64) -> Result<i64, StoreError> {
    scalar!(
        db,
        "SELECT COUNT(*) FROM sign_ups WHERE association_id = $1 AND standing = 'new' AND created_at <= $2",
        association_id,
        before
    )
}
