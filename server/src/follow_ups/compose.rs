//! `/espace/{association}/relances/nouvelle`: to whom, what, when. A preview is the first three mails as they will be.

use super::{
    prepared::prepared,
    samples::{first, samples},
};
use crate::{
    coordination::{
        once,
        posting::{Telling, notice, telling, to},
        sign_ups::filter,
    },
    http::{
        AppError, Head, PageResult, Visit, forms::read_form, live, page::html, page_with_status,
        signed_in::ForCoordinators,
    },
    local_time::epoch_in_paris,
    state::{App, SharedApp},
    store::{
        acts::{self, Act},
        follow_ups::{self, NewFollowUp, Recipients},
        links::Token,
        messages, news, unsubscribed,
    },
};
use app::{
    coordination::sign_ups::FilterForm,
    domain::association::Association,
    follow_ups::{ComposePage, FollowUpForm, Samples, check},
    forms::{Problem, Problems},
    texts,
};
use axum::{
    body::Bytes,
    extract::{RawQuery, State},
    http::StatusCode,
    response::Response,
};
use leptos::prelude::*;
use serde::Deserialize;

/// Which prepared message to begin with, and what has just been done.
#[derive(Deserialize, Default)]
#[serde(default)]
struct Begun {
    modele: String,
    fait: String,
}

/// Where one writes to all whom the sign-ups' table finds, in French.
#[must_use]
pub fn to_found(association: &Association, asked: &FilterForm) -> String {
    // An empty filter finds everybody, an empty field chooses nobody.
    let filter = serde_html_form::to_string(asked).ok().filter(|query| !query.is_empty());
    let filter = [("filtre", filter.unwrap_or_else(|| "tous".to_owned()))];
    format!(
        "{}/relances/nouvelle?{}",
        association.desk(),
        serde_html_form::to_string(filter).unwrap_or_default()
    )
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
    let told = match telling(&app, &visit, &member, &form.nouvelle).await? {
        Telling::Over(there) => return Ok(there),
        Telling::Of(told) => Some(told),
        Telling::Nothing => None,
    };
    if let Some(told) = told.filter(|_| form.subject.is_empty() && form.body.is_empty()) {
        let (subject, body) = told.news.words(visit.lang);
        (form.subject, form.body) = (subject.to_owned(), body.to_owned());
    }
    let rows = messages::of(&app.db, member.association.id).await?;
    if let Some(prepared) = prepared(rows).into_iter().find(|one| one.name == begun.modele) {
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
    let told = match telling(&app, &visit, &member, &form.nouvelle).await? {
        Telling::Over(there) => return Ok(there),
        Telling::Of(told) => Some(told),
        Telling::Nothing => None,
    };
    let (problems, send_at) = problems(&form, now);
    let mut people = people(&app, member.association.id, &form).await?;
    let send = form.action == "envoyer";
    if problems.is_empty() && (!send || people.is_empty()) {
        return shown(StatusCode::OK, &app, &visit, member, form, problems, None).await;
    }
    let Some(send_at) = send_at.filter(|_| problems.is_empty()) else {
        return shown(StatusCode::UNPROCESSABLE_ENTITY, &app, &visit, member, form, problems, None).await;
    };
    let new = NewFollowUp {
        association_id: member.association.id,
        coordinator_id: member.coordinator.id,
        reply_to: &member.coordinator.email,
        subject: form.subject.trim(),
        body: form.body.trim(),
        send_at,
        news: told.is_some(),
    };
    let mut tx = app.db.begin().await?;
    let done = if send_at > now { "prevu" } else { "parti" };
    let there = format!("/relances?fait={done}");
    if !form.once.is_empty() && !once::first(&mut tx, member.association.id, ("relance", &form), now).await? {
        return Ok(to(&visit, &member, &there));
    }
    if let Some(told) = told {
        let Some(concerned) = news::settle(&mut tx, (member.association.id, told.id), now).await? else {
            // Somebody else sends it at this very moment.
            return Ok(to(&visit, &member, &format!("/relances/nouvelle?nouvelle={}", told.id)));
        };
        people = concerned;
    }
    let count = i64::try_from(people.len()).unwrap_or(i64::MAX);
    let id = follow_ups::add(&mut tx, &new, &people, now).await?;
    if let Some(told) = told {
        news::sent(&mut tx, told.id, id).await?;
    }
    let act = Act {
        association_id: member.association.id,
        coordinator_id: Some(member.coordinator.id),
        kind: "follow_up",
        need_id: told.map(|told| told.need_id).or_else(|| form.mission.parse().ok()),
        people: count,
        detail: if told.is_some() { "news" } else { "" },
    };
    acts::note(&mut tx, &act, now).await?;
    tx.commit().await?;
    Ok(to(&visit, &member, &format!("{there}&relance={id}")))
}

/// `POST …/vif`: checked and shown while one types; nothing is sent.
pub async fn typing(
    State(app): State<SharedApp>,
    visit: Visit,
    ForCoordinators(member): ForCoordinators,
    body: Bytes,
) -> PageResult {
    let (form, lang) = (many(&body)?, visit.lang);
    let (problems, _) = problems(&form, app.clock.now());
    let Ok(checked) = check(&form) else { return Ok(live(lang, &problems, Vec::new())) };
    let people = people(&app, member.association.id, &form).await?;
    let first = first(&app, &people).await?;
    let samples = samples(&app, lang, &checked, &first).await?;
    let preview =
        (!samples.is_empty()).then(|| ("preview", html(|| view! { <Samples lang samples/> }).into()));
    Ok(live(lang, &problems, preview.into_iter().collect()))
}

/// What is wrong with a form, and when it is to be sent.
fn problems(form: &FollowUpForm, now: i64) -> (Problems, Option<i64>) {
    let mut problems = check(form).err().unwrap_or_default();
    let send_at = when(&form.when, now).map_err(|problem| problems.add("when", problem)).ok();
    (problems, send_at)
}

/// A form in which one field may come many times.
fn many(body: &[u8]) -> Result<FollowUpForm, AppError> {
    serde_html_form::from_bytes(body).map_err(|_| AppError::BadRequest("not a form"))
}

/// Those who are meant. Who signed up for several needs gets each message once, unless it reads differently for each.
async fn people(app: &App, association_id: i64, form: &FollowUpForm) -> Result<Vec<i64>, AppError> {
    let found = follow_ups::meant(&app.db, association_id, &recipients(form, association_id)).await?;
    let alike = check(form).is_ok_and(|words| !words.subject.is_about_need() && !words.body.is_about_need());
    Ok(if alike { follow_ups::one_each(&app.db, &found).await? } else { found })
}

fn recipients(form: &FollowUpForm, association_id: i64) -> Recipients {
    match form.mission.parse() {
        _ if !form.nouvelle.is_empty() => {
            form.nouvelle.parse().map_or(Recipients::Chosen(Vec::new()), Recipients::OfNews)
        }
        Ok(need) => Recipients::OfNeed(need),
        Err(_) if !form.filtre.is_empty() => {
            let asked = read_form(form.filtre.trim_start_matches('?').as_bytes()).unwrap_or_default();
            Recipients::Found(filter(&asked, association_id, None))
        }
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
    mut form: FollowUpForm,
    problems: Problems,
    notice: Option<String>,
) -> Result<Response, AppError> {
    let lang = visit.lang;
    if form.once.is_empty() {
        form.once = Token::fresh().as_str().to_owned();
    }
    let people = people(app, member.association.id, &form).await?;
    let first = first(app, &people).await?;
    let names: Vec<String> = first.iter().map(|person| person.first_name.clone()).collect();
    let checked = (form.action == "apercu").then(|| check(&form).ok()).flatten();
    let samples = match checked {
        Some(checked) => samples(app, lang, &checked, &first).await?,
        None => Vec::new(),
    };
    // News reach them all the same.
    let silent = if form.nouvelle.is_empty() { unsubscribed::among(&app.db, &people).await? } else { 0 };
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
    let rows = messages::of(&app.db, association.id).await?;
    let prepared = prepared(rows).into_iter().filter(|one| one.offered(lang)).collect();
    Ok(page_with_status(status, app, &place, head, || {
        view! { <ComposePage lang association role form problems people=count names silent prepared samples notice/> }
    }))
}
