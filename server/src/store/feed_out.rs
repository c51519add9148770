//! What the feeds for partners are made of, read in pages, in the order of ids.

use super::{
    Db, StoreError,
    dialect::{among, ids as listed, pick},
    row, rows,
};
use sha2::{Digest, Sha256};
use std::collections::HashMap;

/// Which needs go out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Which {
    /// Those one signs up for here. What came by a partner's feed leads back there, and would go in circles.
    Ours,
    /// All that are open.
    All,
}

impl Which {
    const fn all(self) -> i64 {
        matches!(self, Self::All) as i64
    }
}

/// What more the database has of a need and of who asks.
#[derive(Clone, Debug, Default, PartialEq, Eq, sqlx::FromRow)]
pub struct More {
    /// Epoch seconds.
    pub posted_at: i64,
    /// Epoch seconds.
    pub updated_at: i64,
    /// Of the need, as a JSON object by API Engagement's names.
    pub feed_extra: Option<String>,
    /// The same of the association.
    pub association_extra: Option<String>,
    /// Second part of the association's address.
    pub association_slug: String,
    /// Its number in the register of associations.
    pub rna: Option<String>,
    /// Its number in the register of enterprises.
    pub siren: Option<String>,
    /// Its commune.
    pub city: Option<String>,
    /// What it does, in its own words.
    pub about: Option<String>,
}

/// An association of which a need goes out.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Asking {
    /// Its id.
    pub id: i64,
    /// Second part of its address.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// Its own web site, http(s).
    pub web_page: Option<String>,
    /// Its number in the register of enterprises.
    pub siren: Option<String>,
    /// Its commune.
    pub city: Option<String>,
    /// What it does, in its own words.
    pub about: Option<String>,
    /// Its logo's hash.
    pub logo_hash: Option<String>,
}

/// Ids of the open needs after `after`, at most `most`.
///
/// # Errors
/// When the database fails.
pub async fn needs(db: &Db, which: Which, after: i64, most: i64) -> Result<Vec<i64>, StoreError> {
    let found = rows!(
        db,
        (i64,),
        "SELECT id FROM needs WHERE state = 'open' AND id > $1 AND (sign_up = 'here' OR $2 = 1) ORDER BY id LIMIT $3",
        after,
        which.all(),
        most
    )?;
    Ok(found.into_iter().map(|(id,)| id).collect())
}

/// The associations after `after` that have such needs, at most `most`.
///
/// # Errors
/// When the database fails.
pub async fn associations(db: &Db, which: Which, after: i64, most: i64) -> Result<Vec<Asking>, StoreError> {
    rows!(
        db,
        Asking,
        "SELECT a.id, a.slug, a.name, a.web_page, a.siren, a.city, a.about, l.hash AS logo_hash
         FROM associations a LEFT JOIN association_logos l ON l.association_id = a.id
         WHERE a.id > $1 AND EXISTS (SELECT 1 FROM needs n WHERE n.association_id = a.id AND n.state = 'open'
            AND (n.sign_up = 'here' OR $2 = 1))
         ORDER BY a.id LIMIT $3",
        after,
        which.all(),
        most
    )
}

/// What more there is of some needs, by their ids.
///
/// # Errors
/// When the database fails.
pub async fn more(db: &Db, ids: &[i64]) -> Result<HashMap<i64, More>, StoreError> {
    #[derive(sqlx::FromRow)]
    struct Row {
        id: i64,
        #[sqlx(flatten)]
        more: More,
    }
    let found = rows!(
        db,
        Row,
        pick(
            db,
            among!(
                "SELECT n.id, n.posted_at, n.updated_at, n.feed_extra, a.feed_extra AS association_extra,
                    a.slug AS association_slug, a.rna, a.siren, a.city, a.about
                 FROM needs n JOIN associations a ON a.id = n.association_id WHERE n.id IN ",
                "$1",
                ""
            )
        ),
        listed(ids)
    )?;
    Ok(found.into_iter().map(|row| (row.id, row.more)).collect())
}

/// What tells one state of all feeds from another: the last change of a need, how many shifts are still to come, which
/// places are taken, the last change of an entry, the logos. A place taken counts by its shift, so that one that is given
/// back here and taken there isn't the same.
///
/// # Errors
/// When the database fails.
pub async fn state(db: &Db, now: i64) -> Result<[i64; 5], StoreError> {
    #[derive(sqlx::FromRow)]
    struct Row {
        revision: i64,
        coming: i64,
        taken: i64,
        edited: i64,
    }
    let found = row!(
        db,
        Row,
        "SELECT (SELECT last FROM need_revision) AS revision, COUNT(*) AS coming,
            CAST(COALESCE(SUM(taken * (1 + (id * 2654435761) % 1000003)), 0) AS BIGINT) AS taken,
            (SELECT COALESCE(MAX(edited_at), 0) FROM associations) AS edited
         FROM slots WHERE starts_at IS NULL OR starts_at > $1",
        now
    )?;
    let logos = rows!(db, (i64, String), "SELECT association_id, hash FROM association_logos ORDER BY 1")?;
    let mut hash = Sha256::new();
    for (id, logo) in logos {
        hash.update(id.to_be_bytes());
        hash.update(logo);
    }
    let logos = hash.finalize().first_chunk().map_or(0, |bytes| i64::from_be_bytes(*bytes));
    Ok(found.map_or([0; 5], |row| [row.revision, row.coming, row.taken, row.edited, logos]))
}
