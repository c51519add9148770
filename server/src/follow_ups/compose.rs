//! `/espace/{association}/relances/nouvelle`: to whom, what, when. A preview is the first three mails as they will be.

use super::reader::Reader;
use crate::{
    coordination::posting::notice,
    http::{
        AppError, Head, PageResult, Visit, forms::read_form, page_with_status, signed_in::ForCoordinators,
    },
    local_time::epoch_in_paris,
    sign_ups::Subject,
    state::{App, SharedApp},
    store::{
        acts::{self, Act},
        follow_ups::{self, NewFollowUp, Recipients},
        sign_ups,
    },
};
use app::{
    domain::Lang,
    follow_ups::{CheckedFollowUp, ComposePage, FollowUpForm, Sample, check, starters},
    forms::{Problem, Problems},
    texts,
};
use axum::{
    body::Bytes,
    extract::{RawQuery, State},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use leptos::prelude::*;
use serde::Deserialize;

/// How many mails a preview shows.
const SAMPLES: usize = 3;

/// Which prepared message to begin with.
#[derive(Deserialize, Default)]
#[serde(default)]
struct Begun {
    modele: String,
    /// What has just been done with the need that it tells of.
    fait: String,
}

/// `GET`.
pub async fn page(
    State(app): State<SharedApp>,
    visit: Visit,
    ForCoordinators(member): ForCoordinators,
    RawQuery(query): RawQuery,
) -> PageResult {
    let query = query.unwrap_or_default();
    let mut form: FollowUpForm = many(query.as_bytes())?;
    let begun: Begun = read_form(query.as_bytes())?;
    if let Some(prepared) = starters(visit.lang).into_iter().find(|one| one.name == begun.modele) {
        (form.subject, form.body) = (prepared.subject, prepared.body);
    }
    let notice = notice(visit.lang, &begun.fait);
    shown(StatusCode::OK, &app, &visit, member, form, Problems::default(), notice).await
}

/// `POST`.
pub async fn post(
    State(app): State<SharedApp>,
    visit: Visit,
    ForCoordinators(member): ForCoordinators,
    body: Bytes,
) -> PageResult {
    let now = app.clock.now();
    let form: FollowUpForm = many(&body)?;
    let send_at = when(&form.when, now);
    let checked = check(&form);
    let mut problems = checked.as_ref().err().cloned().unwrap_or_default();
    if let Err(problem) = &send_at {
        problems.add("when", problem.clone());
    }
    let people = follow_ups::meant(&app.db, member.association.id, &recipients(&form)).await?;
    let send = form.action == "envoyer";
    if problems.is_empty() && (!send || people.is_empty()) {
        return shown(StatusCode::OK, &app, &visit, member, form, problems, None).await;
    }
    let Ok(send_at) = send_at else {
        return shown(StatusCode::UNPROCESSABLE_ENTITY, &app, &visit, member, form, problems, None).await;
    };
    if !problems.is_empty() {
        return shown(StatusCode::UNPROCESSABLE_ENTITY, &app, &visit, member, form, problems, None).await;
    }
    let new = NewFollowUp {
        association_id: member.association.id,
        coordinator_id: member.coordinator.id,
        reply_to: &member.coordinator.email,
        subject: form.subject.trim(),
        body: form.body.trim(),
        send_at,
    };
    let count = i64::try_from(people.len()).unwrap_or(i64::MAX);
    let mut tx = app.db.begin().await?;
    let id = follow_ups::add(&mut tx, &new, &people, now).await?;
    let act = Act {
        association_id: member.association.id,
        coordinator_id: Some(member.coordinator.id),
        kind: "follow_up",
        need_id: form.mission.parse().ok(),
        people: count,
        detail: "",
    };
    acts::note(&mut tx, &act, now).await?;
    tx.commit().await?;
    let done = if send_at > now { "prevu" } else { "parti" };
    let there = format!("{}/relances?fait={done}&relance={id}", member.association.desk());
    Ok(Redirect::to(&visit.lang.href(&there)).into_response())
}

/// A form in which one field may come many times.
fn many(body: &[u8]) -> Result<FollowUpForm, AppError> {
    serde_html_form::from_bytes(body).map_err(|_| AppError::BadRequest("not a form"))
}

fn recipients(form: &FollowUpForm) -> Recipients {
    match form.mission.parse() {
        Ok(need) => Recipients::OfNeed(need),
        Err(_) => Recipients::Chosen(form.personne.iter().filter_map(|id| id.parse().ok()).collect()),
    }
}

/// When to send, epoch seconds: now where nothing is typed.
fn when(typed: &str, now: i64) -> Result<i64, Problem> {
    if typed.trim().is_empty() {
        return Ok(now);
    }
    let at = epoch_in_paris(typed.trim()).ok_or(Problem::Day)?;
    if at <= now { Err(Problem::Past) } else { Ok(at) }
}

async fn shown(
    status: StatusCode,
    app: &App,
    visit: &Visit,
    member: crate::http::signed_in::Member,
    form: FollowUpForm,
    problems: Problems,
    notice: Option<String>,
) -> Result<Response, AppError> {
    let lang = visit.lang;
    let people = follow_ups::meant(&app.db, member.association.id, &recipients(&form)).await?;
    let first = &people[..people.len().min(SAMPLES)];
    let checked = (form.action == "apercu").then(|| check(&form).ok()).flatten();
    let (mut names, mut samples) = (Vec::new(), Vec::new());
    for id in first {
        let Some(person) = sign_ups::sign_up(&app.db, *id).await? else { continue };
        names.push(person.first_name.clone());
        if let Some(checked) = &checked {
            samples.push(sample(app, lang, checked, &person).await?);
        }
    }
    let count = i64::try_from(people.len()).unwrap_or(i64::MAX);
    let more = count - i64::try_from(names.len()).unwrap_or(0);
    let mut names = names.join(", ");
    if more > 0 {
        names = format!("{names}, {}", texts::follow_ups::and_more(lang, more));
    }
    let (association, role) = (member.association, member.role);
    let title = texts::follow_ups::title(lang).to_owned();
    let head = Head { title, private: true, class: "desk", ..Head::default() };
    // Whom it is for stays out of the other language's address.
    let place = Visit { lang, path: association.desk() };
    let prepared = starters(lang);
    Ok(page_with_status(status, app, &place, head, || {
        view! { <ComposePage lang association role form problems people=count names prepared samples notice/> }
    }))
}

async fn sample(
    app: &App,
    lang: Lang,
    checked: &CheckedFollowUp,
    person: &sign_ups::SignUpRow,
) -> Result<Sample, AppError> {
    let subject = Subject::of_sign_up(app, person, app.clock.now()).await?;
    // What a link would be: this one leads nowhere.
    let reader = Reader { subject: &subject, sign_up: person, token: texts::follow_ups::own_link(lang) };
    Ok(Sample {
        to: person.email.clone(),
        subject: reader.fill(&checked.subject),
        body: reader.fill(&checked.body),
    })
}
