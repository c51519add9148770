//! A place given back goes to the first in the waiting list, held for 48 hours; else to everybody.

use super::Subject;
use crate::{
    mail::{letters, outbox},
    store::{
        StoreError, Tx,
        links::{self, NewLink, Purpose, Token},
        sign_ups::{self, SignUpRow, Standing},
        slots,
    },
};
use app::domain::sign_up::{OFFERED_FOR, SignUpState};

/// Hands on a place of `subject`'s slot, which the transaction has locked and counts as taken still.
///
/// # Errors
/// When the database fails.
pub async fn give_back(tx: &mut Tx, subject: &Subject, now: i64) -> Result<(), StoreError> {
    if !subject.is_to_come() || !offer_to_first(tx, subject, now).await? {
        slots::free(tx, subject.slot.id).await?;
    }
    Ok(())
}

/// Offers a place, counted as taken, to the first who waits; `false` if nobody does.
///
/// # Errors
/// When the database fails.
pub async fn offer_to_first(tx: &mut Tx, subject: &Subject, now: i64) -> Result<bool, StoreError> {
    while let Some(first) = sign_ups::first_waiting(tx, subject.slot.id).await? {
        let until = (now + OFFERED_FOR).min(subject.slot.starts_at.unwrap_or(i64::MAX));
        let offered =
            Standing { state: SignUpState::Offered, waiting_since: first.waiting_since, due_at: Some(until) };
        if sign_ups::set_state(tx, first.id, SignUpState::Waiting, offered, now).await? {
            tell(tx, subject, &first, until, now).await?;
            return Ok(true);
        }
    }
    Ok(false)
}

async fn tell(
    tx: &mut Tx,
    subject: &Subject,
    first: &SignUpRow,
    until: i64,
    now: i64,
) -> Result<(), StoreError> {
    let token = Token::fresh();
    let link = NewLink { token: token.clone(), sign_up_id: first.id, purpose: Purpose::Volunteer };
    links::add(tx, &[link], now).await?;
    let words = subject.moment(first.lang(), until);
    let letter = letters::offer(&subject.context_of(first), &first.email, token.as_str(), &words);
    outbox::queue(tx, [letter], now).await
}
