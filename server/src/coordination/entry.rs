//! `/espace/{association}/fiche`: its owners change what an association says of itself.

use super::team::{act, owner_still};
use crate::{
    associations::{
        entry::{entry, entry_in},
        town::Town,
    },
    http::{
        Head, PageResult, Visit,
        forms::{Query, read_form},
        page_with_status,
        signed_in::{ForOwners, Member},
    },
    mail::{letters_of_teams as letters, outbox},
    state::{App, SharedApp},
    store::{
        acts::{self, Act},
        associations::{self, Entry, Inside},
    },
};
use app::{
    associations::EntryForm,
    coordination::ChangeEntryPage,
    domain::{Point, association::Association},
    forms::Problems,
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

/// `GET`.
pub async fn page(
    State(app): State<SharedApp>,
    visit: Visit,
    ForOwners(member): ForOwners,
    Query(done): Query<Done>,
) -> PageResult {
    let inside = associations::inside(&app.db, member.association.id).await?;
    let form = filled_in(&member.association, inside);
    let notice = (done.fait == "1").then(|| texts::team::entry_saved(visit.lang).to_owned());
    Ok(shown(&app, &visit, member, form, Problems::default(), notice))
}

/// `POST`. Of the contact address both the old one and the new one are told.
pub async fn post(
    State(app): State<SharedApp>,
    visit: Visit,
    ForOwners(member): ForOwners,
    body: Bytes,
) -> PageResult {
    let now = app.clock.now();
    let form: EntryForm = read_form(&body)?;
    let inside = associations::inside(&app.db, member.association.id).await?;
    let changed = match changed(&app, &member.association, &inside, &form) {
        Ok(entry) => entry,
        Err(problems) => return Ok(shown(&app, &visit, member, form, problems, None)),
    };
    let mut tx = app.db.begin().await?;
    owner_still(&mut tx, &member).await?;
    associations::change(&mut tx, member.association.id, &changed).await?;
    if changed.name != member.association.name {
        associations::renamed(&mut tx, member.association.id).await?;
    }
    let noted = Act { people: 0, ..act(&member, "entry", "change") };
    acts::note(&mut tx, &noted, now).await?;
    let old = inside.contact_email.filter(|old| *old != changed.contact_email);
    if let Some(old) = old {
        let said = (changed.name.as_str(), changed.contact_email.as_str(), member.coordinator.shown());
        let told = [old.as_str(), &changed.contact_email]
            .map(|to| letters::contact_changed(visit.lang, &app.settings.public_url, to, said));
        outbox::queue(&mut tx, told, now).await?;
    }
    tx.commit().await?;
    app.outbox_wake.notify_one();
    let path = format!("{}/fiche?fait=1", member.association.desk());
    Ok(Redirect::to(&visit.lang.href(&path)).into_response())
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

fn filled_in(association: &Association, inside: Inside) -> EntryForm {
    EntryForm {
        organization: association.name.clone(),
        place: place(association),
        field: association.field.map(|field| field.code().to_owned()).unwrap_or_default(),
        email: inside.contact_email.unwrap_or_default(),
        about: association.about.clone(),
        url: association.web_page.clone().unwrap_or_default(),
        networks: association.networks.join("\n"),
        rna: association.rna.clone().unwrap_or_default(),
        siren: association.siren.clone().unwrap_or_default(),
        ..EntryForm::default()
    }
}

fn shown(
    app: &App,
    visit: &Visit,
    member: Member,
    form: EntryForm,
    problems: Problems,
    notice: Option<String>,
) -> Response {
    let (lang, association, role) = (visit.lang, member.association, member.role);
    let status = if problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let title = format!("{} · {}", texts::associations::change_title(lang), association.name);
    let head = Head { title, private: true, class: "desk", ..Head::default() };
    let place = Visit { lang, path: format!("{}/fiche", association.desk()) };
    page_with_status(
        status,
        app,
        &place,
        head,
        || view! { <ChangeEntryPage lang association role form problems notice/> },
    )
}
