//! Needs that come from a feed, written: the whole import decides first, this only puts and closes.

pub use super::associations_import::{AssociationToPut, put_association};
pub use super::needs::write::{hold_revisions, take_revisions};
pub(super) use super::needs::write::{put_addresses, stored};
pub use super::slots_import::SlotToPut;
use super::slots_import::match_slots;
use super::{
    Db, StoreError, Tx, execute,
    holds::{self, Wrote},
    rows, tx_scalar,
};
use app::domain::{
    Field,
    need::{Address, Remote, SignUpAt},
    text::slug,
};
use jiff::civil::Date;

/// A feed, as it is named and credited.
#[derive(Clone, Copy, Debug)]
pub struct FeedRow<'a> {
    /// What tells it from others.
    pub name: &'a str,
    /// Its publisher's site, or empty.
    pub url: &'a str,
    /// Whom its needs' pages credit, or empty.
    pub credit: &'a str,
}

/// What is known of a need that came earlier.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct KnownNeed {
    /// Its id within the feed.
    pub client_id: String,
    /// Its id.
    pub id: i64,
    /// Tells whether it changed.
    pub content_hash: Option<String>,
    /// `open` or `closed`, as its feed has it: one that moderators withhold is open.
    pub state: String,
    /// When it was over, by its own days; none if it is open, or was closed otherwise.
    pub over_at: Option<i64>,
}

/// A need to have.
#[derive(Clone, Debug)]
pub struct NeedToPut<'a> {
    /// Whose.
    pub association_id: i64,
    /// Its id within the feed.
    pub client_id: &'a str,
    /// Tells whether it changed.
    pub content_hash: &'a str,
    /// What, in a line.
    pub title: &'a str,
    /// Sanitised.
    pub description_html: &'a str,
    /// The same without tags.
    pub description_text: &'a str,
    /// Domain of volunteering.
    pub field: Field,
    /// API Engagement activity code.
    pub activity: Option<&'a str>,
    /// From home?
    pub remote: Remote,
    /// In words.
    pub schedule: Option<&'a str>,
    /// Whom for.
    pub audience: Option<&'a str>,
    /// What one must be, have or know.
    pub requirements: Option<&'a str>,
    /// Words that it is filed under, separated by commas.
    pub tags: Option<&'a str>,
    /// Open to people under 18.
    pub open_to_minors: bool,
    /// Accessible with reduced mobility.
    pub reduced_mobility: bool,
    /// Near public transport.
    pub close_to_transport: bool,
    /// The association's own page about it.
    pub page_url: Option<&'a str>,
    /// Where people sign up.
    pub sign_up: SignUpAt,
    /// First day.
    pub first_day: Option<Date>,
    /// Last day.
    pub last_day: Option<Date>,
    /// What else its feed says, as a JSON object.
    pub feed_extra: Option<&'a str>,
    /// Epoch seconds.
    pub posted_at: i64,
    /// Where.
    pub addresses: &'a [Address],
    /// At least one.
    pub slots: &'a [SlotToPut],
}

/// All needs that ever came by the feed of this name.
///
/// # Errors
/// When the database fails.
pub async fn known_needs(db: &Db, feed: &str) -> Result<Vec<KnownNeed>, StoreError> {
    rows!(
        db,
        KnownNeed,
        "SELECT n.client_id, n.id, n.content_hash,
            CASE WHEN h.need_id IS NULL THEN n.state ELSE 'open' END AS state,
            n.over_at
         FROM needs n JOIN feeds f ON f.id = n.feed_id LEFT JOIN need_holds h
            ON h.need_id = n.id AND h.state IN ('held', 'down') AND h.wanted = (1 = 1)
         WHERE f.name = $1 AND n.client_id IS NOT NULL",
        feed
    )
}

/// Notes that a feed was read; answers its id.
///
/// # Errors
/// When the database fails.
pub async fn put_feed(tx: &mut Tx, feed: FeedRow<'_>, now: i64) -> Result<i64, StoreError> {
    tx_scalar!(
        tx,
        "INSERT INTO feeds (name, url, credit, imported_at) VALUES ($1, $2, $3, $4)
         ON CONFLICT (name) DO UPDATE SET url = excluded.url, credit = excluded.credit, imported_at = excluded.imported_at
         RETURNING id",
        feed.name,
        feed.url,
        feed.credit,
        now
    )
}

/// Puts a need that may have come before; answers its id. One that did is rewritten and open again, unless its words
/// raise a flag; its posting date and the slots that people signed up for stay.
///
/// # Errors
/// When the database fails.
pub async fn put_need(
    tx: &mut Tx,
    feed_id: i64,
    need: &NeedToPut<'_>,
    revision: i64,
    now: i64,
) -> Result<i64, StoreError> {
    let id: i64 = tx_scalar!(
        tx,
        "INSERT INTO needs (association_id, feed_id, client_id, content_hash, title, slug, description_html,
            description_text, field, activity, remote, schedule, audience, requirements, tags, open_to_minors,
            reduced_mobility, close_to_transport, page_url, sign_up, first_day, last_day, feed_extra, state,
            posted_at, updated_at, revision)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21,
            $22, $23, 'open', $24, $25, $26)
         ON CONFLICT (feed_id, client_id) DO UPDATE SET association_id = excluded.association_id,
            content_hash = excluded.content_hash, title = excluded.title, slug = excluded.slug,
            description_html = excluded.description_html, description_text = excluded.description_text,
            field = excluded.field, activity = excluded.activity, remote = excluded.remote,
            schedule = excluded.schedule, audience = excluded.audience, requirements = excluded.requirements,
            tags = excluded.tags, open_to_minors = excluded.open_to_minors,
            reduced_mobility = excluded.reduced_mobility, close_to_transport = excluded.close_to_transport,
            page_url = excluded.page_url, sign_up = excluded.sign_up, first_day = excluded.first_day,
            last_day = excluded.last_day, feed_extra = excluded.feed_extra, state = excluded.state, over_at = NULL,
            updated_at = excluded.updated_at, revision = excluded.revision
         RETURNING id",
        need.association_id,
        feed_id,
        need.client_id,
        need.content_hash,
        need.title,
        slug(need.title),
        need.description_html,
        need.description_text,
        need.field.code(),
        need.activity,
        need.remote.code(),
        need.schedule,
        need.audience,
        need.requirements,
        need.tags,
        need.open_to_minors,
        need.reduced_mobility,
        need.close_to_transport,
        need.page_url,
        code(need.sign_up),
        stored(need.first_day),
        stored(need.last_day),
        need.feed_extra,
        need.posted_at,
        now,
        revision
    )?;
    // One that was there before has a slot.
    let new: bool = tx_scalar!(tx, "SELECT NOT EXISTS (SELECT 1 FROM slots WHERE need_id = $1)", id)?;
    put_addresses(tx, id, need.addresses).await?;
    match_slots(tx, id, need.slots).await?;
    holds::look_over(tx, id, if new { Wrote::New } else { Wrote::Known }, now).await?;
    Ok(id)
}

/// Closes a need that left its feed.
///
/// # Errors
/// When the database fails.
pub async fn close_need(tx: &mut Tx, id: i64, revision: i64, now: i64) -> Result<(), StoreError> {
    execute!(
        tx,
        "UPDATE needs SET state = 'closed', updated_at = $1, revision = $2 WHERE id = $3",
        now,
        revision,
        id
    )?;
    holds::unwanted(tx, id).await?;
    Ok(())
}

const fn code(sign_up: SignUpAt) -> &'static str {
    match sign_up {
        SignUpAt::Here => "here",
        SignUpAt::There => "there",
    }
}
