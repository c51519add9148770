//! `/espace/{association}/fiche`: its owners change what an association says of itself.

use super::{
    contact,
    team::{act, owner_still},
};
use crate::{
    associations::{
        entry::{entry, entry_in},
        town::Town,
    },
    http::{
        AppError, Head, PageResult, Visit,
        forms::{Query, read_form},
        limits::Network,
        page_with_status,
        signed_in::{ForOwners, Member},
    },
    mail::{letters_of_teams as letters, outbox},
    state::{App, SharedApp},
    store::{
        Tx,
        acts::{self, Act},
        associations::{self, Entry, Inside},
        contact_changes, holds, logos,
        needs_import::hold_revisions,
    },
};
use app::{
    associations::{EntryForm, entry_differences},
    coordination::ChangeEntryPage,
    domain::{Lang, Point, association::Association, email::Email},
    forms::{Difference, Problem, Problems},
    texts,
};
use axum::{
    body::Bytes,
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use leptos::prelude::*;
use serde::Deserialize;

/// What has just been done.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Done {
    fait: String,
}

/// An entry as it is, with all that its owners see.
pub(super) struct Known {
    association: Association,
    inside: Inside,
    /// The contact address that waits for its click.
    waiting: Option<String>,
}

impl Known {
    pub(super) async fn of(app: &App, member: &Member) -> Result<Self, AppError> {
        let id = member.association.id;
        let waiting = contact_changes::waiting(&app.db, id, app.clock.now()).await?;
        let (association, inside) = associations::whole(&app.db, id).await?.ok_or(AppError::NotFound)?;
        Ok(Self { association, inside, waiting })
    }

    /// The form, filled in.
    pub(super) fn form(&self) -> EntryForm {
        let (association, inside) = (&self.association, &self.inside);
        EntryForm {
            organization: association.name.clone(),
            place: place(association),
            field: association.field.map(|field| field.code().to_owned()).unwrap_or_default(),
            email: self.waiting.clone().or_else(|| inside.contact_email.clone()).unwrap_or_default(),
            about: association.about.clone(),
            url: association.web_page.clone().unwrap_or_default(),
            networks: association.networks.join("\n"),
            rna: association.rna.clone().unwrap_or_default(),
            siren: association.siren.clone().unwrap_or_default(),
            version: inside.version.to_string(),
            ..EntryForm::default()
        }
    }
}

/// `GET`.
pub async fn page(
    State(app): State<SharedApp>,
    visit: Visit,
    ForOwners(member): ForOwners,
    Query(done): Query<Done>,
) -> PageResult {
    let notice = match done.fait.as_str() {
        "1" => Some(texts::team::entry_saved(visit.lang).to_owned()),
        "contact" => Some(texts::contact::saved(visit.lang).to_owned()),
        "logo" => Some(texts::logos::saved(visit.lang).to_owned()),
        "sans-logo" => Some(texts::logos::removed(visit.lang).to_owned()),
        _ => None,
    };
    let known = Known::of(&app, &member).await?;
    let form = known.form();
    shown(&app, &visit, (member, known), form, Said { notice, ..Said::default() }).await
}

/// `POST`.
pub async fn post(
    State(app): State<SharedApp>,
    visit: Visit,
    network: Network,
    ForOwners(member): ForOwners,
    body: Bytes,
) -> PageResult {
    let now = app.clock.now();
    let mut form: EntryForm = read_form(&body)?;
    let known = Known::of(&app, &member).await?;
    let changed = match changed(&app, &known.association, &known.inside, &form) {
        Ok(entry) => entry,
        Err(problems) => {
            let said = Said { problems, ..Said::default() };
            return shown(&app, &visit, (member, known), form, said).await;
        }
    };
    // A form without a version is nobody's: it is shown beside what is there.
    let version = form.version.parse().unwrap_or(-1);
    let mut tx = app.db.begin().await?;
    hold_revisions(&mut tx).await?;
    owner_still(&mut tx, &member).await?;
    if !associations::change(&mut tx, (member.association.id, version), &changed, now).await? {
        drop(tx);
        let known = Known::of(&app, &member).await?;
        let differences = entry_differences(visit.lang, &known.form(), &form);
        if differences.is_empty() {
            // A button pressed twice: it is saved.
            return Ok(back(&visit, &member, "1"));
        }
        // Who sends it once more has seen both.
        form.version = known.inside.version.to_string();
        let said =
            Said { problems: Problems::one("", Problem::ChangedMeanwhile), differences, ..Said::default() };
        return shown(&app, &visit, (member, known), form, said).await;
    }
    if changed.name != known.association.name {
        associations::renamed(&mut tx, member.association.id).await?;
    }
    let noted = Act { people: 0, ..act(&member, "entry", "change") };
    acts::note(&mut tx, &noted, now).await?;
    let done = contact_of(&app, &mut tx, visit.lang, (&member, &known), &changed, network).await?;
    tx.commit().await?;
    app.outbox_wake.notify_one();
    // It is saved whether this works or not; a job reads what is left.
    if let Err(error) = holds::read_unread(&app.db, now).await {
        tracing::warn!("an entry was changed whose needs are yet to be read: {error}");
    }
    Ok(back(&visit, &member, done))
}

/// Another contact address counts once it has proven itself; that of the owner who writes it has, by letting them in.
async fn contact_of(
    app: &App,
    tx: &mut Tx,
    lang: Lang,
    (member, known): (&Member, &Known),
    changed: &Entry,
    network: Network,
) -> Result<&'static str, AppError> {
    let (id, now, public_url) = (member.association.id, app.clock.now(), &app.settings.public_url);
    let email = Email::parse(&changed.contact_email).map_err(|_| AppError::BadRequest("no address"))?;
    let is = |other: &str| Email::parse(other).is_ok_and(|other| other.key() == email.key());
    let old = known.inside.contact_email.as_deref();
    if old.is_some_and(is) {
        contact_changes::give_up(tx, id).await?;
        return Ok("1");
    }
    if known.waiting.as_deref().is_some_and(is) {
        return Ok("1");
    }
    if is(&member.coordinator.email) {
        contact_changes::give_up(tx, id).await?;
        contact_changes::set(tx, id, email.as_str()).await?;
        let said = (changed.name.as_str(), email.as_str(), member.coordinator.shown());
        let told: Vec<_> = old
            .into_iter()
            .chain([email.as_str()])
            .map(|to| letters::contact_changed(lang, public_url, to, said))
            .collect();
        outbox::queue(tx, told, now).await?;
        return Ok("1");
    }
    contact::ask(app, tx, lang, (id, &changed.name), &member.coordinator, (&email, network)).await?;
    Ok("contact")
}

/// To the entry's page, which says what was done.
pub(super) fn back(visit: &Visit, member: &Member, done: &str) -> Response {
    let path = format!("{}/fiche?fait={done}", member.association.desk());
    Redirect::to(&visit.lang.href(&path)).into_response()
}

/// What is stored of the form. A place that was left as it was filled in means the commune that it stands for, even
/// where several are called so.
fn changed(
    app: &App,
    association: &Association,
    inside: &Inside,
    form: &EntryForm,
) -> Result<Entry, Problems> {
    match (&association.place, &inside.insee) {
        (Some((city, department_code)), Some(insee)) if form.place.trim() == place(association) => {
            let town = Town {
                insee: insee.clone(),
                city: city.clone(),
                postcode: String::new(),
                department_code: department_code.clone(),
                point: Point { lat: 0.0, lon: 0.0 },
            };
            entry_in(form, Ok(town))
        }
        _ => entry(&app.places, form),
    }
}

/// The place as it is filled in.
fn place(association: &Association) -> String {
    association.place.as_ref().map(|(city, code)| format!("{city} ({code})")).unwrap_or_default()
}

/// What the page says besides the entry.
#[derive(Default)]
pub(super) struct Said {
    pub(super) problems: Problems,
    pub(super) differences: Vec<Difference>,
    pub(super) notice: Option<String>,
}

/// The page.
pub(super) async fn shown(
    app: &App,
    visit: &Visit,
    (member, known): (Member, Known),
    form: EntryForm,
    said: Said,
) -> PageResult {
    let (lang, role, association) = (visit.lang, member.role, known.association);
    let logo = logos::of(&app.db, association.id).await?;
    let status = match (said.problems.is_empty(), said.differences.is_empty()) {
        (true, _) => StatusCode::OK,
        (false, true) => StatusCode::UNPROCESSABLE_ENTITY,
        (false, false) => StatusCode::CONFLICT,
    };
    let waiting = known.waiting.map(|email| match known.inside.contact_email {
        Some(old) => texts::contact::waiting(lang, email, old),
        None => texts::contact::waiting_first(lang, email),
    });
    let title = format!("{} · {}", texts::associations::change_title(lang), association.name);
    let head = Head { title, private: true, class: "desk", ..Head::default() };
    let place = Visit { lang, path: format!("{}/fiche", association.desk()) };
    let Said { problems, differences, notice } = said;
    Ok(page_with_status(status, app, &place, head, || {
        view! { <ChangeEntryPage lang association role logo form problems differences waiting notice/> }
    }))
}
