//! `/espace/{association}/missions/{need}/creneaux/{slot}`: one slot doesn't take place. Those who are in are led to the
//! mail that tells them.

use super::{
    edit::NeedAddress,
    new::found_at_once,
    told::{keep, onwards},
};
use crate::{
    figures,
    http::{
        AppError, Head, PageResult, Visit, kept_by_nobody, page as document,
        signed_in::{ForCoordinators, Member},
    },
    local_time::{local, today},
    state::{App, SharedApp},
    store::{
        acts::{self, Act},
        needs_posted,
        news::{self, About},
        slots_cancelled,
    },
};
use app::{
    coordination::posting::{CancelSlotPage, NeedForm, News},
    domain::{dates, handling::Handling, need::SlotTimes},
    texts,
};
use axum::{
    extract::{Path, State},
    response::Response,
};
use leptos::prelude::*;
use std::collections::HashMap;

/// What stands in the address.
type Values = Path<HashMap<String, String>>;

fn slot_in(values: &HashMap<String, String>) -> Result<i64, AppError> {
    values.get("slot").and_then(|id| id.parse().ok()).ok_or(AppError::NotFound)
}

/// `GET`: the question.
pub async fn page(
    State(app): State<SharedApp>,
    visit: Visit,
    ForCoordinators(member): ForCoordinators,
    NeedAddress(need): NeedAddress,
    Path(values): Values,
) -> PageResult {
    let (lang, now, slot) = (visit.lang, app.clock.now(), slot_in(&values)?);
    let posted =
        needs_posted::posted(&app.db, member.association.id, need).await?.ok_or(AppError::NotFound)?;
    let coming = slots_cancelled::to_come(&app.db, (need, slot), now).await?.ok_or(AppError::NotFound)?;
    let form: NeedForm = serde_json::from_str(&posted.posted_form).unwrap_or_default();
    let times = SlotTimes {
        starts: local(coming.starts_at, &posted.department),
        ends: coming.ends_at.map(|ends| local(ends, &posted.department)),
    };
    let when = dates::slot(lang, &times, today(now));
    let refused = (coming.others == 0).then(|| texts::slot_cancelled::only_one(lang).to_owned());
    let (association, role, people, title) = (member.association, member.role, coming.people, form.title);
    let head = Head {
        title: texts::slot_cancelled::title(lang).to_owned(),
        private: true,
        class: "desk",
        ..Head::default()
    };
    Ok(kept_by_nobody(document(&app, &visit, head, || {
        view! { <CancelSlotPage lang association role need of=slot title when people refused/> }
    })))
}

/// `POST`.
pub async fn cancel(
    State(app): State<SharedApp>,
    visit: Visit,
    ForCoordinators(member): ForCoordinators,
    NeedAddress(need): NeedAddress,
    Path(values): Values,
) -> PageResult {
    let (association, now, slot) = (member.association.id, app.clock.now(), slot_in(&values)?);
    let mut tx = app.db.begin().await?;
    let Some(cancelled) = slots_cancelled::cancel(&mut tx, (association, need, slot), now).await? else {
        drop(tx);
        return again(&app, &visit, &member, (need, slot)).await;
    };
    let people: Vec<i64> = cancelled.iter().map(|(id, _)| *id).collect();
    let act = Act {
        association_id: association,
        coordinator_id: Some(member.coordinator.id),
        kind: "answer",
        need_id: Some(need),
        people: i64::try_from(people.len()).unwrap_or(i64::MAX),
        detail: "slot_cancelled",
    };
    acts::note(&mut tx, &act, now).await?;
    let untold = keep(&mut tx, need, About::Slot(slot), &people, now).await?;
    tx.commit().await?;
    for (_, before) in &cancelled {
        figures::answered(&app, need, before, Handling::Declined);
    }
    found_at_once(&app).await;
    Ok(done(&visit, &member, need, untold))
}

/// Pressed twice is once, and leads to where it led. The only slot of a need isn't cancelled, the need is closed.
async fn again(app: &App, visit: &Visit, member: &Member, (need, slot): (i64, i64)) -> PageResult {
    let mut tx = app.db.begin().await?;
    if !needs_posted::is_cancelled(&mut tx, member.association.id, (need, slot)).await? {
        return Err(AppError::NotFound);
    }
    let untold = news::waiting(&mut tx, need, About::Slot(slot)).await?;
    Ok(done(visit, member, need, untold))
}

fn done(visit: &Visit, member: &Member, need: i64, untold: Option<i64>) -> Response {
    let untold = untold.map(|id| (id, News::SlotCancelled));
    onwards(visit, member, untold, &format!("/missions/{need}?fait=slot"))
}
