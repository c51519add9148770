//! A pushed need, posted or changed.

use super::{
    body::lang,
    changed, form,
    form::{invalid, not_right, same},
    known, unchanged,
};
use crate::{
    api::{
        holder::KeyHolder,
        problem::{ApiError, Kind},
        shapes::{need::State, pushed::NeedToPush},
    },
    coordination::posting::{
        new::found_at_once,
        ready::ready,
        save,
        state::{Turn, turned},
        typed::form_of,
    },
    local_time::today,
    state::SharedApp,
    store::{
        Tx, associations,
        needs_posted::{self, Changed, NeedToPost, Posted},
        pushed_needs,
    },
};
use app::{coordination::posting::NeedForm, domain::association::AssociationState};
use axum::http::{HeaderMap, StatusCode, header};

/// How often one begins anew when others change the same need meanwhile.
const TRIES: usize = 4;

/// Makes a need so; answers whether it is new, and what it is now.
pub(super) async fn put(
    app: &SharedApp,
    holder: &KeyHolder,
    (external_id, pushed): (&str, &NeedToPush),
    headers: &HeaderMap,
) -> Result<(StatusCode, Posted), ApiError> {
    for _ in 0..TRIES {
        let before = known(app, holder, external_id).await?;
        let done = match &before {
            None => post(app, holder, (external_id, pushed), headers).await?,
            Some(posted) => change(app, holder, (external_id, pushed), posted, headers).await?,
        };
        if done {
            found_at_once(app).await;
            let posted = known(app, holder, external_id).await?.ok_or_else(super::none)?;
            return Ok((if before.is_none() { StatusCode::CREATED } else { StatusCode::OK }, posted));
        }
    }
    Err(changed())
}

/// What was pushed, checked as the form is.
fn checked(
    app: &SharedApp,
    holder: &KeyHolder,
    (pushed, saved): (&NeedToPush, &NeedForm),
    headers: &HeaderMap,
) -> Result<(NeedForm, NeedToPost), ApiError> {
    let now = app.clock.now();
    let form = form::form(&app.places, &holder.association, (pushed, saved), now).map_err(not_right)?;
    match ready(&app.places, &holder.association, (&form, saved), now) {
        Ok(need) => Ok((form, need)),
        Err(problems) => Err(invalid(lang(headers), &problems).into()),
    }
}

/// Only an association that was let in publishes; whoever else pushes for it waits until this transaction ends.
async fn let_in(tx: &mut Tx, holder: &KeyHolder) -> Result<(), ApiError> {
    match associations::state(tx, holder.association.id).await? {
        AssociationState::Approved => Ok(()),
        _ => Err(Kind::NotLetIn
            .with("The moderators haven't let your association in. Nothing was published.")
            .into()),
    }
}

/// Posts a new one; `false` if there is one by this id meanwhile.
async fn post(
    app: &SharedApp,
    holder: &KeyHolder,
    (external_id, pushed): (&str, &NeedToPush),
    headers: &HeaderMap,
) -> Result<bool, ApiError> {
    if headers.contains_key(header::IF_MATCH) {
        return Err(changed());
    }
    let (_, need) = checked(app, holder, (pushed, &NeedForm::default()), headers)?;
    let (association, now) = (holder.association.id, app.clock.now());
    let mut tx = app.db.begin().await?;
    let_in(&mut tx, holder).await?;
    if pushed_needs::in_tx(&mut tx, association, external_id).await?.is_some() {
        return Ok(false);
    }
    let id = needs_posted::post(&mut tx, association, &need, now).await?;
    pushed_needs::add(&mut tx, association, external_id, id).await?;
    holder.actor().note(&mut tx, "need", Some(id), (0, "posted"), now).await?;
    if pushed.state == Some(State::Closed) {
        needs_posted::set_state(&mut tx, (association, id), app::domain::need::NeedState::Closed, now)
            .await?;
    }
    tx.commit().await?;
    Ok(true)
}

/// Changes one; `false` if somebody else did meanwhile.
async fn change(
    app: &SharedApp,
    holder: &KeyHolder,
    (external_id, pushed): (&str, &NeedToPush),
    posted: &Posted,
    headers: &HeaderMap,
) -> Result<bool, ApiError> {
    if headers.get(header::IF_NONE_MATCH).is_some_and(|value| value.as_bytes() == b"*") {
        return Err(changed());
    }
    unchanged(app, posted, external_id, headers).await?;
    let before = form_of(&app.db, posted).await?;
    let (form, need) = checked(app, holder, (pushed, &before), headers)?;
    let (association, now) = (holder.association.id, app.clock.now());
    let differs = !same(&form, &before);
    let is_open = posted.state == "open";
    let turn = match pushed.state {
        Some(State::Open) if !is_open => Some(Turn::Reopen),
        Some(State::Closed) if is_open => Some(Turn::Close),
        _ => None,
    };
    if !differs && turn.is_none() {
        return Ok(true);
    }
    let mut tx = app.db.begin().await?;
    let_in(&mut tx, holder).await?;
    if differs {
        match save::changed(&mut tx, (association, posted.id), posted.version, &need, now).await? {
            (Changed::Yes, _) => {}
            (Changed::Meanwhile, _) => return Ok(false),
            (Changed::SlotHeld, _) => {
                let detail = "People are signed up for a slot that would go. Cancel it on the association's desk, which \
                              tells them, or send it along.";
                return Err(Kind::State.with(detail).into());
            }
        }
        holder.actor().note(&mut tx, "need", Some(posted.id), (0, "changed"), now).await?;
    }
    if let Some(turn) = turn {
        let (turned, _) = turned(&mut tx, (association, posted), turn, now).await?;
        if turned {
            holder.actor().note(&mut tx, "need", Some(posted.id), (0, turn.code()), now).await?;
        }
    }
    if turn == Some(Turn::Reopen) && !has_days_to_come(&need, now) {
        return Err(Kind::State
            .with("All its days are over: it can't be opened again without one to come.")
            .into());
    }
    tx.commit().await?;
    Ok(true)
}

/// One of which all days are over would be closed again at once.
fn has_days_to_come(need: &NeedToPost, now: i64) -> bool {
    let coming = need.slots.iter().any(|slot| slot.put.starts_at.is_none_or(|starts| starts > now));
    coming && need.need.last_day.is_none_or(|last| last >= today(now))
}
