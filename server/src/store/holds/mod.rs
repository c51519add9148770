//! Needs that the public doesn't see: their words raised a flag, or a moderator took them down.
//!
//! Whatever writes a need's words ends with [`look_over`], in the same transaction: the posting form, feeds, programs
//! of partners. A need that is held is closed in `needs.state`, and a trigger keeps it so: nothing opens it but a
//! moderator, or its association by taking out what raised the flag. What is open after all that has its number in the
//! order of opening.

mod words;

use super::{
    Db, StoreError, Tx,
    dialect::{among, ids as listed, pick},
    execute,
    needs_import::take_revisions,
    row, rows, tx_row,
};
use app::domain::{
    flags::Flag,
    need::{Need, NeedState},
    report::Withheld,
};
use std::collections::HashSet;
use words::words;

/// What is kept of a need that was held once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hold {
    /// Where it stands; `None` if it was let pass.
    pub withheld: Option<Withheld>,
    /// What its words raise now.
    pub flags: Vec<Flag>,
    /// Whether its association wants it open.
    pub wanted: bool,
    /// Since when it waits for a moderator, epoch seconds.
    pub asked_at: Option<i64>,
    /// Nobody but its association has seen it yet.
    pub unseen: bool,
    passed: Vec<Flag>,
    content: Vec<u8>,
}

#[derive(sqlx::FromRow)]
struct Row {
    state: String,
    flags: String,
    passed: String,
    content: Vec<u8>,
    wanted: bool,
    unseen: bool,
    asked_at: Option<i64>,
}

impl Row {
    fn hold(self) -> Hold {
        let withheld = match (self.state.as_str(), self.asked_at) {
            ("held", _) => Some(Withheld::Held),
            ("down", None) => Some(Withheld::Down),
            ("down", Some(_)) => Some(Withheld::Corrected),
            _ => None,
        };
        Hold {
            withheld,
            flags: read(&self.flags),
            wanted: self.wanted,
            asked_at: self.asked_at,
            unseen: self.unseen,
            passed: read(&self.passed),
            content: self.content,
        }
    }
}

/// Flags as they are kept.
#[must_use]
pub fn written(flags: &[Flag]) -> String {
    serde_json::to_string(flags).unwrap_or_else(|_| "[]".to_owned())
}

/// Flags that were kept.
#[must_use]
pub fn read(json: &str) -> Vec<Flag> {
    serde_json::from_str(json).unwrap_or_default()
}

/// What is kept of a need, inside a transaction.
///
/// # Errors
/// When the database fails.
pub async fn of_in(tx: &mut Tx, need_id: i64) -> Result<Option<Hold>, StoreError> {
    let found = tx_row!(
        tx,
        Row,
        "SELECT state, flags, passed, content, wanted, unseen, asked_at FROM need_holds WHERE need_id = $1",
        need_id
    )?;
    Ok(found.map(Row::hold))
}

/// What is kept of a need.
///
/// # Errors
/// When the database fails.
pub async fn of(db: &Db, need_id: i64) -> Result<Option<Hold>, StoreError> {
    let found = row!(
        db,
        Row,
        "SELECT state, flags, passed, content, wanted, unseen, asked_at FROM need_holds WHERE need_id = $1",
        need_id
    )?;
    Ok(found.map(Row::hold))
}

/// Why the public doesn't see a need; `None` if it may.
///
/// # Errors
/// When the database fails.
pub async fn withheld(db: &Db, need_id: i64) -> Result<Option<Withheld>, StoreError> {
    Ok(of(db, need_id).await?.and_then(|hold| hold.withheld))
}

/// The needs of an association that the public doesn't see.
///
/// # Errors
/// When the database fails.
pub async fn of_association(db: &Db, association_id: i64) -> Result<Vec<(i64, Withheld)>, StoreError> {
    let found = rows!(
        db,
        (i64, String, Option<i64>),
        "SELECT h.need_id, h.state, h.asked_at FROM need_holds h JOIN needs n ON n.id = h.need_id
         WHERE n.association_id = $1 AND (h.state = 'down' OR (h.state = 'held' AND h.wanted = (1 = 1)))",
        association_id
    )?;
    Ok(found
        .into_iter()
        .map(|(id, state, asked_at)| {
            let withheld = match (state.as_str(), asked_at) {
                ("held", _) => Withheld::Held,
                (_, None) => Withheld::Down,
                (_, Some(_)) => Withheld::Corrected,
            };
            (id, withheld)
        })
        .collect())
}

/// Which of these the public doesn't see.
async fn withheld_of(db: &Db, ids: &[i64]) -> Result<HashSet<i64>, StoreError> {
    let found = rows!(
        db,
        (i64,),
        pick(
            db,
            among!(
                "SELECT need_id FROM need_holds WHERE state IN ('held', 'down') AND need_id IN ",
                "$1",
                ""
            )
        ),
        listed(ids)
    )?;
    Ok(found.into_iter().map(|(id,)| id).collect())
}

/// Leaves out what the public doesn't see, for lists of needs that aren't open ones only.
///
/// # Errors
/// When the database fails.
pub async fn leave_out(db: &Db, ids: &mut Vec<i64>) -> Result<(), StoreError> {
    let withheld = withheld_of(db, ids).await?;
    ids.retain(|id| !withheld.contains(id));
    Ok(())
}

/// Takes the words out of what the public doesn't see, for those who must learn that it is closed.
///
/// # Errors
/// When the database fails.
pub async fn blanked(db: &Db, mut needs: Vec<Need>) -> Result<Vec<Need>, StoreError> {
    let closed: Vec<i64> =
        needs.iter().filter(|need| need.state == NeedState::Closed).map(|need| need.id).collect();
    if closed.is_empty() {
        return Ok(needs);
    }
    let withheld = withheld_of(db, &closed).await?;
    for need in needs.iter_mut().filter(|need| withheld.contains(&need.id)) {
        for words in [&mut need.title, &mut need.slug, &mut need.description_html, &mut need.description_text]
        {
            words.clear();
        }
        for words in [
            &mut need.schedule,
            &mut need.audience,
            &mut need.requirements,
            &mut need.tags,
            &mut need.page_url,
            &mut need.association.web_page,
        ] {
            *words = None;
        }
    }
    Ok(needs)
}

/// Reads what a need says now, just written in this transaction, and holds it if it looks like fraud. What a moderator
/// let pass before raises nothing again; one that was taken down asks them to look once it says something else.
///
/// # Errors
/// When the database fails.
pub async fn look_over(tx: &mut Tx, need_id: i64, now: i64) -> Result<(), StoreError> {
    judge(tx, need_id, now).await?;
    number(tx, need_id).await
}

/// Gives a need that has opened its number, once: the revision of the opening, so that numbers become visible in their
/// order.
async fn number(tx: &mut Tx, need_id: i64) -> Result<(), StoreError> {
    execute!(
        tx,
        "UPDATE needs SET opened_seq = revision WHERE id = $1 AND opened_seq IS NULL AND state = 'open'",
        need_id
    )?;
    Ok(())
}

async fn judge(tx: &mut Tx, need_id: i64, now: i64) -> Result<(), StoreError> {
    let Some(words) = words(tx, need_id, now).await? else { return Ok(()) };
    let (raised, content) = (words.flags(), words.digest());
    let Some(known) = of_in(tx, need_id).await? else {
        if raised.is_empty() {
            return Ok(());
        }
        execute!(
            tx,
            "INSERT INTO need_holds (need_id, state, flags, passed, content, wanted, unseen, asked_at)
             VALUES ($1, 'held', $2, '[]', $3, $4, $5, $6)",
            need_id,
            written(&raised),
            &content,
            words.open,
            words.fresh,
            now
        )?;
        return close(tx, need_id).await;
    };
    let new = raised.iter().any(|flag| !known.passed.contains(flag));
    match known.withheld {
        Some(Withheld::Down | Withheld::Corrected) => {
            let asked_at =
                if content == known.content { known.asked_at } else { known.asked_at.or(Some(now)) };
            execute!(
                tx,
                "UPDATE need_holds SET flags = $1, content = $2, asked_at = $3 WHERE need_id = $4",
                written(&raised),
                &content,
                asked_at,
                need_id
            )?;
        }
        Some(Withheld::Held) if !new => open(tx, need_id, &raised, now).await?,
        None if !new => {}
        Some(Withheld::Held) | None => {
            execute!(
                tx,
                "UPDATE need_holds SET state = 'held', flags = $1, content = $2, asked_at = COALESCE(asked_at, $3),
                     wanted = (wanted OR $4), unseen = (unseen AND state = 'held') WHERE need_id = $5",
                written(&raised),
                &content,
                now,
                words.open,
                need_id
            )?;
            close(tx, need_id).await?;
        }
    }
    Ok(())
}

async fn close(tx: &mut Tx, need_id: i64) -> Result<(), StoreError> {
    execute!(
        tx,
        "UPDATE needs SET state = 'closed', over_at = NULL WHERE id = $1 AND state = 'open'",
        need_id
    )?;
    Ok(())
}

/// The association doesn't want it open any more: nobody needs to read it.
///
/// # Errors
/// When the database fails.
pub async fn unwanted(tx: &mut Tx, need_id: i64) -> Result<bool, StoreError> {
    let changed = execute!(
        tx,
        "UPDATE need_holds SET wanted = (1 = 0) WHERE need_id = $1 AND wanted = (1 = 1) AND state <> 'passed'",
        need_id
    )?;
    Ok(changed == 1)
}

/// Lets a need pass as it is, and opens it if its association still wants it open. Who sees it for the first time finds
/// it among the new ones.
///
/// # Errors
/// When the database fails.
pub async fn pass(tx: &mut Tx, need_id: i64, now: i64) -> Result<(), StoreError> {
    let flags = of_in(tx, need_id).await?.map(|hold| hold.flags).unwrap_or_default();
    open(tx, need_id, &flags, now).await?;
    number(tx, need_id).await
}

async fn open(tx: &mut Tx, need_id: i64, passed: &[Flag], now: i64) -> Result<(), StoreError> {
    execute!(
        tx,
        "UPDATE need_holds SET state = 'passed', passed = $1, asked_at = NULL WHERE need_id = $2",
        written(passed),
        need_id
    )?;
    let revision = take_revisions(tx, 1).await?;
    execute!(
        tx,
        "UPDATE needs SET state = 'open', updated_at = $1, revision = $2, posted_at = CASE
             WHEN EXISTS (SELECT 1 FROM need_holds WHERE need_id = needs.id AND unseen = (1 = 1)) THEN $1
             ELSE posted_at END
         WHERE id = $3 AND archived_at IS NULL
             AND EXISTS (SELECT 1 FROM need_holds WHERE need_id = needs.id AND wanted = (1 = 1))",
        now,
        revision,
        need_id
    )?;
    execute!(tx, "UPDATE need_holds SET unseen = (1 = 0) WHERE need_id = $1", need_id)?;
    Ok(())
}

/// Takes a need down, or leaves it down. Nothing that its association does opens it: what it changes asks a moderator.
///
/// # Errors
/// When the database fails.
pub async fn take_down(tx: &mut Tx, need_id: i64, now: i64) -> Result<(), StoreError> {
    let Some(words) = words(tx, need_id, now).await? else { return Ok(()) };
    let revision = take_revisions(tx, 1).await?;
    execute!(
        tx,
        "INSERT INTO need_holds (need_id, state, flags, passed, content, wanted, unseen, asked_at)
         VALUES ($1, 'down', $2, '[]', $3, $4, (1 = 0), NULL)
         ON CONFLICT (need_id) DO UPDATE SET state = 'down', asked_at = NULL, passed = '[]',
             content = excluded.content, wanted = CASE WHEN need_holds.state = 'passed' THEN excluded.wanted
             ELSE need_holds.wanted END",
        need_id,
        written(&words.flags()),
        words.digest(),
        words.open
    )?;
    execute!(
        tx,
        "UPDATE needs SET state = 'closed', over_at = NULL, updated_at = $1, revision = $2 WHERE id = $3",
        now,
        revision,
        need_id
    )?;
    Ok(())
}
