//! `/associations/inscription`: an association enters. Whoever isn't signed in proves the contact address by a link
//! that is mailed to it; the click on it enters the association and lets its first owner in. Whoever is signed in enters it
//! at once; another contact address than their own counts once it has proven itself.

use super::town::{Town, town};
use crate::{
    coordination::contact,
    http::{
        AppError, Head, PageResult, Visit,
        form_stamp::{self, StampError},
        forms::{Query, read_form},
        limits::Network,
        page_with_status,
        signed_in::someone,
    },
    mail::{letters_to_coordinators as letters, outbox},
    places::Directory,
    sign_in::page::send_link,
    state::{App, SharedApp},
    store::{
        Tx,
        acts::{self, Act},
        associations::{self, Entry},
        coordinators::{self, Coordinator},
        members,
    },
};
use app::{
    associations::{EntryForm, EntryPage, EntrySent, check},
    domain::{
        Lang,
        association::Role,
        email::Email,
        register::{Rna, Siren},
    },
    forms::{Problem, Problems},
    texts,
};
use axum::{
    body::Bytes,
    extract::{FromRequestParts, State},
    http::{StatusCode, request::Parts},
    response::{IntoResponse, Redirect, Response},
};
use leptos::prelude::*;
use serde::Deserialize;

/// Whoever is signed in, for pages that are open to everybody.
pub struct Perhaps(pub Option<Coordinator>);

impl FromRequestParts<SharedApp> for Perhaps {
    type Rejection = AppError;

    async fn from_request_parts(parts: &mut Parts, app: &SharedApp) -> Result<Self, AppError> {
        Ok(Self(someone(parts, app).await?.map(|signed_in| signed_in.coordinator)))
    }
}

/// What has just been done.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Told {
    envoye: String,
}

/// `GET`. Who is signed in finds their address filled in.
pub async fn page(
    State(app): State<SharedApp>,
    visit: Visit,
    Perhaps(coordinator): Perhaps,
    Query(told): Query<Told>,
) -> PageResult {
    let lang = visit.lang;
    if told.envoye == "1" {
        return Ok(document(StatusCode::OK, &app, &visit, || view! { <EntrySent lang/> }));
    }
    let form = EntryForm {
        email: coordinator.map(|coordinator| coordinator.email).unwrap_or_default(),
        stamp: form_stamp::fresh(&app.secrets.forms, app.clock.now()),
        ..EntryForm::default()
    };
    Ok(shown(StatusCode::OK, &app, &visit, form, Problems::default()))
}

/// `POST`.
pub async fn post(
    State(app): State<SharedApp>,
    visit: Visit,
    network: Network,
    Perhaps(coordinator): Perhaps,
    body: Bytes,
) -> PageResult {
    let now = app.clock.now();
    let mut form: EntryForm = read_form(&body)?;
    let sent = Redirect::to(&visit.lang.href("/associations/inscription?envoye=1")).into_response();
    if !form.trap.is_empty() {
        // A robot is answered like everybody, and learns nothing.
        return Ok(sent);
    }
    let entry = entry(&app.places, &form);
    let stamped = form_stamp::check(&app.secrets.forms, &form.stamp, now);
    let problems = match (entry, stamped) {
        (Ok(entry), Ok(())) => match coordinator {
            Some(coordinator) => {
                let there = enter_at_once(&app, visit.lang, network, &coordinator, entry).await?;
                return Ok(Redirect::to(&visit.lang.href(&there)).into_response());
            }
            None => {
                let email =
                    Email::parse(&entry.contact_email).map_err(|_| AppError::BadRequest("no address"))?;
                form.stamp.clear();
                let registration =
                    serde_json::to_string(&form).map_err(|_| AppError::BadRequest("not a form"))?;
                send_link(&app, network, visit.lang, &email, "", Some(registration)).await?;
                return Ok(sent);
            }
        },
        (Err(problems), _) => problems,
        (Ok(_), Err(StampError::TooFast)) => Problems::one("", Problem::TooFast),
        (Ok(_), Err(StampError::Stale)) => {
            form.stamp = form_stamp::renewed(&app.secrets.forms, now);
            Problems::one("", Problem::Stale)
        }
    };
    Ok(shown(StatusCode::UNPROCESSABLE_ENTITY, &app, &visit, form, problems))
}

/// Enters the association of somebody who is signed in; where they go on. Their own address has proven itself by letting
/// them in, and is written to until another one has.
async fn enter_at_once(
    app: &App,
    lang: Lang,
    network: Network,
    owner: &Coordinator,
    mut entry: Entry,
) -> Result<String, AppError> {
    let email = Email::parse(&entry.contact_email).map_err(|_| AppError::BadRequest("no address"))?;
    let own = Email::parse(&owner.email).is_ok_and(|own| own.key() == email.key());
    entry.contact_email.clone_from(&owner.email);
    let now = app.clock.now();
    let mut tx = app.db.begin().await?;
    if let Some(id) = associations::just_entered(&mut tx, owner.id, &entry.name, now).await? {
        // A button pressed twice enters it once.
        return Ok(first_need(id));
    }
    let id = put(app, &mut tx, owner, &entry, now).await?;
    if !own {
        contact::ask(app, &mut tx, lang, (id, &entry.name), owner, (&email, network)).await?;
    }
    tx.commit().await?;
    app.outbox_wake.notify_one();
    Ok(format!("{}{}", first_need(id), if own { "" } else { "?fait=contact" }))
}

/// The name of the association in a registration that waits for its click.
#[must_use]
pub fn name_of(registration: &str) -> Option<String> {
    serde_json::from_str::<EntryForm>(registration).ok().map(|form| form.organization)
}

/// Enters the association of a registration, inside the transaction of the click; answers where to go on.
///
/// # Errors
/// When the database fails, or the registration isn't one.
pub async fn enter(
    app: &App,
    tx: &mut Tx,
    coordinator: i64,
    lang: Lang,
    registration: &str,
    now: i64,
) -> Result<String, AppError> {
    let form: EntryForm =
        serde_json::from_str(registration).map_err(|_| AppError::BadRequest("not a registration"))?;
    let entry = entry(&app.places, &form).map_err(|_| AppError::BadRequest("not a registration"))?;
    let coordinator = Coordinator {
        id: coordinator,
        email: entry.contact_email.clone(),
        name: String::new(),
        lang: lang.code().to_owned(),
        moderator: false,
    };
    let id = put(app, tx, &coordinator, &entry, now).await?;
    Ok(lang.href(&first_need(id)))
}

/// Where one goes on after entering: to the first need.
fn first_need(association: i64) -> String {
    format!("/espace/{association}/missions/nouvelle")
}

async fn put(app: &App, tx: &mut Tx, owner: &Coordinator, entry: &Entry, now: i64) -> Result<i64, AppError> {
    let id = associations::enter(tx, entry, now).await?;
    members::put(tx, id, owner.id, Role::Owner, now).await?;
    let act = Act {
        association_id: id,
        coordinator_id: Some(owner.id),
        kind: "entry",
        need_id: None,
        people: 0,
        detail: "",
    };
    acts::note(tx, &act, now).await?;
    let place = format!("{} ({})", entry.city, entry.department_code);
    let public_url = &app.settings.public_url;
    let told: Vec<_> = coordinators::moderators(tx)
        .await?
        .iter()
        .map(|to| letters::association_waits(to.lang(), public_url, &to.email, &entry.name, &place))
        .collect();
    outbox::queue(tx, told, now).await?;
    Ok(id)
}

/// What is stored of a form, if all of it is right.
///
/// # Errors
/// What is wrong, field by field.
pub fn entry(directory: &Directory, form: &EntryForm) -> Result<Entry, Problems> {
    let town =
        if form.place.trim().is_empty() { Err(Problem::Missing) } else { town(directory, &form.place) };
    entry_in(form, town)
}

/// The same where it is known what the place means.
///
/// # Errors
/// What is wrong, field by field.
pub fn entry_in(form: &EntryForm, town: Result<Town, Problem>) -> Result<Entry, Problems> {
    let checked = check(form);
    match (checked, town) {
        (Ok(entry), Ok(town)) => Ok(Entry {
            name: entry.name,
            contact_email: entry.email.as_str().to_owned(),
            insee: town.insee,
            city: town.city,
            department_code: town.department_code,
            field: entry.field,
            about: entry.about,
            web_page: entry.web_page,
            networks: entry.networks,
            rna: entry.rna.as_ref().map(Rna::as_str).map(str::to_owned),
            siren: entry.siren.as_ref().map(Siren::as_str).map(str::to_owned),
        }),
        (checked, town) => {
            let mut problems = checked.err().unwrap_or_default();
            if let Err(problem) = town {
                problems.add("lieu", problem);
            }
            Err(problems)
        }
    }
}

fn shown(status: StatusCode, app: &App, visit: &Visit, form: EntryForm, problems: Problems) -> Response {
    let lang = visit.lang;
    document(status, app, visit, || view! { <EntryPage lang form problems/> })
}

fn document<V: IntoView>(
    status: StatusCode,
    app: &App,
    visit: &Visit,
    content: impl FnOnce() -> V,
) -> Response {
    let lang = visit.lang;
    let title = texts::associations::enter_title(lang).to_owned();
    let head = Head { title, class: "entry", ..Head::default() };
    let place = Visit { lang, path: "/associations/inscription".to_owned() };
    page_with_status(status, app, &place, head, content)
}
