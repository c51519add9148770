//! Needs that the public doesn't see: their words raised a flag, or a moderator took them down.
//!
//! Whatever writes a need's words ends with [`look_over`], in the same transaction: the posting form, feeds, programs
//! of partners. Whatever writes its association's notes its needs as [`unread`](unread::note), in the same transaction,
//! and ends with [`read_unread`], after it. A need that is held is closed in `needs.state`, and a trigger keeps it so:
//! nothing opens it but a moderator, or, unless it is watched, its association by taking out what raised the flag. What
//! is open after all that has its number in the order of opening.

mod hidden;
mod kept;
pub(in crate::store) mod unread;
mod words;

pub use hidden::blanked;
pub use kept::{Hold, of, of_association, of_in, read, withheld, written};
pub use unread::read_unread;

use super::{StoreError, Tx, execute, needs_import::take_revisions, tx_row};
use app::domain::{
    flags::{Flag, FlagKind},
    report::Withheld,
};
use words::words;

/// How long all that an association posts is read first after a need of its was taken down, in seconds: sixty days.
/// Who writes the same in other words, copies it or gives it another name comes here all the same.
const WATCHED: i64 = 60 * 86_400;

/// What has just been written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wrote {
    /// A need that wasn't there.
    New,
    /// One that was.
    Known,
}

/// Reads what a need says now, just written in this transaction, and holds it if it looks like fraud, or is new and its
/// association had one taken down lately. What a moderator let pass before raises nothing again; one that was taken down
/// asks them to look once it says something else.
///
/// # Errors
/// When the database fails.
pub async fn look_over(tx: &mut Tx, need_id: i64, wrote: Wrote, now: i64) -> Result<(), StoreError> {
    judge(tx, need_id, wrote, now).await?;
    number(tx, need_id).await?;
    match wrote {
        Wrote::New => Ok(()),
        Wrote::Known => unread::forget(tx, need_id).await,
    }
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

async fn judge(tx: &mut Tx, need_id: i64, wrote: Wrote, now: i64) -> Result<(), StoreError> {
    let Some(words) = words(tx, need_id, now).await? else { return Ok(()) };
    let (mut raised, content) = (words.flags(), words.digest());
    if wrote == Wrote::New {
        raised.extend(taken_down_lately(tx, words.association_id, now).await?);
    }
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
            content.bytes(),
            words.open,
            words.fresh,
            now
        )?;
        return close(tx, need_id, now).await;
    };
    // Words can be taken out; this goes with a moderator's decision only.
    raised.extend(known.flags.iter().filter(|flag| flag.kind == FlagKind::Watched).cloned());
    let new = raised.iter().any(|flag| !known.passed.contains(flag));
    match known.withheld {
        Some(Withheld::Down | Withheld::Corrected) => {
            let corrected = content.says_else_than(&known.content);
            let asked_at = known.asked_at.or(corrected.then_some(now));
            execute!(
                tx,
                "UPDATE need_holds SET flags = $1, content = $2, asked_at = $3 WHERE need_id = $4",
                written(&raised),
                content.bytes(),
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
                     wanted = CASE WHEN state = 'passed' THEN $4 ELSE (wanted OR $4) END,
                     unseen = (unseen AND state = 'held') WHERE need_id = $5",
                written(&raised),
                content.bytes(),
                now,
                words.open,
                need_id
            )?;
            close(tx, need_id, now).await?;
        }
    }
    Ok(())
}

/// The need of an association that a moderator took down lately and that is down still.
async fn taken_down_lately(tx: &mut Tx, association_id: i64, now: i64) -> Result<Option<Flag>, StoreError> {
    let found = tx_row!(
        tx,
        (String,),
        "SELECT n.title FROM report_decisions d JOIN needs n ON n.id = d.need_id
            JOIN need_holds h ON h.need_id = d.need_id
         WHERE d.association_id = $1 AND d.verdict = 'down' AND d.at > $2 AND h.state = 'down'
         ORDER BY d.id DESC LIMIT 1",
        association_id,
        now - WATCHED
    )?;
    Ok(found.map(|(title,)| Flag::watched(&title)))
}

async fn close(tx: &mut Tx, need_id: i64, now: i64) -> Result<(), StoreError> {
    let revision = take_revisions(tx, 1).await?;
    execute!(
        tx,
        "UPDATE needs SET state = 'closed', over_at = NULL, updated_at = $1, revision = $2
         WHERE id = $3 AND state = 'open'",
        now,
        revision,
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
        words.digest().bytes(),
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
