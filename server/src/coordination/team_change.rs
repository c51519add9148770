//! `/espace/{association}/equipe/…`: roles change, people leave and are removed. An association keeps an owner.

use super::team::{act, back, owner_still, refused};
use crate::{
    http::{
        AppError, PageResult, Visit,
        forms::read_form,
        signed_in::{ForOwners, Member},
    },
    state::SharedApp,
    store::{
        acts,
        teams::{self, Changed},
    },
};
use app::domain::association::Role;
use axum::{
    body::Bytes,
    extract::{Path, State},
    response::{IntoResponse, Redirect},
};
use serde::Deserialize;

/// The association and the person in the address; the former is the [`Member`]'s.
type Address = Path<(String, String)>;

/// A role to be given.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct NewRole {
    role: String,
}

/// `POST …/{person}/role`.
pub async fn role(
    State(app): State<SharedApp>,
    visit: Visit,
    ForOwners(member): ForOwners,
    Path((_, person)): Address,
    body: Bytes,
) -> PageResult {
    let person: i64 = person.parse().map_err(|_| AppError::NotFound)?;
    let new: NewRole = read_form(&body)?;
    let new = Role::from_code(&new.role).ok_or(AppError::BadRequest("which role?"))?;
    let (now, association) = (app.clock.now(), member.association.id);
    let mut tx = app.db.begin().await?;
    owner_still(&mut tx, &member).await?;
    let changed = teams::set_role(&mut tx, association, person, new, now).await?;
    if changed != Changed::Done {
        drop(tx);
        return refused(&app, &visit, member, changed).await;
    }
    acts::note(&mut tx, &act(&member, "role", new.code()), now).await?;
    tx.commit().await?;
    Ok(back(&visit, &member, "role"))
}

/// `POST …/{person}/retrait`.
pub async fn remove(
    State(app): State<SharedApp>,
    visit: Visit,
    ForOwners(member): ForOwners,
    Path((_, person)): Address,
) -> PageResult {
    let person: i64 = person.parse().map_err(|_| AppError::NotFound)?;
    let now = app.clock.now();
    let mut tx = app.db.begin().await?;
    owner_still(&mut tx, &member).await?;
    let changed = teams::remove(&mut tx, member.association.id, person).await?;
    if changed != Changed::Done {
        drop(tx);
        return refused(&app, &visit, member, changed).await;
    }
    acts::note(&mut tx, &act(&member, "remove", ""), now).await?;
    tx.commit().await?;
    Ok(back(&visit, &member, "removed"))
}

/// `POST …/depart`: anybody leaves, but the last owner.
pub async fn leave(State(app): State<SharedApp>, visit: Visit, member: Member) -> PageResult {
    let now = app.clock.now();
    let mut tx = app.db.begin().await?;
    teams::lock(&mut tx, member.association.id).await?;
    let changed = teams::remove(&mut tx, member.association.id, member.coordinator.id).await?;
    if changed != Changed::Done {
        drop(tx);
        return refused(&app, &visit, member, changed).await;
    }
    acts::note(&mut tx, &act(&member, "leave", ""), now).await?;
    tx.commit().await?;
    Ok(Redirect::to(&visit.lang.href("/espace")).into_response())
}
