//! `POST /espace/{association}/inscriptions/reponse`: what coordinators make of one sign-up or of several.

use super::{
    person,
    steps::{self, Outcome},
    times,
};
use crate::{
    coordination::actor::Actor,
    figures,
    http::{
        AppError, Head, PageResult, Visit,
        forms::read_form,
        kept_by_nobody, page,
        signed_in::{ForCoordinators, Member},
    },
    local_time::today,
    state::{App, SharedApp},
    store::{sign_up_notes, sign_up_table as store},
};
use app::{
    coordination::sign_ups::{FullPage, FullSlot, NOTHING, Typed},
    domain::{Lang, dates, handling::Handling},
    forms::{Problem, Problems},
    texts::sign_up_table as say,
};
use axum::{
    body::Bytes,
    extract::State,
    response::{IntoResponse, Redirect},
};
use leptos::prelude::*;
use serde::Deserialize;
use std::collections::BTreeMap;

/// Most people in one go.
const AT_ONCE: usize = 200;
/// Longest note, in signs.
const NOTE: usize = 2000;

/// What is sent.
#[derive(Deserialize, Default)]
#[serde(default)]
struct Answer {
    personne: Vec<String>,
    faire: String,
    membre: String,
    note: String,
    retour: String,
    agrandir: String,
}

/// `POST`.
pub async fn post(
    State(app): State<SharedApp>,
    visit: Visit,
    ForCoordinators(member): ForCoordinators,
    body: Bytes,
) -> PageResult {
    let (lang, now) = (visit.lang, app.clock.now());
    let answer: Answer = read_form(&body)?;
    let mut ids: Vec<i64> = answer.personne.iter().filter_map(|id| id.parse().ok()).take(AT_ONCE).collect();
    ids.sort_unstable();
    ids.dedup();
    let back = back(lang, &member, &answer.retour);
    if answer.faire == NOTHING {
        return Ok(kept_by_nobody(Redirect::to(&back).into_response()));
    }
    let done = match (answer.faire.as_str(), Handling::from_code(&answer.faire)) {
        ("note", _) => match (words(&answer.note), ids.first()) {
            (Ok(words), Some(id)) => written(&app, &member, *id, words, now).await?,
            (Err(problem), Some(id)) => {
                let problems = Problems::one("note", problem);
                let again = Typed { note: answer.note, problems, ..Typed::default() };
                return person::shown(&app, &visit, member, *id, again, None).await;
            }
            _ => return Err(AppError::BadRequest("a note about whom?")),
        },
        ("suivi", _) => assigned(&app, &member, &ids, &answer.membre, now).await?,
        (_, Some(Handling::Accepted)) => {
            let enlarge = answer.agrandir == "oui";
            let full = if enlarge { Vec::new() } else { full(&app, lang, &member, &ids).await? };
            if !full.is_empty() {
                let (association, role) = (member.association, member.role);
                let title = say::full_title(lang).to_owned();
                let head = Head { title, private: true, class: "desk-wide", ..Head::default() };
                let question = page(
                    &app,
                    &visit,
                    head,
                    || view! { <FullPage lang association role slots=full people=ids back/> },
                );
                return Ok(kept_by_nobody(question));
            }
            let mut done = 0;
            for id in &ids {
                done += usize::from(
                    steps::accept(&app, Actor::from(&member), *id, enlarge, now).await? == Outcome::Done,
                );
            }
            done
        }
        (_, Some(Handling::Declined)) => {
            let mut done = 0;
            for id in &ids {
                done +=
                    usize::from(steps::decline(&app, Actor::from(&member), *id, now).await? == Outcome::Done);
            }
            done
        }
        (_, Some(handling)) => handled(&app, &member, &ids, handling, now).await?,
        _ => return Err(AppError::BadRequest("what is to be done?")),
    };
    let more = if back.contains('?') { '&' } else { '?' };
    let there = format!("{back}{more}faites={done}&restees={}", ids.len() - done);
    Ok(kept_by_nobody(Redirect::to(&there).into_response()))
}

/// Where one came from, if that is below the association's desk; else the table.
fn back(lang: Lang, member: &Member, typed: &str) -> String {
    let desk = lang.href(&member.association.desk());
    let plain = typed.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\');
    if plain && typed.starts_with(&format!("{desk}/")) {
        typed.to_owned()
    } else {
        format!("{desk}/inscriptions")
    }
}

/// A note as it is kept.
fn words(typed: &str) -> Result<&str, Problem> {
    let words = typed.trim();
    if words.is_empty() {
        return Err(Problem::Missing);
    }
    if words.chars().count() > NOTE { Err(Problem::TooLong(2000)) } else { Ok(words) }
}

async fn written(app: &App, member: &Member, id: i64, words: &str, now: i64) -> Result<usize, AppError> {
    let mut tx = app.db.begin().await?;
    let standing = store::standing_of(&mut tx, member.association.id, id).await?.ok_or(AppError::NotFound)?;
    sign_up_notes::add(&mut tx, id, member.coordinator.id, words, now).await?;
    Actor::from(member).note(&mut tx, "note", Some(standing.need_id), (1, ""), now).await?;
    tx.commit().await?;
    Ok(1)
}

async fn assigned(app: &App, member: &Member, ids: &[i64], to: &str, now: i64) -> Result<usize, AppError> {
    let to: i64 = to.parse().map_err(|_| AppError::BadRequest("assigned to whom?"))?;
    let to = Some(to).filter(|to| *to != 0);
    let mut tx = app.db.begin().await?;
    if let Some(to) = to
        && !store::member_in_tx(&mut tx, member.association.id, to).await?
    {
        return Err(AppError::BadRequest("assigned to a stranger"));
    }
    let mut done = 0;
    for id in ids {
        done += usize::from(store::assign(&mut tx, member.association.id, *id, to).await?);
    }
    finish(tx, member, done, "assigned", now).await
}

async fn handled(
    app: &App,
    member: &Member,
    ids: &[i64],
    handling: Handling,
    now: i64,
) -> Result<usize, AppError> {
    let mut tx = app.db.begin().await?;
    let mut changed = Vec::new();
    for id in ids {
        let before = store::standing_of(&mut tx, member.association.id, *id).await?;
        if store::handle(&mut tx, member.association.id, *id, handling, now).await? {
            changed.extend(before);
        }
    }
    let done = finish(tx, member, changed.len(), handling.code(), now).await?;
    for before in changed {
        figures::answered(app, before.need_id, &before.handling, handling);
    }
    Ok(done)
}

async fn finish(
    mut tx: crate::store::Tx,
    member: &Member,
    done: usize,
    detail: &str,
    now: i64,
) -> Result<usize, AppError> {
    if done > 0 {
        let people = i64::try_from(done).unwrap_or(i64::MAX);
        Actor::from(member).note(&mut tx, "answer", None, (people, detail), now).await?;
    }
    tx.commit().await?;
    Ok(done)
}

/// The slots that have no place left for all who are to be accepted.
async fn full(app: &App, lang: Lang, member: &Member, ids: &[i64]) -> Result<Vec<FullSlot>, AppError> {
    let mut wanted: BTreeMap<i64, (i64, store::Answered)> = BTreeMap::new();
    let mut tx = app.db.begin().await?;
    for id in ids {
        if let Some(standing) = store::standing_of(&mut tx, member.association.id, *id).await?
            && steps::needs_place(&standing)
        {
            wanted.entry(standing.slot_id).or_insert((0, standing)).0 += 1;
        }
    }
    drop(tx);
    let today = today(app.clock.now());
    let mut full = Vec::new();
    for (count, standing) in wanted.into_values() {
        let more = count - (standing.capacity - standing.taken).max(0);
        if more > 0
            && let Some(line) = store::line(&app.db, member.association.id, standing.id).await?
        {
            let when = times(&line).map(|times| dates::slot(lang, &times, today));
            let words = [Some(line.need), when].into_iter().flatten().collect::<Vec<_>>().join(", ");
            full.push(FullSlot { words, capacity: standing.capacity, more });
        }
    }
    Ok(full)
}
