//! Where sign-ups are written down: each whole or not at all, answered only once it is on disk.
//!
//! The database waits for the disk at every commit, so those who arrive while it waits are written down
//! together, in one transaction.

use super::Subject;
use crate::{
    http::limits::{LimitError, Limits},
    mail::{
        Letter,
        letters::{self, Contact, News},
        outbox,
    },
    store::{
        Db, StoreError, Tx,
        links::{self, NewLink, Purpose, Token},
        sign_ups::{self, Person, SignUpRow, Standing},
        slots,
    },
};
use app::domain::sign_up::{SignUpState, UNCONFIRMED_FOR};
use std::{
    sync::atomic::{AtomicUsize, Ordering},
    time::Duration,
};
use tokio::{
    sync::{Notify, mpsc, oneshot},
    time::timeout,
};

/// Most sign-ups in one transaction.
const TOGETHER: usize = 64;
/// How many may wait in line; those beyond wait for a place in it.
const LINE: usize = 1024;

/// One person's wish, with all that can be made ready before the database is locked.
#[derive(Debug)]
pub struct Wish {
    subject: Subject,
    person: Person,
    limits: Limits,
    now: i64,
    own: Token,
    parent: Option<Token>,
    /// Letters for the case that a place is left, which is nearly every one.
    letters: Vec<Letter>,
}

/// What became of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Written down, or in already: nobody is told which. Whether there was a place.
    Noted {
        /// The slot was full.
        waiting: bool,
        /// It wasn't in already; for figures alone.
        new: bool,
    },
    /// The need closed in the meantime.
    Closed,
}

type Answer = Result<Outcome, LimitError>;

/// The line in front of the desk.
#[derive(Debug)]
pub struct Desk {
    in_line: AtomicUsize,
    quiet: Notify,
    line: mpsc::Sender<(Wish, oneshot::Sender<Answer>)>,
}

impl Desk {
    /// Opens the desk; it closes when it is dropped.
    #[must_use]
    pub fn open(db: &Db) -> Self {
        let (line, waiting) = mpsc::channel(LINE);
        tokio::spawn(serve(db.clone(), waiting));
        Self { in_line: AtomicUsize::new(0), quiet: Notify::new(), line }
    }

    /// Waits until nobody stands in line, though no longer than `patience`: what isn't urgent lets them pass.
    pub async fn quiet(&self, patience: Duration) {
        let quiet = self.quiet.notified();
        if self.in_line.load(Ordering::Relaxed) > 0 {
            let _ = timeout(patience, quiet).await;
        }
    }

    /// Writes a wish down, and answers once that lasts.
    ///
    /// # Errors
    /// When it is one too many, or the database fails; then nothing of it is kept.
    pub async fn note(&self, wish: Wish) -> Answer {
        let _stands = Stands::in_line_of(self);
        let (sender, answer) = oneshot::channel();
        let gone = || LimitError::Store(StoreError::Unavailable(sqlx::Error::PoolClosed));
        self.line.send((wish, sender)).await.map_err(|_| gone())?;
        answer.await.map_err(|_| gone())?
    }
}

/// Somebody who stands in line; leaves it when dropped, also where they lost patience.
struct Stands<'a>(&'a Desk);

impl<'a> Stands<'a> {
    fn in_line_of(desk: &'a Desk) -> Self {
        desk.in_line.fetch_add(1, Ordering::Relaxed);
        Self(desk)
    }
}

impl Drop for Stands<'_> {
    fn drop(&mut self) {
        if self.0.in_line.fetch_sub(1, Ordering::Relaxed) == 1 {
            self.0.quiet.notify_waiters();
        }
    }
}

async fn serve(db: Db, mut line: mpsc::Receiver<(Wish, oneshot::Sender<Answer>)>) {
    let mut batch = Vec::with_capacity(TOGETHER);
    while line.recv_many(&mut batch, TOGETHER).await > 0 {
        // Two servers that lock slots in the same order don't lock each other out. Of one slot the first comes first.
        batch.sort_by_key(|(wish, _)| wish.subject.slot.id);
        let answers = match together(&db, &batch).await {
            Ok(answers) => answers,
            Err(error) => {
                tracing::warn!("{} sign-ups could not be written down together: {error}", batch.len());
                let mut answers = Vec::with_capacity(batch.len());
                for (wish, _) in &batch {
                    answers.push(alone(&db, wish).await);
                }
                answers
            }
        };
        for ((_, sender), answer) in batch.drain(..).zip(answers) {
            // Whoever went away meanwhile gets the mail all the same.
            let _ = sender.send(answer);
        }
    }
}

/// All in one transaction. One whom the limits or a closed need turn away leaves nothing behind in it.
async fn together(db: &Db, batch: &[(Wish, oneshot::Sender<Answer>)]) -> Result<Vec<Answer>, StoreError> {
    let mut tx = db.begin().await?;
    let (mut answers, mut post) = (Vec::with_capacity(batch.len()), Post::default());
    for (wish, _) in batch {
        answers.push(match wish.write(&mut tx, &mut post).await {
            Err(LimitError::Store(error)) => return Err(error),
            answer => answer,
        });
    }
    post.write(&mut tx).await?;
    tx.commit().await?;
    Ok(answers)
}

async fn alone(db: &Db, wish: &Wish) -> Answer {
    let (mut tx, mut post) = (db.begin().await?, Post::default());
    let outcome = wish.write(&mut tx, &mut post).await?;
    post.write(&mut tx).await?;
    tx.commit().await?;
    Ok(outcome)
}

/// What goes out to people, gathered and written at once: it is most of what there is to write.
#[derive(Default)]
struct Post {
    links: Vec<NewLink>,
    letters: Vec<Letter>,
    now: i64,
}

impl Post {
    async fn write(self, tx: &mut Tx) -> Result<(), StoreError> {
        links::add(tx, &self.links, self.now).await?;
        outbox::queue(tx, self.letters, self.now).await
    }
}

impl Wish {
    /// Makes everything ready.
    #[must_use]
    pub fn new(subject: Subject, person: Person, limits: Limits, now: i64) -> Self {
        let own = Token::fresh();
        let parent = person.parent_email.is_some().then(Token::fresh);
        let mut wish = Self { subject, person, limits, now, own, parent, letters: Vec::new() };
        wish.letters = wish.letters_of(SignUpState::Unconfirmed);
        wish
    }

    async fn write(&self, tx: &mut Tx, post: &mut Post) -> Answer {
        self.limits.count(tx).await?;
        let slot_id = self.subject.slot.id;
        let got_place = slots::take(tx, slot_id).await?;
        let noted = |new| Outcome::Noted { waiting: !got_place, new };
        let standing = if got_place {
            let due_at = Some(self.now + UNCONFIRMED_FOR);
            Standing { state: SignUpState::Unconfirmed, waiting_since: None, due_at }
        } else {
            Standing { state: SignUpState::Waiting, waiting_since: Some(self.now), due_at: None }
        };
        let need_id = self.subject.need.id;
        let added = sign_ups::insert(tx, need_id, slot_id, &self.person, standing, self.now).await?;
        if let Some(id) = added {
            self.send(post, id, standing.state);
            return Ok(noted(true));
        }
        let known = sign_ups::of_address(tx, need_id, &self.person.email_key).await?;
        if let Some(known) = &known
            && sign_ups::revive(tx, known.id, slot_id, &self.person, standing, self.now).await?
        {
            self.send(post, known.id, standing.state);
            return Ok(noted(true));
        }
        if got_place {
            slots::free(tx, slot_id).await?;
        }
        let Some(known) = known else { return Ok(Outcome::Closed) };
        self.remind(post, &known);
        Ok(noted(false))
    }

    fn send(&self, post: &mut Post, id: i64, state: SignUpState) {
        post.now = self.now;
        let link = |token: &Token, purpose| NewLink { token: token.clone(), sign_up_id: id, purpose };
        post.links.push(link(&self.own, Purpose::Volunteer));
        post.links.extend(self.parent.iter().map(|token| link(token, Purpose::Parent)));
        let others = (state != SignUpState::Unconfirmed).then(|| self.letters_of(state));
        let letters = others.unwrap_or_else(|| self.letters.clone());
        post.letters.extend(letters.into_iter().map(|letter| Letter { sign_up_id: Some(id), ..letter }));
    }

    /// Somebody, most likely the same person, signs up again: the owner of the address alone hears of it.
    fn remind(&self, post: &mut Post, known: &SignUpRow) {
        post.now = self.now;
        let token = self.own.clone();
        let context = self.subject.context_of(known);
        post.letters.push(letters::already_in(&context, &known.email, token.as_str()));
        post.links.push(NewLink { token, sign_up_id: known.id, purpose: Purpose::Volunteer });
    }

    fn letters_of(&self, state: SignUpState) -> Vec<Letter> {
        let (subject, person) = (&self.subject, &self.person);
        let context = subject.context(person.lang, &person.first_name);
        let (to, token) = (person.email.as_str(), self.own.as_str());
        let (volunteer, news) = if state == SignUpState::Waiting {
            (letters::waiting(&context, to, token), News::Waiting)
        } else {
            (letters::confirm(&context, to, token, subject.calendar(person.lang)), News::SignedUp)
        };
        let contact = Contact {
            last_name: person.last_name.clone(),
            email: person.email.clone(),
            phone: person.phone.clone(),
            message: person.message.clone(),
            minor: person.parent_email.is_some(),
        };
        let mut all = vec![volunteer];
        all.extend(subject.to_association(news, &person.first_name, &contact));
        if let (Some(to), Some(token)) = (&person.parent_email, &self.parent) {
            all.push(letters::parent_consent(&context, to, token.as_str()));
        }
        all
    }
}
