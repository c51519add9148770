//! Sends what waits in the outbox: at least once, and once only unless a server dies in between.

use crate::{
    mail::{LetterKind, SendError, retry::next_try},
    state::App,
    store::{
        StoreError, dead_addresses,
        outbox::{self, Due, Outcome},
    },
};
use futures_util::stream::{self, StreamExt};
use std::time::Duration;

/// Letters taken for each connection to the mail server.
const EACH: u32 = 3;
/// How long each of these handfuls waits for the people who are signing up just then.
const AFTER_YOU: Duration = Duration::from_secs(1);

/// Letters that the person at the address asked for just now: they are tried even where others were refused.
const ASKED_FOR: [&str; 3] =
    [LetterKind::Confirm.code(), LetterKind::SignIn.code(), LetterKind::LostLink.code()];

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

/// Sends some of them, so that stopping needn't wait for all; answers how many left, or that none was due.
///
/// # Errors
/// As [`run_once`].
pub async fn send_some(app: &App) -> Result<Option<usize>, StoreError> {
    app.desk.quiet(AFTER_YOU).await;
    let connections = app.settings.smtp_connections;
    let letters = outbox::claim(&app.db, i64::from(connections * EACH), app.clock.now()).await?;
    if letters.is_empty() {
        return Ok(None);
    }
    let mut sent = 0;
    // The tries ask the database nothing: they stand still while others are settled, and must hold nothing of it.
    let addresses: Vec<_> = letters.iter().map(|due| due.to_address.as_str()).collect();
    let dead = dead_addresses::among(&app.db, &addresses, app.clock.now()).await?;
    let tries: Vec<_> =
        letters.iter().map(|due| attempt(app, due, dead.contains(due.to_address.as_str()))).collect();
    // Those that are done are settled while a slow one still waits for its answer.
    let connections = usize::try_from(connections).unwrap_or(1);
    let mut done = stream::iter(tries).buffer_unordered(connections).ready_chunks(letters.len());
    while let Some(outcomes) = done.next().await {
        sent += outcomes.iter().filter(|(_, outcome)| *outcome == Outcome::Sent).count();
        outbox::settle(&app.db, &outcomes, app.clock.now()).await?;
    }
    Ok(Some(sent))
}

/// Forgets the traces of old letters.
///
/// # Errors
/// When the database fails.
pub async fn forget_old(app: &App) -> Result<u64, StoreError> {
    outbox::forget_old(&app.db, app.clock.now()).await
}

async fn attempt(app: &App, due: &Due, dead: bool) -> (i64, Outcome) {
    let (id, kind, tries) = (due.id, &due.kind, due.tries + 1);
    if dead && !ASKED_FOR.contains(&kind.as_str()) {
        return (id, Outcome::GivenUp("its address was refused before".to_owned()));
    }
    let result = app.transport.send(due).await;
    let outcome = match result {
        Ok(()) => Outcome::Sent,
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
    (id, outcome)
}
