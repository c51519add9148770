//! `/espace/{association}/relances/messages` and below: prepared messages, seen, changed, added, given up.

use super::prepared::{prepared, taken};
use crate::{
    http::{
        AppError, Head, PageResult, Visit,
        forms::{Query, read_form},
        live,
        page::{self, html},
        page_with_status,
        signed_in::{ForCoordinators, Member},
    },
    state::{App, SharedApp},
    store::{
        Tx,
        acts::{self, Act},
        messages,
    },
};
use app::{
    follow_ups::{Example, MessageForm, MessagePage, MessagesPage, Origin, Prepared, check_message, example},
    forms::{Problem, Problems},
    texts::messages as say,
};
use axum::{
    body::Bytes,
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use leptos::prelude::*;
use serde::Deserialize;

/// Stands in the address of one that is to be.
const NEW: &str = "nouveau";

/// What has just been done.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Done {
    fait: String,
}

/// `GET`: the list.
pub async fn list(
    State(app): State<SharedApp>,
    visit: Visit,
    ForCoordinators(member): ForCoordinators,
    Query(done): Query<Done>,
) -> PageResult {
    let lang = visit.lang;
    let messages = prepared(messages::of(&app.db, member.association.id).await?);
    let notice = match done.fait.as_str() {
        "enregistre" => Some(say::saved(lang).to_owned()),
        "retabli" => Some(say::now_back(lang).to_owned()),
        "supprime" => Some(say::now_deleted(lang).to_owned()),
        _ => None,
    };
    let (association, role) = (member.association, member.role);
    let head = Head { title: say::title(lang).to_owned(), private: true, class: "desk", ..Head::default() };
    let place = Visit { lang, path: format!("{}/relances/messages", association.desk()) };
    Ok(page::page(&app, &place, head, || view! { <MessagesPage lang association role messages notice/> }))
}

/// `GET …/{message}`.
pub async fn page(
    State(app): State<SharedApp>,
    visit: Visit,
    ForCoordinators(member): ForCoordinators,
    Path((_, key)): Path<(String, String)>,
) -> PageResult {
    let one = named(&prepared(messages::of(&app.db, member.association.id).await?), &key)?;
    let form = MessageForm { name: one.name.clone(), subject: one.subject.clone(), body: one.body.clone() };
    Ok(shown(StatusCode::OK, &app, &visit, member, &one, form, Problems::default()))
}

/// `POST …/{message}`: kept, if it is right.
pub async fn post(
    State(app): State<SharedApp>,
    visit: Visit,
    ForCoordinators(member): ForCoordinators,
    Path((_, key)): Path<(String, String)>,
    body: Bytes,
) -> PageResult {
    let association = member.association.id;
    let mut tx = app.db.begin().await?;
    let all = prepared(messages::in_tx(&mut tx, association).await?);
    let one = named(&all, &key)?;
    let form = typed(&one, &body)?;
    let mut problems = check_message(&form, taken(&all, &key, &form.name)).err().unwrap_or_default();
    // Somebody may have taken the name just now.
    if problems.is_empty()
        && let Ok(id) = one.key.parse()
        && !messages::rename(&mut tx, association, id, &form.name).await?
    {
        problems.add("name", Problem::NameTaken);
    }
    if !problems.is_empty() {
        drop(tx);
        return Ok(shown(StatusCode::UNPROCESSABLE_ENTITY, &app, &visit, member, &one, form, problems));
    }
    let now = app.clock.now();
    messages::put(&mut tx, association, (&form.name, &form.subject, &form.body), now).await?;
    noted(tx, &member, now).await?;
    Ok(back(&visit, &member, "enregistre"))
}

/// `POST …/{message}/vif`: checked and shown while one types; nothing is kept.
pub async fn typing(
    State(app): State<SharedApp>,
    visit: Visit,
    ForCoordinators(member): ForCoordinators,
    Path((_, key)): Path<(String, String)>,
    body: Bytes,
) -> PageResult {
    let all = prepared(messages::of(&app.db, member.association.id).await?);
    let form = typed(&named(&all, &key)?, &body)?;
    let lang = visit.lang;
    Ok(match check_message(&form, taken(&all, &key, &form.name)) {
        Err(problems) => live(lang, &problems, Vec::new()),
        Ok((subject, body)) => {
            let sample = example(lang, &member.association.name, &subject, &body);
            let preview = html(|| view! { <Example lang sample/> });
            live(lang, &Problems::default(), vec![("preview", preview.into())])
        }
    })
}

/// `POST …/{message}/retrait`: the portal's own words again, or none.
pub async fn remove(
    State(app): State<SharedApp>,
    visit: Visit,
    ForCoordinators(member): ForCoordinators,
    Path((_, key)): Path<(String, String)>,
) -> PageResult {
    let association = member.association.id;
    let mut tx = app.db.begin().await?;
    let one = named(&prepared(messages::in_tx(&mut tx, association).await?), &key)?;
    if messages::forget(&mut tx, association, &one.name).await? {
        noted(tx, &member, app.clock.now()).await?;
    }
    Ok(back(&visit, &member, if one.origin == Origin::Own { "supprime" } else { "retabli" }))
}

/// The message that an address means.
fn named(all: &[Prepared], key: &str) -> Result<Prepared, AppError> {
    if key == NEW {
        let nothing = String::new;
        let (name, subject, body) = (nothing(), nothing(), nothing());
        return Ok(Prepared { key: NEW.to_owned(), origin: Origin::Own, name, subject, body });
    }
    all.iter().find(|one| one.key == key).cloned().ok_or(AppError::NotFound)
}

/// What was typed; the portal's own messages keep their names.
fn typed(one: &Prepared, body: &[u8]) -> Result<MessageForm, AppError> {
    let form = read_form::<MessageForm>(body)?.trimmed();
    Ok(if one.origin == Origin::Own { form } else { MessageForm { name: one.name.clone(), ..form } })
}

async fn noted(mut tx: Tx, member: &Member, now: i64) -> Result<(), AppError> {
    let act = Act {
        association_id: member.association.id,
        coordinator_id: Some(member.coordinator.id),
        kind: "message",
        need_id: None,
        people: 0,
        detail: "",
    };
    acts::note(&mut tx, &act, now).await?;
    Ok(tx.commit().await?)
}

fn back(visit: &Visit, member: &Member, done: &str) -> Response {
    let there = format!("{}/relances/messages?fait={done}", member.association.desk());
    Redirect::to(&visit.lang.href(&there)).into_response()
}

fn shown(
    status: StatusCode,
    app: &App,
    visit: &Visit,
    member: Member,
    one: &Prepared,
    form: MessageForm,
    problems: Problems,
) -> Response {
    let (lang, key, origin) = (visit.lang, one.key.clone(), one.origin);
    let checked = check_message(&form, false).ok();
    let sample = checked.map(|(subject, body)| example(lang, &member.association.name, &subject, &body));
    let (association, role) = (member.association, member.role);
    let title = if key == NEW { say::new_title(lang).to_owned() } else { one.name.clone() };
    let head = Head { title, private: true, class: "desk", ..Head::default() };
    let place = Visit { lang, path: format!("{}/relances/messages/{key}", association.desk()) };
    page_with_status(status, app, &place, head, || {
        view! { <MessagePage lang association role key origin form problems sample/> }
    })
}
