//! `/moderation`: who watches over what enters the portal decides, with a mail each.

use crate::{
    clock::Clock,
    coordination::posting::{approved::publish_ready, new::found_at_once},
    http::{
        AppError, Head, PageResult, Visit,
        forms::{Query, read_form},
        page_with_status,
        signed_in::ForModerators,
    },
    local_time::{local, today},
    mail::{
        letters_to_coordinators::{self as letters, Verdict},
        outbox,
    },
    settings::Settings,
    state::{App, SharedApp},
    store::{
        Db, associations, coordinators, members,
        moderation::{self as queues, Queue},
        reports::decisions,
    },
};
use app::{
    associations::{ModerationPage, Queued},
    domain::{Lang, association::AssociationState, dates, email::Email},
    texts,
};
use axum::{
    body::Bytes,
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Redirect},
};
use leptos::prelude::*;
use serde::Deserialize;
use std::error::Error;

/// Most signs of a moderator's words.
const WORDS: usize = 2000;

/// What has just been done.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Done {
    fait: String,
}

/// A decision.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Decision {
    association: String,
    verdict: String,
    words: String,
    /// `oui`: of one that was refused before.
    again: String,
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
        "approved" => Some(texts::associations::done_approved(lang)),
        "asked" => Some(texts::associations::done_asked(lang)),
        "refused" => Some(texts::associations::done_refused(lang)),
        "already" => Some(texts::associations::done_already(lang)),
        _ => None,
    };
    shown(&app, &visit, None, notice).await
}

/// The page; where a decision lacks its words, beside it.
async fn shown(app: &App, visit: &Visit, missing: Option<i64>, notice: Option<&'static str>) -> PageResult {
    let (lang, today) = (visit.lang, today(app.clock.now()));
    let queued = |one: queues::Queued| Queued {
        since: dates::day(lang, local(one.entered_at, "75").date(), today),
        association: one.association,
        contact: one.contact_email,
        words: one.moderators_words.filter(|words| !words.is_empty()),
    };
    let queue: Vec<_> = queues::of(&app.db, Queue::Waiting).await?.into_iter().map(queued).collect();
    let refused: Vec<_> = queues::of(&app.db, Queue::Refused).await?.into_iter().map(queued).collect();
    let status = if missing.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let reported = decisions::waiting(&app.db).await?;
    let title = texts::associations::moderation_title(lang).to_owned();
    let head = Head { title, private: true, class: "moderation", ..Head::default() };
    Ok(page_with_status(status, app, visit, head, || {
        view! { <ModerationPage lang queue refused reported missing notice/> }
    }))
}

/// `POST`.
pub async fn decide(
    State(app): State<SharedApp>,
    visit: Visit,
    ForModerators(moderator): ForModerators,
    body: Bytes,
) -> PageResult {
    let now = app.clock.now();
    let decision: Decision = read_form(&body)?;
    let id: i64 = decision.association.parse().map_err(|_| AppError::BadRequest("which association?"))?;
    let (state, verdict) = match decision.verdict.as_str() {
        "approved" => (AssociationState::Approved, Verdict::Approved),
        "asked" => (AssociationState::Asked, Verdict::Asked),
        "refused" => (AssociationState::Refused, Verdict::Refused),
        _ => return Err(AppError::BadRequest("which verdict?")),
    };
    let words: String = decision.words.trim().chars().take(WORDS).collect();
    // The mail speaks of them.
    if words.is_empty() && verdict != Verdict::Approved {
        return shown(&app, &visit, Some(id), None).await;
    }
    let queue = if decision.again == "oui" { Queue::Refused } else { Queue::Waiting };
    let association = associations::association(&app.db, id).await?.ok_or(AppError::NotFound)?;
    let mut tx = app.db.begin().await?;
    if !queues::decide(&mut tx, (queue, id), state, &words).await? {
        return Ok(Redirect::to(&visit.lang.href("/moderation?fait=already")).into_response());
    }
    if state == AssociationState::Approved {
        publish_ready(&app, &mut tx, &association, now).await?;
    }
    let told: Vec<_> = members::owners_of(&mut tx, id)
        .await?
        .iter()
        .map(|owner| {
            letters::verdict(
                owner.lang(),
                &app.settings.public_url,
                (&owner.email, &moderator.email),
                (&association.name, &association.desk()),
                verdict,
                &words,
            )
        })
        .collect();
    outbox::queue(&mut tx, told, now).await?;
    tx.commit().await?;
    app.outbox_wake.notify_one();
    found_at_once(&app).await;
    Ok(Redirect::to(&visit.lang.href(&format!("/moderation?fait={}", decision.verdict))).into_response())
}

/// `coup-de-main moderator ADDRESS`.
///
/// # Errors
/// When that is no address, or the database can't be had.
pub async fn name(settings: &Settings, address: &str) -> Result<(), Box<dyn Error + Send + Sync>> {
    let email = Email::parse(address).map_err(|error| error.text(Lang::En))?;
    let db = Db::open(&settings.database_url)
        .await
        .map_err(|error| format!("DATABASE_URL can't be used: {error}"))?;
    db.migrate().await?;
    let mut tx = db.begin().await?;
    let id = coordinators::enter(&mut tx, &email, Lang::Fr, Clock::System.now()).await?;
    coordinators::make_moderator(&mut tx, id).await?;
    tx.commit().await?;
    db.close().await;
    Ok(())
}
