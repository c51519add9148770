//! Links found dead, whom they concern, and who was told. When they were tried is in [`super::outward_links`].

use super::{Db, StoreError, Tx, execute, rows};

/// A dead link of an association: one that was found dead twice in a row.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Dead {
    /// Whose.
    pub association_id: i64,
    /// Their name.
    pub association: String,
    /// The need that shows it; none for the association's own site.
    pub need_id: Option<i64>,
    /// That need's title.
    pub title: Option<String>,
    /// The address.
    pub url: String,
    /// Code of the reason.
    pub why: String,
    /// When it was last tried, or since when it is silent.
    pub seen_at: i64,
}

/// Dead links with whom they concern; those of needs that a feed brought are mended there.
macro_rules! dead {
    ($and:literal) => {
        concat!(
            "SELECT a.id AS association_id, a.name AS association, n.id AS need_id, n.title, l.url, l.why,
                COALESCE(CASE WHEN l.why = 'silent' THEN l.unsure_since END, l.checked_at, 0) AS seen_at
             FROM outward_links l JOIN needs n ON n.page_url = l.url AND n.state = 'open' AND n.posted_form IS NOT NULL
             JOIN associations a ON a.id = n.association_id
             WHERE l.failing_since IS NOT NULL AND l.failures >= 2 AND ",
            $and,
            " UNION ALL SELECT a.id, a.name, NULL, NULL, l.url, l.why,
                COALESCE(CASE WHEN l.why = 'silent' THEN l.unsure_since END, l.checked_at, 0)
             FROM outward_links l JOIN associations a ON a.web_page = l.url
             WHERE l.failing_since IS NOT NULL AND l.failures >= 2 AND ",
            $and,
            " ORDER BY 1, 3"
        )
    };
}

/// The dead links of an association.
///
/// # Errors
/// When the database fails.
pub async fn dead_of(db: &Db, association_id: i64) -> Result<Vec<Dead>, StoreError> {
    rows!(db, Dead, dead!("a.id = $1"), association_id)
}

/// Dead links of which nobody was told, of associations that somebody acts for and that weren't written to since.
///
/// # Errors
/// When the database fails.
pub async fn untold(db: &Db, since: i64) -> Result<Vec<Dead>, StoreError> {
    rows!(
        db,
        Dead,
        dead!(
            "NOT EXISTS (SELECT 1 FROM dead_links_told t WHERE t.association_id = a.id AND (t.url = l.url OR t.at > $1))
             AND EXISTS (SELECT 1 FROM members m WHERE m.association_id = a.id AND m.role <> 'reader')"
        ),
        since
    )
}

/// An association is told of a link; `false` if it was.
///
/// # Errors
/// When the database fails.
pub async fn told(tx: &mut Tx, association_id: i64, url: &str, now: i64) -> Result<bool, StoreError> {
    let told = execute!(
        tx,
        "INSERT INTO dead_links_told (association_id, url, at) VALUES ($1, $2, $3)
         ON CONFLICT (association_id, url) DO NOTHING",
        association_id,
        url,
        now
    )?;
    Ok(told == 1)
}
