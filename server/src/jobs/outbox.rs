//! Sends what waits in the outbox: at least once, and once only unless a server dies in between.

use crate::{
    mail::{LetterKind, PATIENCE_IN_ALL, SendError, retry::next_try},
    state::App,
    store::{
        StoreError, dead_addresses, friends,
        outbox::{self, CLAIMED_FOR, Due, Outcome},
    },
};
use futures_util::stream::{self, StreamExt};
use std::{
    collections::HashSet,
    time::{Duration, Instant},
};
use tokio::sync::mpsc::{self, UnboundedReceiver, UnboundedSender};

/// Letters taken for each connection to the mail server.
const EACH: u32 = 3;
/// How long a run goes on taking letters.
const TAKING: Duration = Duration::from_secs(5);
/// How long a letter may wait for a connection: its try is over before its claim is.
const FRESH: Duration = Duration::from_secs(CLAIMED_FOR.unsigned_abs() - PATIENCE_IN_ALL.as_secs());
/// What comes of letters meanwhile is kept in one go.
const GATHERED: Duration = Duration::from_millis(100);
const SETTLED_AT_ONCE: usize = 500;
/// How long each of these handfuls waits for the people who are signing up just then.
const AFTER_YOU: Duration = Duration::from_secs(1);

/// Letters that the person at the address asked for just now: they are tried even where others were refused.
const ASKED_FOR: [&str; 5] = [
    LetterKind::Confirm.code(),
    LetterKind::SignIn.code(),
    LetterKind::LostLink.code(),
    LetterKind::AlertConfirm.code(),
    LetterKind::AlertKnown.code(),
];

/// Letters to whatever address somebody typed: nothing is kept of it, not even that there is nobody at it.
const TYPED_BY_ANYBODY: [&str; 2] = [LetterKind::Friend.code(), LetterKind::Favorites.code()];

/// Sends all letters that are due and not held by another server; answers how many left.
///
/// # Errors
/// When the database fails. A letter that could not be sent is no error: it is tried again later.
pub async fn run_once(app: &App) -> Result<usize, StoreError> {
    let mut sent = 0;
    while let Some(more) = send_some(app).await? {
        sent += more;
    }
    Ok(sent)
}

/// Sends what is due for a moment, so that stopping needn't wait for all; answers how many left, or that none was due.
///
/// # Errors
/// As [`run_once`].
pub async fn send_some(app: &App) -> Result<Option<usize>, StoreError> {
    let (tell, told) = mpsc::unbounded_channel();
    // Side by side, so that no connection idles while others are taken or settled.
    let ((), settled) = tokio::join!(send(app, tell), settle(app, told));
    settled
}

/// A letter held for this server.
struct Taken {
    due: Due,
    dead: bool,
    at: Instant,
}

/// What came of one letter, or why no more can be taken.
type Told = Result<(i64, Outcome), StoreError>;

/// Keeps all connections busy.
async fn send(app: &App, tell: UnboundedSender<Told>) {
    let (tell, until) = (&tell, Instant::now() + TAKING);
    // Boxed: the compiler would not see that the whole can be sent between threads.
    let taken = stream::unfold(false, |failed| async move {
        if failed || tell.is_closed() || Instant::now() > until {
            return None;
        }
        match take(app).await {
            Ok(letters) if letters.is_empty() => None,
            Ok(letters) => Some((letters, false)),
            Err(error) => {
                let _ = tell.send(Err(error));
                Some((Vec::new(), true))
            }
        }
    })
    .boxed();
    taken
        .flat_map(stream::iter)
        .map(|letter| attempt(app, letter))
        .buffer_unordered(usize::try_from(app.settings.smtp_connections).unwrap_or(1))
        .for_each(async |outcome| {
            // Who doesn't listen any more has failed, and said so.
            let _ = outcome.map(|outcome| tell.send(Ok(outcome)));
        })
        .await;
}

/// The next handful of letters.
async fn take(app: &App) -> Result<Vec<Taken>, StoreError> {
    app.desk.quiet(AFTER_YOU).await;
    let (now, at) = (app.clock.now(), Instant::now());
    let letters = outbox::claim(&app.db, i64::from(app.settings.smtp_connections * EACH), now).await?;
    let addresses: Vec<_> = letters.iter().map(|due| due.to_address.as_str()).collect();
    let dead: HashSet<String> =
        dead_addresses::among(&app.db, &addresses, now).await?.into_iter().map(str::to_owned).collect();
    Ok(letters.into_iter().map(|due| Taken { dead: dead.contains(&due.to_address), due, at }).collect())
}

/// Keeps what comes of the letters, many at once; answers how many left, or that there were none.
async fn settle(app: &App, mut told: UnboundedReceiver<Told>) -> Result<Option<usize>, StoreError> {
    let (mut sent, mut some, mut outcomes, mut failed) = (0, false, Vec::new(), None);
    while told.recv_many(&mut outcomes, SETTLED_AT_ONCE).await > 0 {
        let mut kept = Vec::new();
        for outcome in outcomes.drain(..) {
            match outcome {
                Ok(outcome) => kept.push(outcome),
                Err(error) => failed = Some(error),
            }
        }
        outbox::settle(&app.db, &kept, app.clock.now()).await?;
        some |= !kept.is_empty();
        sent += kept.iter().filter(|(_, outcome)| *outcome == Outcome::Sent).count();
        tokio::time::sleep(GATHERED).await;
    }
    failed.map_or(Ok(some.then_some(sent)), Err)
}

/// Forgets the traces of old letters: theirs, the addresses they didn't reach, the friends they told.
///
/// # Errors
/// When the database fails.
pub async fn forget_old(app: &App) -> Result<u64, StoreError> {
    let now = app.clock.now();
    dead_addresses::forget(&app.db, now).await?;
    friends::forget_told(&app.db, now).await?;
    outbox::forget_old(&app.db, now).await
}

/// Tries one letter; nothing comes of one that has waited so long for a connection that others may soon take it.
async fn attempt(app: &App, Taken { due, dead, at }: Taken) -> Option<(i64, Outcome)> {
    let (id, kind, tries) = (due.id, &due.kind, due.tries + 1);
    if at.elapsed() > FRESH {
        return None;
    }
    if dead && !ASKED_FOR.contains(&kind.as_str()) {
        return Some((id, Outcome::GivenUp("its address was refused before".to_owned())));
    }
    let result = app.transport.send(&due).await;
    let outcome = match result {
        Ok(()) => Outcome::Sent,
        Err(SendError::Refused(reason)) if TYPED_BY_ANYBODY.contains(&kind.as_str()) => {
            Outcome::GivenUp(reason)
        }
        Err(SendError::Refused(reason)) => Outcome::Dead { address: due.to_address.clone(), reason },
        Err(SendError::NotNow(reason)) => match next_try(due.created_at, tries, app.clock.now()) {
            Some(due_at) => Outcome::Later { due_at, reason },
            None => Outcome::GivenUp(reason),
        },
    };
    match &outcome {
        Outcome::Sent => tracing::debug!(id, kind, tries, "letter sent"),
        Outcome::Later { due_at, reason } => {
            tracing::warn!(id, kind, tries, due_at, "letter waits: {reason}")
        }
        Outcome::GivenUp(reason) | Outcome::Dead { reason, .. } => {
            tracing::error!(id, kind, tries, "letter given up: {reason}")
        }
    }
    Some((id, outcome))
}
