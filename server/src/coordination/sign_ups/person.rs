//! `/espace/{association}/inscriptions/{person}`: all that is known of one sign-up.

use super::{Done, moment, place, times};
use crate::{
    http::{
        AppError, Head, PageResult, Visit, forms::Query, kept_by_nobody, page_with_status, signed_in::Member,
    },
    local_time::today,
    mail::LetterKind,
    state::{App, SharedApp},
    store::{dead_addresses, sign_up_notes, sign_up_table as store, sign_ups, unsubscribed, volunteer_words},
};
use app::{
    coordination::sign_ups::{Mail, PersonPage, PersonView, Typed, Written},
    domain::{Lang, dates, hours, need},
    texts::correspondence as say,
};
use axum::{
    extract::{Path, State},
    http::StatusCode,
};
use leptos::prelude::*;

/// `GET`.
pub async fn page(
    State(app): State<SharedApp>,
    visit: Visit,
    member: Member,
    Path((_, person)): Path<(String, String)>,
    Query(done): Query<Done>,
) -> PageResult {
    let id = person.parse().map_err(|_| AppError::NotFound)?;
    let notice = done.notice(visit.lang);
    shown(&app, &visit, member, id, Typed::default(), notice).await
}

/// The page; with what was typed and not taken.
///
/// # Errors
/// [`AppError::NotFound`] if it isn't a sign-up of the association, or the database's.
pub(super) async fn shown(
    app: &App,
    visit: &Visit,
    member: Member,
    id: i64,
    typed: Typed,
    notice: Option<String>,
) -> PageResult {
    let (lang, association, role) = (visit.lang, member.association, member.role);
    let line = store::line(&app.db, association.id, id).await?.ok_or(AppError::NotFound)?;
    let members = store::members(&app.db, association.id).await?;
    let person = everything(app, lang, association.id, line).await?;
    let status = if typed.problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let head = Head { title: person.name.clone(), private: true, class: "desk-wide", ..Head::default() };
    let page = page_with_status(
        status,
        app,
        visit,
        head,
        || view! { <PersonPage lang association role person members typed notice/> },
    );
    Ok(kept_by_nobody(page))
}

async fn everything(
    app: &App,
    lang: Lang,
    association: i64,
    line: store::Line,
) -> Result<PersonView, AppError> {
    let today = today(app.clock.now());
    let row = sign_ups::sign_up(&app.db, line.id).await?.ok_or(AppError::NotFound)?;
    let mails = sign_ups::mails(&app.db, line.id)
        .await?
        .into_iter()
        .map(|mail| Mail {
            to: to_whom(lang, &mail.kind),
            when: moment(lang, mail.moment(), today),
            delivery: mail.delivery(),
            subject: mail.subject,
        })
        .collect();
    let words = volunteer_words::of(&app.db, line.id)
        .await?
        .into_iter()
        .map(|words| Written { who: None, when: moment(lang, words.at, today), text: words.text })
        .collect();
    let notes = sign_up_notes::of(&app.db, line.id)
        .await?
        .into_iter()
        .map(|note| Written { who: note.who, when: moment(lang, note.at, today), text: note.text })
        .collect();
    Ok(PersonView {
        id: line.id,
        name: line.name(),
        slot: times(&line).map(|times| dates::slot(lang, &times, today)),
        since: moment(lang, line.created_at, today),
        seen: line.seen(),
        place: place(lang, line.state()),
        need: (line.need.clone(), lang.href(&need::path(line.need_id, ""))),
        language: row.lang(),
        parent: line.parent_email.clone().map(|email| (email, line.parent_consented_at.is_some())),
        assigned: store::assigned(&app.db, line.id).await?,
        others: store::others_of(&app.db, association, line.id).await?,
        dead: !dead_addresses::among(&app.db, &[line.email.as_str()], app.clock.now()).await?.is_empty(),
        hours: sign_ups::minutes(&app.db, line.id).await?.map(|minutes| hours::shown(lang, minutes)),
        silent: unsubscribed::is(&app.db, line.id).await?,
        twice: line.twice,
        namesake: line.namesake,
        email: line.email,
        phone: line.phone,
        message: line.message,
        mails,
        words,
        notes,
    })
}

/// Of the mails about a sign-up, each kind goes to somebody else.
fn to_whom(lang: Lang, kind: &str) -> &'static str {
    if kind == LetterKind::Parent.code() {
        say::to_parent(lang)
    } else if [LetterKind::Association.code(), LetterKind::FromVolunteer.code()].contains(&kind) {
        say::to_association(lang)
    } else {
        say::to_volunteer(lang)
    }
}
