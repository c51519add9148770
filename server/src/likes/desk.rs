//! Where likes are written down: each answered only once it is on disk, those who come together in one transaction, as
//! at the desk for sign-ups.

use crate::{
    http::tally::{Tallied, Tally},
    store::{
        Db, StoreError, Tx,
        likes::{
            Who,
            write::{self, Counts},
        },
    },
};
use std::collections::HashMap;
use tokio::sync::{mpsc, oneshot};

/// Most clicks in one transaction.
const TOGETHER: usize = 256;
/// How many may wait in line; those beyond wait for a place in it.
const LINE: usize = 2048;
/// New browsers that one network may bring in an hour with their likes counted: more than a family, or a carriage of a
/// train, does.
pub const COUNTED: i64 = 20;
/// The same in a day.
pub const COUNTED_A_DAY: i64 = 60;
/// How many times as many the whole /48 may bring that an IPv6 network lies in: whoever rents one has 65,536 networks,
/// but the telephones of one operator share them too.
pub const WIDER: i64 = 3;
/// New browsers that one network may bring in an hour at all: a school or a company does no more.
pub const TAKEN: i64 = 200;

/// Somebody's click.
#[derive(Clone, Copy, Debug)]
pub struct Wish {
    /// Who.
    pub who: Who,
    /// Which need.
    pub need_id: i64,
    /// To like it, or no more.
    pub likes: bool,
    /// New browsers of their network.
    pub tally: Tally,
    /// When, epoch seconds.
    pub now: i64,
}

/// What became of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It is as they wish, or was before.
    Noted(Noted),
    /// The need takes nobody any more.
    Closed,
    /// There is no such need.
    Missing,
    /// Too many new browsers come from their network.
    TooMany,
}

/// A need once it is as somebody wishes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Noted {
    /// Whether they like it now.
    pub mine: bool,
    /// Whether it was otherwise before.
    pub changed: bool,
    /// Whether their like is left out of the count.
    pub marked: bool,
    /// How many people like it.
    pub count: i64,
}

type Answer = Result<Outcome, StoreError>;

/// The line in front of the desk.
#[derive(Debug)]
pub struct Desk {
    line: mpsc::Sender<(Wish, oneshot::Sender<Answer>)>,
}

impl Desk {
    /// Opens the desk; it closes when it is dropped.
    #[must_use]
    pub fn open(db: &Db) -> Self {
        let (line, waiting) = mpsc::channel(LINE);
        tokio::spawn(serve(db.clone(), waiting));
        Self { line }
    }

    /// Does as somebody wishes, and answers once that lasts.
    ///
    /// # Errors
    /// When the database fails; then nothing has changed.
    pub async fn note(&self, wish: Wish) -> Answer {
        let (sender, answer) = oneshot::channel();
        let gone = || StoreError::Unavailable(sqlx::Error::PoolClosed);
        self.line.send((wish, sender)).await.map_err(|_| gone())?;
        answer.await.map_err(|_| gone())?
    }
}

async fn serve(db: Db, mut line: mpsc::Receiver<(Wish, oneshot::Sender<Answer>)>) {
    let mut batch = Vec::with_capacity(TOGETHER);
    while line.recv_many(&mut batch, TOGETHER).await > 0 {
        // Two servers that hold people in the same order don't lock each other out. What one person clicked stays in
        // the order in which they did.
        batch.sort_by_key(|(wish, _)| wish.who);
        let wishes: Vec<Wish> = batch.iter().map(|(wish, _)| *wish).collect();
        let answers: Vec<Answer> = match together(&db, &wishes).await {
            Ok(outcomes) => outcomes.into_iter().map(Ok).collect(),
            Err(error) => {
                tracing::warn!("{} likes could not be written down together: {error}", wishes.len());
                let mut answers = Vec::with_capacity(wishes.len());
                for wish in &wishes {
                    let alone = together(&db, std::slice::from_ref(wish)).await;
                    answers.push(alone.map(|mut outcomes| outcomes.pop().unwrap_or(Outcome::Missing)));
                }
                answers
            }
        };
        for ((_, sender), answer) in batch.drain(..).zip(answers) {
            // Whoever went away meanwhile likes it all the same.
            let _ = sender.send(answer);
        }
    }
}

/// All in one transaction; the counts of needs that many click at once are written once.
async fn together(db: &Db, wishes: &[Wish]) -> Result<Vec<Outcome>, StoreError> {
    let mut tx = db.begin().await?;
    let (mut outcomes, mut counts) = (Vec::with_capacity(wishes.len()), Counts::default());
    for wish in wishes {
        outcomes.push(wish.write(&mut tx, &mut counts).await?);
    }
    counts.write(&mut tx).await?;
    let needs: Vec<i64> = wishes.iter().map(|wish| wish.need_id).collect();
    let counted = write::counted(&mut tx, &needs).await?;
    tx.commit().await?;
    Ok(outcomes.into_iter().zip(wishes).map(|(outcome, wish)| outcome.with(&counted, wish)).collect())
}

impl Outcome {
    fn with(self, counted: &HashMap<i64, i64>, wish: &Wish) -> Self {
        let count = counted.get(&wish.need_id).copied().unwrap_or_default();
        if let Self::Noted(noted) = self { Self::Noted(Noted { count, ..noted }) } else { self }
    }
}

impl Wish {
    async fn write(&self, tx: &mut Tx, counts: &mut Counts) -> Answer {
        let Self { who, need_id, likes, tally, now } = self;
        let known = write::liker(tx, who).await?;
        let nothing = Noted { mine: false, changed: false, marked: false, count: 0 };
        if !likes {
            let Some(liker) = known else { return Ok(Outcome::Noted(nothing)) };
            write::note_seen(tx, liker, *now).await?;
            let changed = write::unlike(tx, liker.id, *need_id).await?;
            if changed {
                counts.change(*need_id, liker.marked, -1);
            }
            return Ok(Outcome::Noted(Noted { changed, marked: liker.marked, ..nothing }));
        }
        // Nothing is written, nor counted, of who comes too late.
        let closed = match write::is_open(tx, *need_id).await? {
            Some(true) => None,
            Some(false) => Some(Outcome::Closed),
            None => Some(Outcome::Missing),
        };
        let liker = match (known, closed) {
            (Some(liker), _) => liker,
            (None, Some(closed)) => return Ok(closed),
            (None, None) => {
                let new =
                    if matches!(who, Who::Browser(_)) { tally.count(tx).await? } else { Tallied::default() };
                if new.this_hour > TAKEN {
                    return Ok(Outcome::TooMany);
                }
                write::enter(tx, who, new.much, *now).await?
            }
        };
        let noted = Noted { mine: true, marked: liker.marked, ..nothing };
        if closed.is_none() && write::like(tx, liker.id, *need_id, *now).await? {
            write::note_seen(tx, liker, *now).await?;
            counts.change(*need_id, liker.marked, 1);
            return Ok(Outcome::Noted(Noted { changed: true, ..noted }));
        }
        if write::likes(tx, liker.id, *need_id).await? {
            write::note_seen(tx, liker, *now).await?;
            return Ok(Outcome::Noted(noted));
        }
        Ok(closed.unwrap_or(Outcome::Closed))
    }
}
