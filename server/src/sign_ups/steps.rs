//! The steps of a sign-up: confirmed, agreed to, withdrawn, erased, expired. Each is one transaction that
//! locks the slot first, and does nothing if the sign-up isn't any more what the caller saw.

use super::{Subject, places_back::give_back};
use crate::{
    figures,
    http::AppError,
    likes,
    mail::{
        Letter,
        letters::{self, News},
        outbox,
    },
    state::App,
    store::{
        StoreError, Tx,
        links::{self, NewLink, Purpose, Token},
        sign_ups::{self, SignUpRow, Standing},
        slots,
    },
};
use app::domain::{
    figures::Step,
    sign_up::{SignUpState, UNCONFIRMED_FOR},
};

/// A standing without anything pending.
const fn settled(state: SignUpState) -> Standing {
    Standing { state, waiting_since: None, due_at: None }
}

async fn begin(app: &App, sign_up: &SignUpRow) -> Result<Tx, StoreError> {
    let mut tx = app.db.begin().await?;
    slots::lock(&mut tx, [sign_up.slot_id; 2]).await?;
    Ok(tx)
}

async fn commit(app: &App, tx: Tx) -> Result<(), StoreError> {
    tx.commit().await?;
    app.outbox_wake.notify_one();
    Ok(())
}

/// The volunteer confirms, or takes the place offered. A minor's sign-up waits for the parent, too.
///
/// # Errors
/// When the database fails.
pub async fn confirm(app: &App, sign_up: &SignUpRow, token: &Token, now: i64) -> Result<bool, AppError> {
    let from = sign_up.state();
    if !matches!(from, SignUpState::Unconfirmed | SignUpState::Offered) {
        return Ok(from == SignUpState::Confirmed);
    }
    let subject = Subject::of_sign_up(app, sign_up, now).await?;
    let mut tx = begin(app, sign_up).await?;
    // Read again: the parent may be agreeing at this very moment.
    let Some(fresh) = sign_ups::in_tx(&mut tx, sign_up.id).await? else { return Ok(false) };
    let to = match (fresh.allowed(), from) {
        (true, _) => settled(SignUpState::Confirmed),
        (false, SignUpState::Offered) => {
            let due_at = Some(now + UNCONFIRMED_FOR);
            Standing { state: SignUpState::Unconfirmed, waiting_since: None, due_at }
        }
        (false, _) => Standing { state: from, waiting_since: None, due_at: fresh.due_at },
    };
    if !sign_ups::set_state(&mut tx, sign_up.id, from, to, now).await? {
        return Ok(false);
    }
    let first = sign_ups::note_confirmed(&mut tx, sign_up.id, now).await?;
    if from == SignUpState::Offered {
        let (context, calendar) = (subject.context_of(sign_up), subject.calendar(sign_up.lang()));
        let letter = letters::place_confirmed(&context, &sign_up.email, token.as_str(), calendar);
        let own = fresh.allowed().then_some(letter);
        let news = subject.association_hears(News::SignedUp, sign_up);
        outbox::queue(&mut tx, own.into_iter().chain(news), now).await?;
    }
    commit(app, tx).await?;
    if first {
        figures::note(app, sign_up.need_id, Step::Confirmed, 1);
    }
    Ok(true)
}

/// The parent agrees; if the volunteer has confirmed already, the place is theirs.
///
/// # Errors
/// When the database fails.
pub async fn agree(app: &App, sign_up: &SignUpRow, now: i64) -> Result<(), AppError> {
    let subject = Subject::of_sign_up(app, sign_up, now).await?;
    let mut tx = begin(app, sign_up).await?;
    sign_ups::note_consent(&mut tx, sign_up.id, now).await?;
    // Read again: the volunteer may be confirming at this very moment.
    let fresh = sign_ups::in_tx(&mut tx, sign_up.id).await?;
    let complete = fresh.filter(|fresh| fresh.confirmed_at.is_some() && fresh.allowed());
    let confirmed = settled(SignUpState::Confirmed);
    if let Some(fresh) = complete
        && sign_ups::set_state(&mut tx, fresh.id, SignUpState::Unconfirmed, confirmed, now).await?
    {
        let token = Token::fresh();
        let link = NewLink { token: token.clone(), sign_up_id: fresh.id, purpose: Purpose::Volunteer };
        links::add(&mut tx, &[link], now).await?;
        let (context, calendar) = (subject.context_of(&fresh), subject.calendar(fresh.lang()));
        let letter = letters::place_confirmed(&context, &fresh.email, token.as_str(), calendar);
        outbox::queue(&mut tx, [letter], now).await?;
    }
    commit(app, tx).await?;
    Ok(())
}

/// The volunteer withdraws. `false` if there is nothing (any more) to withdraw from.
///
/// # Errors
/// When the database fails.
pub async fn cancel(app: &App, sign_up: &SignUpRow, now: i64) -> Result<bool, AppError> {
    let subject = Subject::of_sign_up(app, sign_up, now).await?;
    let mut tx = begin(app, sign_up).await?;
    // Read again: a place may be offered at this very moment, and must not be lost.
    let Some(sign_up) = &sign_ups::in_tx(&mut tx, sign_up.id).await? else { return Ok(false) };
    let from = sign_up.state();
    if from.is_over()
        || sign_up.slot_id != subject.slot.id
        || !sign_ups::set_state(&mut tx, sign_up.id, from, settled(SignUpState::Cancelled), now).await?
    {
        return Ok(false);
    }
    let own = letters::cancelled(&subject.context_of(sign_up), &sign_up.email);
    let news = subject.association_hears(News::Withdrawn, sign_up);
    outbox::queue(&mut tx, std::iter::once(own).chain(news), now).await?;
    if from.holds_place() {
        give_back(&mut tx, &subject, now).await?;
    }
    commit(app, tx).await?;
    Ok(true)
}

/// The volunteer erases everything. The association that counted on them is told that they withdrew.
/// `false` if the sign-up changed meanwhile and has to be looked at again.
///
/// # Errors
/// When the database fails.
pub async fn erase(app: &App, sign_up: &SignUpRow, now: i64) -> Result<bool, AppError> {
    let subject = Subject::of_sign_up(app, sign_up, now).await?;
    let mut tx = begin(app, sign_up).await?;
    let Some(sign_up) = &sign_ups::in_tx(&mut tx, sign_up.id).await? else { return Ok(false) };
    let from = sign_up.state();
    if sign_up.slot_id != subject.slot.id || !sign_ups::erase(&mut tx, sign_up).await? {
        return Ok(false);
    }
    if !from.is_over() {
        let news = subject.association_hears(News::Withdrawn, sign_up);
        let unlinked = news.map(|letter| Letter { sign_up_id: None, ..letter });
        outbox::queue(&mut tx, unlinked, now).await?;
    }
    if from.holds_place() {
        give_back(&mut tx, &subject, now).await?;
    }
    likes::forget::with_address(app, &mut tx, &sign_up.email).await?;
    commit(app, tx).await?;
    Ok(true)
}

/// A sign-up that wasn't confirmed, or an offer that wasn't taken in time, gives its place back.
/// `false` if somebody else has seen to it.
///
/// # Errors
/// When the database fails.
pub async fn expire(app: &App, sign_up: &SignUpRow, now: i64) -> Result<bool, AppError> {
    let from = sign_up.state();
    if sign_up.due_at.is_none_or(|due| due > now) || !from.holds_place() {
        return Ok(false);
    }
    let subject = Subject::of_sign_up(app, sign_up, now).await?;
    let mut tx = begin(app, sign_up).await?;
    if !sign_ups::set_state(&mut tx, sign_up.id, from, settled(SignUpState::Expired), now).await? {
        return Ok(false);
    }
    let context = subject.context_of(sign_up);
    let letters = if from == SignUpState::Offered {
        vec![letters::offer_lost(&context, &sign_up.email)]
    } else {
        let own = letters::expired(&context, &sign_up.email);
        std::iter::once(own).chain(subject.association_hears(News::Withdrawn, sign_up)).collect()
    };
    outbox::queue(&mut tx, letters, now).await?;
    give_back(&mut tx, &subject, now).await?;
    commit(app, tx).await?;
    Ok(true)
}
