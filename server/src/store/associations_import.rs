//! Associations that come from a feed, written.

use super::{StoreError, Tx, holds, tx_row, tx_scalar};
use app::domain::text::slug;

/// An association to have.
#[derive(Clone, Copy, Debug, Default)]
pub struct AssociationToPut<'a> {
    /// What it is known by within the feed.
    pub key: &'a str,
    /// Its name.
    pub name: &'a str,
    /// What it does, in its own words.
    pub about: Option<&'a str>,
    /// Its web site, http(s).
    pub web_page: Option<&'a str>,
    /// Where it is written to.
    pub contact_email: Option<&'a str>,
    /// Its number in the register of associations.
    pub rna: Option<&'a str>,
    /// Its number in the register of enterprises.
    pub siren: Option<&'a str>,
    /// What else its feed says, as a JSON object.
    pub feed_extra: Option<&'a str>,
}

/// Puts an association of a feed; answers its id. An address to write to that is known already stays, and so does an
/// entry that one of its owners has changed. Where its name, site or words are others, its needs are unread until they are
/// put as well, or read ([`holds::read_unread`]). Whoever puts one holds the revisions.
///
/// # Errors
/// When the database fails.
pub async fn put_association(
    tx: &mut Tx,
    feed_id: i64,
    association: AssociationToPut<'_>,
    now: i64,
) -> Result<i64, StoreError> {
    let other = tx_row!(
        tx,
        (i64,),
        "SELECT id FROM associations WHERE feed_id = $1 AND feed_key = $2 AND edited_at IS NULL
            AND (name <> $3 OR COALESCE(web_page, '') <> $4 OR COALESCE(about, '') <> $5)",
        feed_id,
        association.key,
        association.name,
        association.web_page.unwrap_or_default(),
        association.about.unwrap_or_default()
    )?;
    let id = tx_scalar!(
        tx,
        "INSERT INTO associations (feed_id, feed_key, name, slug, web_page, contact_email, rna, siren, feed_extra,
            created_at, about)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
         ON CONFLICT (feed_id, feed_key) DO UPDATE SET
            name = CASE WHEN associations.edited_at IS NULL THEN excluded.name ELSE associations.name END,
            slug = CASE WHEN associations.edited_at IS NULL THEN excluded.slug ELSE associations.slug END,
            web_page = CASE WHEN associations.edited_at IS NULL THEN excluded.web_page ELSE associations.web_page END,
            rna = CASE WHEN associations.edited_at IS NULL THEN excluded.rna ELSE associations.rna END,
            siren = CASE WHEN associations.edited_at IS NULL THEN excluded.siren ELSE associations.siren END,
            about = CASE WHEN associations.edited_at IS NULL THEN excluded.about ELSE associations.about END,
            contact_email = COALESCE(associations.contact_email, excluded.contact_email),
            feed_extra = excluded.feed_extra
         RETURNING id",
        feed_id,
        association.key,
        association.name,
        slug(association.name),
        association.web_page,
        association.contact_email,
        association.rna,
        association.siren,
        association.feed_extra,
        now,
        association.about
    )?;
    if other.is_some() {
        holds::unread::note(tx, id).await?;
    }
    Ok(id)
}
