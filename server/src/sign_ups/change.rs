//! `POST /inscriptions/{token}`: the volunteer changes what they said, or comes at another time.

use super::{
    Subject,
    own_page::{back, shown},
    person,
    places_back::give_back,
    read_form,
};
use crate::{
    figures,
    http::{AppError, PageResult, Visit, access::LinkHolder},
    mail::{letters, outbox},
    state::{App, SharedApp},
    store::{
        StoreError, Tx,
        links::{self, NewLink, Purpose, Token},
        needs,
        sign_ups::{self, Person, SignUpRow, Standing},
        slots,
    },
};
use app::{
    domain::{
        figures::Step,
        sign_up::{SignUpState, UNCONFIRMED_FOR},
    },
    sign_ups::{FieldError, FieldErrors, FormField, FormRules, FormState, SignUpForm, check},
};
use axum::{body::Bytes, extract::State, http::StatusCode};

/// `POST`.
pub async fn change(
    State(app): State<SharedApp>,
    visit: Visit,
    LinkHolder { token, sign_up }: LinkHolder,
    body: Bytes,
) -> PageResult {
    let now = app.clock.now();
    let mut form: SignUpForm = read_form(&body)?;
    // The link belongs to this address; another one is another sign-up.
    form.email.clone_from(&sign_up.email);
    let need = needs::need(&app.db, sign_up.need_id, now).await?.ok_or(AppError::NotFound)?;
    let (status, errors) = if sign_up.state().is_over() || !need.takes_sign_ups() {
        (StatusCode::CONFLICT, FieldErrors::one(FormField::Whole, FieldError::ChangedMeanwhile))
    } else {
        let moved = match check(&form, &FormRules::of(&need)) {
            Ok(checked) => {
                let slot_id = checked.slot_id;
                let person = person(checked, sign_up.lang());
                move_to(&app, &sign_up, slot_id, &person, now).await?
            }
            Err(errors) => Err(errors),
        };
        match moved {
            Ok(()) => return Ok(back(&visit, &token, Some("changement"))),
            Err(errors) => (StatusCode::UNPROCESSABLE_ENTITY, errors),
        }
    };
    let again = (FormState { form, errors, ..FormState::default() }, Default::default());
    shown(status, &app, &visit, &token, &sign_up, again, Default::default()).await
}

/// One transaction: the new place is taken before the old one is given back.
async fn move_to(
    app: &App,
    before: &SignUpRow,
    slot_id: i64,
    person: &Person,
    now: i64,
) -> Result<Result<(), FieldErrors>, AppError> {
    let old = Subject::of_sign_up(app, before, now).await?;
    let unknown = Ok(Err(FieldErrors::one(FormField::Slot, FieldError::SlotUnknown)));
    let Some(new) = old.at_slot(app, slot_id).await? else { return unknown };
    let mut tx = app.db.begin().await?;
    slots::lock(&mut tx, [before.slot_id, slot_id]).await?;
    let moves = slot_id != before.slot_id;
    let got_place = moves && slots::take(&mut tx, slot_id).await?;
    let held = before.state().holds_place();
    if moves && held && !got_place {
        return Ok(Err(FieldErrors::one(FormField::Slot, FieldError::SlotFull)));
    }
    let standing = standing(before, moves, got_place, person, now);
    if !sign_ups::change(&mut tx, before, slot_id, person, standing, now).await? {
        return Ok(Err(FieldErrors::one(FormField::Whole, FieldError::ChangedMeanwhile)));
    }
    let first =
        standing.state == SignUpState::Confirmed && sign_ups::note_confirmed(&mut tx, before.id, now).await?;
    if moves && held {
        give_back(&mut tx, &old, now).await?;
    }
    ask_parent(&mut tx, &new, before, person, now).await?;
    tx.commit().await?;
    if first {
        figures::note(app, before.need_id, Step::Confirmed, 1);
    }
    app.outbox_wake.notify_one();
    Ok(Ok(()))
}

/// Where the sign-up stands after the change. Whoever came by their link has shown that the address is theirs.
fn standing(before: &SignUpRow, moves: bool, got_place: bool, person: &Person, now: i64) -> Standing {
    let agreed = person.parent_email.is_none()
        || (before.parent_consented_at.is_some() && before.parent_email == person.parent_email);
    let from_list = before.state() == SignUpState::Waiting;
    let unsettled = Standing {
        state: SignUpState::Unconfirmed,
        waiting_since: None,
        due_at: Some(now + UNCONFIRMED_FOR),
    };
    let settled = Standing { state: SignUpState::Confirmed, waiting_since: None, due_at: None };
    match before.state() {
        SignUpState::Waiting if got_place && agreed => settled,
        SignUpState::Waiting if got_place => unsettled,
        SignUpState::Confirmed if !agreed => unsettled,
        SignUpState::Unconfirmed if agreed && before.confirmed_at.is_some() => settled,
        state => {
            let waiting_since = if moves && from_list { Some(now) } else { before.waiting_since };
            Standing { state, waiting_since, due_at: before.due_at }
        }
    }
}

/// A parent whose address is new is asked.
async fn ask_parent(
    tx: &mut Tx,
    subject: &Subject,
    before: &SignUpRow,
    person: &Person,
    now: i64,
) -> Result<(), StoreError> {
    let Some(to) = person.parent_email.as_ref().filter(|to| before.parent_email.as_ref() != Some(to)) else {
        return Ok(());
    };
    let token = Token::fresh();
    links::forget_parents(tx, before.id).await?;
    let link = NewLink { token: token.clone(), sign_up_id: before.id, purpose: Purpose::Parent };
    links::add(tx, &[link], now).await?;
    let mut context = subject.context(person.lang, &person.first_name);
    context.sign_up_id = Some(before.id);
    outbox::queue(tx, [letters::parent_consent(&context, to, token.as_str())], now).await
}
