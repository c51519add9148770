//! `/espace/{association}/cles`: the keys with which an association's own programs act for it. A key is shown once,
//! when it is made.

use crate::{
    api::key::{Key, Scope},
    coordination::{actor::Actor, once, team::owner_still},
    http::{
        AppError, Head, PageResult, Visit,
        forms::{Query, read_form},
        kept_by_nobody, page_with_status,
        signed_in::{ForOwners, Member},
    },
    local_time::{day, local, today},
    state::{App, SharedApp},
    store::{
        api_keys::{self, KeyRow, NewKey},
        links::Token,
    },
};
use app::{
    coordination::{ApiKeyLine, KeyForm, KeyMaker, KeyStanding, KeysPage, LIVES},
    domain::{Lang, dates},
    forms::{Problem, Problems},
    texts::api as say,
};
use axum::{
    body::Bytes,
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Redirect},
};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// Keys that an association may have at work.
const MOST: i64 = 20;

/// What has just been done.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Done {
    fait: String,
}

/// What is typed.
#[derive(Clone, Deserialize, Serialize, Default)]
#[serde(default)]
struct Typed {
    name: String,
    droit: Vec<String>,
    duree: String,
    once: String,
}

/// `GET`.
pub async fn page(
    State(app): State<SharedApp>,
    visit: Visit,
    ForOwners(member): ForOwners,
    Query(done): Query<Done>,
) -> PageResult {
    let notice = (done.fait == "revoked").then(|| say::revoked(visit.lang).to_owned());
    let form = KeyForm::default();
    shown(&app, &visit, member, Shown { form, notice, ..Shown::default() }).await
}

/// `POST`: makes a key.
pub async fn make(
    State(app): State<SharedApp>,
    visit: Visit,
    ForOwners(member): ForOwners,
    body: Bytes,
) -> PageResult {
    let typed: Typed = read_form(&body)?;
    let form = KeyForm {
        name: typed.name.split_whitespace().collect::<Vec<_>>().join(" "),
        scopes: Scope::ALL
            .into_iter()
            .filter(|scope| typed.droit.iter().any(|one| one == scope.code()))
            .collect(),
        life: typed.duree.clone(),
        once: String::new(),
    };
    let life = LIVES.into_iter().find(|(code, _)| *code == form.life).map(|(_, days)| days);
    let mut problems = form.check();
    if life.is_none() {
        problems.add("duree", Problem::Choice);
    }
    if !problems.is_empty() {
        return shown(&app, &visit, member, Shown { form, problems, ..Shown::default() }).await;
    }
    let (association, now, key) = (member.association.id, app.clock.now(), Key::fresh());
    let mut tx = app.db.begin().await?;
    owner_still(&mut tx, &member).await?;
    if !typed.once.is_empty() && !once::first(&mut tx, association, ("key", &typed), now).await? {
        // The page of a key that was shown is asked for again: there is nothing to show any more.
        drop(tx);
        let notice = Some(say::shown_before(visit.lang).to_owned());
        return shown(&app, &visit, member, Shown { notice, ..Shown::default() }).await;
    }
    if api_keys::working(&mut tx, association, now).await? >= MOST {
        drop(tx);
        let problems = Problems::one("", Problem::TooManyKeys(MOST));
        return shown(&app, &visit, member, Shown { form, problems, ..Shown::default() }).await;
    }
    let new = NewKey {
        association_id: association,
        hash: &key.hash(),
        name: &form.name,
        begins: key.begins(),
        scopes: &form.scopes.iter().map(|scope| scope.code()).collect::<Vec<_>>().join(" "),
        created_by: member.coordinator.id,
        expires_at: life.flatten().map(|days| now + days * 86_400),
    };
    api_keys::add(&mut tx, &new, now).await?;
    Actor::from(&member).note(&mut tx, "key", None, (0, "made"), now).await?;
    tx.commit().await?;
    let made = Some((form.name, key.as_str().to_owned()));
    shown(&app, &visit, member, Shown { made, ..Shown::default() }).await
}

/// `POST …/{key}/retrait`: a key stops working. Pressed twice is once.
pub async fn revoke(
    State(app): State<SharedApp>,
    visit: Visit,
    ForOwners(member): ForOwners,
    Path(values): Path<HashMap<String, String>>,
) -> PageResult {
    let id = values.get("key").and_then(|id| id.parse().ok()).ok_or(AppError::NotFound)?;
    let (association, now) = (member.association.id, app.clock.now());
    let mut tx = app.db.begin().await?;
    owner_still(&mut tx, &member).await?;
    if !api_keys::is_of(&mut tx, association, id).await? {
        return Err(AppError::NotFound);
    }
    if api_keys::revoke(&mut tx, (association, id), now).await? {
        Actor::from(&member).note(&mut tx, "key", None, (0, "revoked"), now).await?;
        tx.commit().await?;
    }
    let there = format!("{}/cles?fait=revoked", member.association.desk());
    Ok(Redirect::to(&visit.lang.href(&there)).into_response())
}

/// What the page shows besides the keys.
#[derive(Default)]
struct Shown {
    form: KeyForm,
    problems: Problems,
    notice: Option<String>,
    /// Name and text of the key that was just made.
    made: Option<(String, String)>,
}

async fn shown(app: &App, visit: &Visit, member: Member, shown: Shown) -> PageResult {
    let (lang, now) = (visit.lang, app.clock.now());
    let keys = api_keys::of(&app.db, member.association.id, now).await?;
    let keys: Vec<ApiKeyLine> = keys.into_iter().map(|key| line(lang, key, now)).collect();
    let Shown { form, problems, notice, made } = shown;
    let form = KeyForm { once: Token::fresh().as_str().to_owned(), ..form };
    let status = if problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let (association, role) = (member.association, member.role);
    let title = format!("{} · {}", say::keys_title(lang), association.name);
    let place = Visit { lang, path: format!("{}/cles", association.desk()) };
    let head = Head { title, private: true, class: "desk", ..Head::default() };
    let page = page_with_status(
        status,
        app,
        &place,
        head,
        || view! { <KeysPage lang association role keys form problems notice made/> },
    );
    Ok(kept_by_nobody(page))
}

/// A key in words.
fn line(lang: Lang, key: KeyRow, now: i64) -> ApiKeyLine {
    let today = today(now);
    let words = |epoch: i64| dates::date_only(lang, local(epoch, "75").date(), today);
    let standing = match (key.revoked_at, key.expires_at) {
        (Some(at), _) => KeyStanding::Revoked(words(at)),
        (None, Some(at)) if at <= now => KeyStanding::Expired(words(at)),
        (None, ends) => KeyStanding::Works(ends.map(words)),
    };
    ApiKeyLine {
        id: key.id,
        name: key.name,
        begins: key.begins,
        scopes: Scope::ALL.into_iter().filter(|scope| scope.is_in(&key.scopes)).collect(),
        made: words(key.created_at),
        by: match key.made_by {
            Some(name) if key.in_the_team => KeyMaker::InTheTeam(name),
            Some(name) => KeyMaker::Left(name),
            None => KeyMaker::Gone,
        },
        used: key.last_used_on.and_then(day).map(|day| dates::date_only(lang, day, today)),
        standing,
    }
}
