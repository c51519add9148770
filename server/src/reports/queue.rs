//! `/moderation/signalements`: the needs that wait for a moderator, and what they decide.

use super::decide::{Decision, Outcome, decide, last};
use crate::{
    coordination::posting::new::found_at_once,
    http::{
        AppError, Head, PageResult, Visit,
        forms::{Query, read_form},
        page_with_status,
        signed_in::ForModerators,
    },
    local_time::{local, today},
    state::{App, SharedApp},
    store::{
        holds,
        moderation::{self, Queue},
        needs,
        reports::{
            decisions,
            queue::{self as store, Facts, Waiting},
        },
    },
};
use app::{
    domain::{
        Lang, dates,
        need::Need,
        report::{Reason, Told, Verdict},
    },
    reports::{InQueue, Moment, QueuePage, Said, Seen},
    texts::reports as say,
};
use axum::{
    body::Bytes,
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Redirect},
};
use leptos::prelude::*;
use serde::Deserialize;

/// Most signs of a moderator's words.
const WORDS: usize = 2000;

/// What has just been done.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Done {
    fait: String,
    /// The need that it was done to.
    mission: String,
}

/// A decision as it is sent.
#[derive(Deserialize, Default)]
#[serde(default)]
struct Sent {
    need: String,
    verdict: String,
    words: String,
    seen: String,
    times: String,
    revision: String,
}

/// `GET`.
pub async fn page(
    State(app): State<SharedApp>,
    visit: Visit,
    _: ForModerators,
    Query(done): Query<Done>,
) -> PageResult {
    let lang = visit.lang;
    let notice = match done.fait.as_str() {
        "down" => Some(say::done_down(lang).to_owned()),
        "warned" => Some(say::done_warned(lang).to_owned()),
        "dismissed" => Some(say::done_dismissed(lang).to_owned()),
        "passed" => Some(say::done_passed(lang).to_owned()),
        "changed" => Some(say::done_changed(lang).to_owned()),
        "already" => Some(already(&app, lang, &done.mission).await?),
        _ => None,
    };
    shown(&app, &visit, None, notice).await
}

/// Who was faster, and when.
async fn already(app: &App, lang: Lang, need: &str) -> Result<String, AppError> {
    let decided = match need.parse() {
        Ok(id) => last(app, id).await?,
        Err(_) => None,
    };
    let words = decided.and_then(|decided| {
        let verdict = Verdict::from_code(&decided.verdict)?.label(lang);
        let who = decided.who.unwrap_or_else(|| say::somebody(lang).to_owned());
        Some(say::done_already(lang, verdict, who, moment(lang, decided.at, app.clock.now())))
    });
    Ok(words.unwrap_or_else(|| say::done_already_gone(lang).to_owned()))
}

/// `POST`.
pub async fn post(
    State(app): State<SharedApp>,
    visit: Visit,
    ForModerators(moderator): ForModerators,
    body: Bytes,
) -> PageResult {
    let sent: Sent = read_form(&body)?;
    let need_id: i64 = sent.need.parse().map_err(|_| AppError::BadRequest("which need?"))?;
    let verdict = Verdict::from_code(&sent.verdict).ok_or(AppError::BadRequest("which verdict?"))?;
    let words: String = sent.words.trim().replace("\r\n", "\n").chars().take(WORDS).collect();
    if words.is_empty() && verdict.needs_words() {
        return shown(&app, &visit, Some(need_id), None).await;
    }
    let number = |typed: &str| typed.parse().unwrap_or_default();
    let seen = Told { last: number(&sent.seen), times: number(&sent.times) };
    let revision = number(&sent.revision);
    let decision = Decision { need_id, verdict, words, seen, revision };
    let done = match decide(&app, &moderator, &decision, app.clock.now()).await? {
        Outcome::Done => {
            found_at_once(&app).await;
            verdict.code()
        }
        Outcome::Already => "already",
        Outcome::Changed => "changed",
    };
    let there = format!("/moderation/signalements?fait={done}&mission={need_id}");
    Ok(Redirect::to(&visit.lang.href(&there)).into_response())
}

/// The page; where a decision lacks its words, beside it.
async fn shown(app: &App, visit: &Visit, missing: Option<i64>, notice: Option<String>) -> PageResult {
    let (lang, now) = (visit.lang, app.clock.now());
    let waiting = store::waiting(&app.db).await?;
    let ids: Vec<i64> = waiting.iter().map(|one| one.need_id).collect();
    let mut reports = store::reports(&app.db, &ids).await?;
    let mut queue = Vec::new();
    for need in needs::whole(&app.db, &ids, now).await? {
        let (of_it, others) = reports.into_iter().partition(|report| report.need_id == need.id);
        reports = others;
        let Some(one) = waiting.iter().find(|one| one.need_id == need.id) else { continue };
        let said = said(lang, of_it, now);
        queue.extend(in_queue(app, lang, need, (one, said)).await?);
    }
    let associations = moderation::of(&app.db, Queue::Waiting).await?.len();
    let today = today(now);
    let status = if missing.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let title = say::queue_title(lang).to_owned();
    let head = Head { title, private: true, class: "moderation", ..Head::default() };
    Ok(page_with_status(status, app, visit, head, || {
        view! { <QueuePage lang queue associations missing notice today/> }
    }))
}

fn said(lang: Lang, reports: Vec<store::Report>, now: i64) -> Vec<Said> {
    let said = |report: store::Report| Said {
        reason: Reason::from_code(&report.reason).unwrap_or(Reason::Other),
        words: report.words,
        when: moment(lang, report.created_at, now),
    };
    reports.into_iter().map(said).collect()
}

async fn in_queue(
    app: &App,
    lang: Lang,
    need: Need,
    (one, said): (&Waiting, Vec<Said>),
) -> Result<Option<InQueue>, AppError> {
    let Some(facts) = store::facts(&app.db, need.id).await? else { return Ok(None) };
    let hold = holds::of(&app.db, need.id).await?;
    let history = history(app, lang, need.id, &facts).await?;
    let association = association(lang, &need, &facts, app.clock.now());
    let withheld = hold.as_ref().and_then(|hold| hold.withheld);
    let flags = hold.filter(|_| withheld.is_some()).map(|hold| hold.flags).unwrap_or_default();
    let told = Told { last: one.last_report, times: one.times_told };
    let seen = Seen { told, revision: one.revision };
    Ok(Some(InQueue { need, withheld, flags, said, history, association, seen }))
}

/// What became of a need, the last first.
async fn history(app: &App, lang: Lang, need_id: i64, facts: &Facts) -> Result<Vec<Moment>, AppError> {
    let now = app.clock.now();
    let mut moments: Vec<(i64, String, String)> = Vec::new();
    for decided in decisions::of(&app.db, need_id).await? {
        let Some(verdict) = Verdict::from_code(&decided.verdict) else { continue };
        let who = decided.who.unwrap_or_else(|| say::somebody(lang).to_owned());
        moments.push((decided.at, format!("{}, {}", verdict.label(lang), say::by(lang, who)), decided.words));
    }
    for past in store::past(&app.db, need_id).await? {
        let what = match past.detail.as_str() {
            "posted" => say::act_posted(lang),
            "changed" => say::act_changed(lang),
            "closed" => say::act_closed(lang),
            "open" => say::act_open(lang),
            "archived" => say::act_archived(lang),
            _ => continue,
        };
        moments.push((past.at, what.to_owned(), String::new()));
    }
    if !facts.here {
        moments.push((facts.posted_at, say::history_posted(lang).to_owned(), String::new()));
        if facts.updated_at > facts.posted_at {
            moments.push((facts.updated_at, say::history_changed(lang).to_owned(), String::new()));
        }
    }
    moments.sort_by_key(|(at, ..)| std::cmp::Reverse(*at));
    let mut history: Vec<_> = moments
        .into_iter()
        .map(|(at, what, words)| Moment { when: moment(lang, at, now), what, words })
        .collect();
    let counts = [
        (facts.people > 0).then(|| say::history_people(lang, facts.people)),
        (facts.answered > 0).then(|| say::history_reports(lang, facts.answered)),
    ];
    let counts = counts.into_iter().flatten();
    history.extend(counts.map(|what| Moment { when: String::new(), what, words: String::new() }));
    Ok(history)
}

/// What is known of whose it is.
fn association(lang: Lang, need: &Need, facts: &Facts, now: i64) -> Vec<String> {
    let since = dates::date_only(lang, local(facts.since, "75").date(), today(now));
    let came = facts.feed.as_ref().map(|feed| say::association_feed(lang, feed));
    let warned = (facts.warned > 0).then(|| say::association_warned(lang, facts.warned));
    let down = (facts.down > 0).then(|| say::association_down(lang, facts.down));
    let never = (facts.warned == 0 && facts.down == 0).then(|| say::association_never(lang).to_owned());
    let contact = facts.contact.as_ref().filter(|email| !email.is_empty());
    let nobody = contact.is_none() && facts.members == 0;
    [
        Some(need.association.name.clone()),
        Some(came.unwrap_or_else(|| say::association_since(lang, since))),
        Some(say::association_needs(lang, facts.needs)),
        warned,
        down,
        never,
        contact.map(|email| say::contact(lang, email)),
        nobody.then(|| say::nobody_there(lang).to_owned()),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn moment(lang: Lang, at: i64, now: i64) -> String {
    let shown = local(at, "75");
    format!("{}, {}", dates::day(lang, shown.date(), today(now)), dates::time(lang, shown.time()))
}
