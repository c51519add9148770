//! Needs that associations post here, written and read again to be changed.

pub use super::slots_posted::{SlotToPost, is_cancelled};
use super::{
    Db, StoreError, Tx, execute,
    holds::{self, Wrote},
    needs_import::{put_addresses, stored, take_revisions},
    row, rows,
    slots_posted::put_slots,
    tx_rows, tx_scalar,
};
use app::coordination::posting::CheckedNeed;
use app::domain::{
    need::{Address, NeedState},
    text::slug,
};

/// A need to have.
#[derive(Clone, Debug)]
pub struct NeedToPost {
    /// What was typed, as JSON.
    pub form: String,
    /// The same, checked.
    pub need: CheckedNeed,
    /// Sanitised.
    pub description_html: String,
    /// The same without tags.
    pub description_text: String,
    /// Where; nothing if from home only.
    pub addresses: Vec<Address>,
    /// At least one.
    pub slots: Vec<SlotToPost>,
}

/// What came of changing one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Changed {
    /// It is changed.
    Yes,
    /// Somebody else changed it meanwhile; nothing is.
    Meanwhile,
    /// People are signed up for a slot that would go; roll back.
    SlotHeld,
}

/// A need that was posted here, to be changed.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Posted {
    /// Its id.
    pub id: i64,
    /// Second part of its address.
    pub slug: String,
    /// What was typed, as JSON.
    pub posted_form: String,
    /// How often it was changed.
    pub version: i64,
    /// `open` or `closed`, as its association has it.
    pub state: String,
    /// The public doesn't see it: it waits for a moderator, or one took it down.
    pub held: bool,
    /// INSEE code of the department whose clocks count.
    pub department: String,
}

/// The need of this association, if it was posted here.
///
/// # Errors
/// When the database fails.
pub async fn posted(db: &Db, association_id: i64, need_id: i64) -> Result<Option<Posted>, StoreError> {
    row!(
        db,
        Posted,
        "SELECT n.id, n.slug, n.posted_form, n.version, h.need_id IS NOT NULL AS held,
            CASE WHEN h.wanted = (1 = 1) THEN 'open' ELSE n.state END AS state, COALESCE(
            (SELECT department_code FROM need_addresses WHERE need_id = n.id AND position = 0),
            a.department_code, '75') AS department
         FROM needs n JOIN associations a ON a.id = n.association_id
         LEFT JOIN need_holds h ON h.need_id = n.id AND h.state IN ('held', 'down')
         WHERE n.id = $1 AND n.association_id = $2 AND n.posted_form IS NOT NULL",
        need_id,
        association_id
    )
}

/// Which of an association's needs were posted here.
///
/// # Errors
/// When the database fails.
pub async fn posted_of(db: &Db, association_id: i64) -> Result<Vec<i64>, StoreError> {
    let found = rows!(
        db,
        (i64,),
        "SELECT id FROM needs WHERE association_id = $1 AND posted_form IS NOT NULL AND archived_at IS NULL",
        association_id
    )?;
    Ok(found.into_iter().map(|(id,)| id).collect())
}

/// Id, start, end and capacity of the slots of a need, in order of time.
///
/// # Errors
/// When the database fails.
pub async fn slots(db: &Db, need_id: i64) -> Result<Vec<(i64, Option<i64>, Option<i64>, i64)>, StoreError> {
    rows!(
        db,
        (i64, Option<i64>, Option<i64>, i64),
        "SELECT id, starts_at, ends_at, capacity FROM slots WHERE need_id = $1 AND capacity > 0 ORDER BY starts_at, id",
        need_id
    )
}

/// Posts a need, open at once unless its words raise a flag; answers its id.
///
/// # Errors
/// When the database fails.
pub async fn post(tx: &mut Tx, association_id: i64, need: &NeedToPost, now: i64) -> Result<i64, StoreError> {
    let revision = take_revisions(tx, 1).await?;
    let said = &need.need;
    let id: i64 = tx_scalar!(
        tx,
        "INSERT INTO needs (association_id, title, slug, description_html, description_text, field, remote,
            schedule, audience, requirements, open_to_minors, reduced_mobility, close_to_transport, page_url,
            sign_up, last_day, state, posted_at, updated_at, revision, posted_form, activity)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, 'here', $15, 'open', $16, $17, $18, $19, $20)
         RETURNING id",
        association_id,
        &said.title,
        slug(&said.title),
        &need.description_html,
        &need.description_text,
        said.field.code(),
        said.remote.code(),
        &said.schedule,
        &said.audience,
        &said.requirements,
        said.minors,
        said.mobility,
        said.transport,
        &said.page_url,
        stored(said.last_day),
        now,
        now,
        revision,
        &need.form,
        said.activity
    )?;
    put_addresses(tx, id, &need.addresses).await?;
    put_slots(tx, id, &need.slots).await?;
    holds::look_over(tx, id, Wrote::New, now).await?;
    Ok(id)
}

/// Changes the need that had been changed `version` times.
///
/// # Errors
/// When the database fails.
pub async fn change(
    tx: &mut Tx,
    (association_id, id): (i64, i64),
    version: i64,
    need: &NeedToPost,
    now: i64,
) -> Result<Changed, StoreError> {
    let revision = take_revisions(tx, 1).await?;
    let said = &need.need;
    let changed = execute!(
        tx,
        "UPDATE needs SET title = $1, slug = $2, description_html = $3, description_text = $4, field = $5,
            remote = $6, schedule = $7, audience = $8, requirements = $9, open_to_minors = $10,
            reduced_mobility = $11, close_to_transport = $12, page_url = $13, last_day = $14, updated_at = $15,
            revision = $16, posted_form = $17, activity = $18, version = version + 1
         WHERE id = $19 AND association_id = $20 AND version = $21 AND posted_form IS NOT NULL",
        &said.title,
        slug(&said.title),
        &need.description_html,
        &need.description_text,
        said.field.code(),
        said.remote.code(),
        &said.schedule,
        &said.audience,
        &said.requirements,
        said.minors,
        said.mobility,
        said.transport,
        &said.page_url,
        stored(said.last_day),
        now,
        revision,
        &need.form,
        said.activity,
        id,
        association_id,
        version
    )?;
    if changed == 0 {
        return Ok(Changed::Meanwhile);
    }
    put_addresses(tx, id, &need.addresses).await?;
    if !put_slots(tx, id, &need.slots).await? {
        return Ok(Changed::SlotHeld);
    }
    holds::look_over(tx, id, Wrote::Known, now).await?;
    Ok(Changed::Yes)
}

/// Opens or closes a need that was posted here; `false` if it is so already, or not theirs. One that opens again is back
/// in its association's list: nothing public is out of its coordinators' sight. One that is withheld stays closed: what
/// changes is whether it is to open once a moderator has read it.
///
/// # Errors
/// When the database fails.
pub async fn set_state(
    tx: &mut Tx,
    (association_id, id): (i64, i64),
    state: NeedState,
    now: i64,
) -> Result<bool, StoreError> {
    let code = if state == NeedState::Open { "open" } else { "closed" };
    let revision = take_revisions(tx, 1).await?;
    let changed = execute!(
        tx,
        "UPDATE needs SET state = $1, over_at = NULL, updated_at = $2, revision = $3,
             archived_at = CASE WHEN $6 = 'open' THEN NULL ELSE archived_at END
         WHERE id = $4 AND association_id = $5 AND posted_form IS NOT NULL AND state <> $6",
        code,
        now,
        revision,
        id,
        association_id,
        code
    )?;
    if changed == 1 && state == NeedState::Open {
        holds::look_over(tx, id, Wrote::Known, now).await?;
    }
    let given_up = state == NeedState::Closed && changed == 0 && theirs(tx, association_id, id).await?;
    Ok(changed == 1 || (given_up && holds::unwanted(tx, id).await?))
}

async fn theirs(tx: &mut Tx, association_id: i64, id: i64) -> Result<bool, StoreError> {
    let count: i64 = tx_scalar!(
        tx,
        "SELECT COUNT(*) FROM needs WHERE id = $1 AND association_id = $2 AND posted_form IS NOT NULL",
        id,
        association_id
    )?;
    Ok(count > 0)
}

/// Closes a need and takes it out of its association's list; `false` if it is not theirs.
///
/// # Errors
/// When the database fails.
pub async fn archive(tx: &mut Tx, (association_id, id): (i64, i64), now: i64) -> Result<bool, StoreError> {
    let revision = take_revisions(tx, 1).await?;
    let changed = execute!(
        tx,
        "UPDATE needs SET state = 'closed', over_at = NULL, archived_at = $1, updated_at = $2, revision = $3
         WHERE id = $4 AND association_id = $5 AND posted_form IS NOT NULL AND archived_at IS NULL",
        now,
        now,
        revision,
        id,
        association_id
    )?;
    if changed == 1 {
        holds::unwanted(tx, id).await?;
    }
    Ok(changed == 1)
}

/// Where a need takes place, in order: street and commune.
///
/// # Errors
/// When the database fails.
pub async fn places(tx: &mut Tx, need_id: i64) -> Result<Vec<(String, String)>, StoreError> {
    tx_rows!(
        tx,
        (String, String),
        "SELECT street, insee FROM need_addresses WHERE need_id = $1 ORDER BY position",
        need_id
    )
}
