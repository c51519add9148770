//! Answers that touch a place: one who waits is accepted, one who has a place is declined. Each is one transaction
//! that locks the slot first, as the volunteer's own steps do.

use crate::{
    coordination::actor::Actor,
    figures,
    http::AppError,
    mail::{letters, outbox},
    sign_ups::{Subject, places_back::give_back},
    state::App,
    store::{
        Tx,
        links::{self, NewLink, Purpose, Token},
        sign_up_table::{self as store, Answered},
        sign_ups::{self, SignUpRow, Standing},
        slots,
    },
};
use app::domain::{
    figures::Step,
    handling::Handling,
    sign_up::{SignUpState, UNCONFIRMED_FOR},
};

/// What came of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// It is so now.
    Done,
    /// It stays as it was: over, so already, or full meanwhile.
    Left,
}

/// Whether accepting takes a place: of who waits, and of who was declined before.
pub(super) fn needs_place(standing: &Answered) -> bool {
    let over = SignUpState::from_code(&standing.state).is_some_and(SignUpState::is_over);
    standing.state == SignUpState::Waiting.code() || (over && standing.handling == Handling::Declined.code())
}

/// The sign-up and what it is for, if it is the association's.
async fn found(app: &App, actor: Actor, id: i64, now: i64) -> Result<Option<(SignUpRow, Subject)>, AppError> {
    let Some(row) = sign_ups::sign_up(&app.db, id).await? else { return Ok(None) };
    let subject = Subject::of_sign_up(app, &row, now).await?;
    Ok((subject.need.association.id == actor.association).then_some((row, subject)))
}

/// Accepts somebody; who has no place gets one, a new one if `enlarge` says so.
///
/// # Errors
/// When the database fails.
pub(crate) async fn accept(
    app: &App,
    actor: Actor,
    id: i64,
    enlarge: bool,
    now: i64,
) -> Result<Outcome, AppError> {
    let Some((row, subject)) = found(app, actor, id, now).await? else { return Ok(Outcome::Left) };
    let mut tx = app.db.begin().await?;
    slots::lock(&mut tx, [row.slot_id; 2]).await?;
    // Read again: the volunteer may be changing it at this very moment.
    let standing = store::standing_of(&mut tx, actor.association, id).await?;
    let Some(standing) = standing.filter(|standing| standing.slot_id == row.slot_id) else {
        return Ok(Outcome::Left);
    };
    let changed = if needs_place(&standing) {
        take_place(&mut tx, &subject, &standing, enlarge, now).await?
    } else {
        store::handle(&mut tx, actor.association, id, Handling::Accepted, now).await?
    };
    if !changed {
        return Ok(Outcome::Left);
    }
    actor.note(&mut tx, "answer", Some(row.need_id), (1, Handling::Accepted.code()), now).await?;
    tx.commit().await?;
    if needs_place(&standing) && row.allowed() && row.confirmed_at.is_none() {
        figures::note(app, row.need_id, Step::Confirmed, 1);
    }
    figures::answered(app, row.need_id, &standing.handling, Handling::Accepted);
    app.outbox_wake.notify_one();
    Ok(Outcome::Done)
}

async fn take_place(
    tx: &mut Tx,
    subject: &Subject,
    standing: &Answered,
    enlarge: bool,
    now: i64,
) -> Result<bool, AppError> {
    let id = standing.id;
    if !slots::take(tx, standing.slot_id).await? {
        if !enlarge {
            return Ok(false);
        }
        store::accept_more(tx, standing.slot_id).await?;
    }
    let Some(row) = sign_ups::in_tx(tx, id).await? else { return Ok(false) };
    // A minor's place waits for the parent, as any other does.
    let (state, due_at) = match row.allowed() {
        true => (SignUpState::Confirmed, None),
        false => (SignUpState::Unconfirmed, Some(now + UNCONFIRMED_FOR)),
    };
    let to = Standing { state, waiting_since: None, due_at };
    if !sign_ups::set_state(tx, id, row.state(), to, now).await?
        || !store::handle_from(tx, id, &standing.handling, Handling::Accepted).await?
    {
        return Ok(false);
    }
    if row.allowed() {
        sign_ups::note_confirmed(tx, id, now).await?;
    }
    let token = Token::fresh();
    let link = NewLink { token: token.clone(), sign_up_id: id, purpose: Purpose::Volunteer };
    links::add(tx, &[link], now).await?;
    let (context, calendar) = (subject.context_of(&row), subject.calendar(row.lang()));
    let letter = if row.allowed() {
        letters::place_confirmed(&context, &row.email, token.as_str(), calendar)
    } else {
        letters::confirm(&context, &row.email, token.as_str(), calendar)
    };
    outbox::queue(tx, [letter], now).await?;
    Ok(true)
}

/// Declines somebody: the place goes to the next who waits, and the volunteer is told.
///
/// # Errors
/// When the database fails.
pub(crate) async fn decline(app: &App, actor: Actor, id: i64, now: i64) -> Result<Outcome, AppError> {
    let Some((row, subject)) = found(app, actor, id, now).await? else { return Ok(Outcome::Left) };
    let reply_to = actor.reply_to(&app.db).await?;
    let mut tx = app.db.begin().await?;
    slots::lock(&mut tx, [row.slot_id; 2]).await?;
    let standing = store::standing_of(&mut tx, actor.association, id).await?;
    let Some(standing) = standing.filter(|standing| standing.slot_id == row.slot_id) else {
        return Ok(Outcome::Left);
    };
    let Some(from) = SignUpState::from_code(&standing.state).filter(|state| !state.is_over()) else {
        return Ok(Outcome::Left);
    };
    let over = Standing { state: SignUpState::Cancelled, waiting_since: None, due_at: None };
    if !sign_ups::set_state(&mut tx, id, from, over, now).await?
        || !store::handle_from(&mut tx, id, &standing.handling, Handling::Declined).await?
    {
        return Ok(Outcome::Left);
    }
    let letter = letters::declined(&subject.context_of(&row), &row.email, reply_to);
    outbox::queue(&mut tx, [letter], now).await?;
    if from.holds_place() {
        give_back(&mut tx, &subject, now).await?;
    }
    actor.note(&mut tx, "answer", Some(row.need_id), (1, Handling::Declined.code()), now).await?;
    tx.commit().await?;
    figures::answered(app, row.need_id, &standing.handling, Handling::Declined);
    app.outbox_wake.notify_one();
    Ok(Outcome::Done)
}
