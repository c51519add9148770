//! `/connexion/avec/{provider}` and `/connexion/retour/{provider}`: an account elsewhere vouches for somebody.

use super::{
    facebook,
    flow::{FLOW, Fault, Flow, LIFE, Vouched},
    inside, oidc, open,
    provider::{Kind, Provider},
};
use crate::{
    http::{
        AppError, Head, PageResult, Visit,
        forms::{Query, read_form},
        kept_by_nobody,
        limits::{Limits, Network},
        page_with_status,
    },
    likes,
    state::{App, SharedApp},
    store::coordinators,
};
use app::{
    domain::{Lang, email::Email},
    sign_in::{RefusedPage, Why},
    texts,
};
use axum::{
    body::Bytes,
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use leptos::prelude::*;
use serde::Deserialize;
use tokio::task::spawn_blocking;
use tower_sessions::Session;

/// Where to go on.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Typed {
    suite: String,
}

/// What a provider sends somebody back with.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Back {
    code: String,
    state: String,
}

/// `POST /connexion/avec/{provider}`: sends somebody there.
pub async fn start(
    State(app): State<SharedApp>,
    visit: Visit,
    Path(id): Path<String>,
    session: Session,
    network: Network,
    body: Bytes,
) -> PageResult {
    let (provider, now) = (provider(&app, &id)?, app.clock.now());
    let typed: Typed = read_form(&body)?;
    // Each costs a session and a question to the provider.
    let mut tx = app.db.begin().await?;
    Limits::of_network(&app, network, now).count(&mut tx).await?;
    tx.commit().await?;
    let flow = Flow::fresh(&id, inside(&typed.suite), visit.lang.code(), now);
    session.insert(FLOW, &flow).await?;
    let (asked, redirect) = (provider.clone(), redirect(&app, &id));
    let address = spawn_blocking(move || match &asked.kind {
        Kind::OpenId { issuer } => oidc::address(&asked, issuer, &redirect, &flow),
        Kind::Facebook { pages, .. } => facebook::address(&asked, pages, &redirect, &flow),
    });
    match address.await? {
        Ok(address) => Ok(kept_by_nobody(Redirect::to(&address).into_response())),
        Err(fault) => Ok(refused(&app, visit.lang, &provider, &fault)),
    }
}

/// `GET /connexion/retour/{provider}`: somebody is back. The account elsewhere decides whom it lets in; one that is
/// new here joins whoever has the same, verified, address.
pub async fn end(
    State(app): State<SharedApp>,
    visit: Visit,
    Path(id): Path<String>,
    (session, browser): (Session, likes::Browser),
    Query(back): Query<Back>,
) -> PageResult {
    let now = app.clock.now();
    let provider = provider(&app, &id)?;
    // It serves once, whatever comes of it.
    let flow: Option<Flow> = session.remove(FLOW).await?;
    let lang = flow.as_ref().map_or(visit.lang, |flow| Lang::from_code(&flow.lang));
    let ours = flow.filter(|flow| flow.provider == id && flow.state == back.state && flow.at > now - LIFE);
    let Some(flow) = ours.filter(|_| !back.code.is_empty()) else {
        return Ok(refused(&app, lang, &provider, &Fault::Refused("not what was asked".to_owned())));
    };
    let (asked, redirect, next) = (provider.clone(), redirect(&app, &id), flow.next.clone());
    let vouched = spawn_blocking(move || match &asked.kind {
        Kind::OpenId { issuer } => oidc::who(&asked, issuer, &redirect, (&flow, back.code), now),
        Kind::Facebook { graph, .. } => facebook::who(&asked, graph, &redirect, (&flow, back.code)),
    });
    let vouched = match vouched.await? {
        Ok(vouched) => vouched,
        Err(fault) => return Ok(refused(&app, lang, &provider, &fault)),
    };
    match known(&app, &id, &vouched, lang, now).await? {
        Some(person) => {
            let cookie = open(&app, &session, browser, person).await?;
            Ok(kept_by_nobody((cookie, Redirect::to(&next)).into_response()))
        }
        None => Ok(shown(StatusCode::BAD_REQUEST, &app, lang, &provider, Why::NoEmail)),
    }
}

/// Who it is here; nobody where neither the account elsewhere nor a verified address says it.
async fn known(
    app: &App,
    provider: &str,
    vouched: &Vouched,
    lang: Lang,
    now: i64,
) -> Result<Option<i64>, AppError> {
    let mut tx = app.db.begin().await?;
    if let Some(person) = coordinators::of_identity(&mut tx, provider, &vouched.subject).await? {
        return Ok(Some(person));
    }
    let email = vouched.email.as_deref().and_then(|email| Email::parse(email).ok());
    let Some(email) = email else { return Ok(None) };
    let person = coordinators::enter(&mut tx, &email, lang, now).await?;
    coordinators::add_identity(&mut tx, (provider, &vouched.subject), person, now).await?;
    tx.commit().await?;
    Ok(Some(person))
}

fn provider(app: &App, id: &str) -> Result<Provider, AppError> {
    let found = app.settings.providers.iter().find(|provider| provider.id == id);
    found.cloned().ok_or(AppError::NotFound)
}

/// The address that the provider sends people back to, the same in both languages: it is agreed with the provider.
fn redirect(app: &App, id: &str) -> String {
    format!("{}/connexion/retour/{id}", app.settings.public_url)
}

fn refused(app: &App, lang: Lang, provider: &Provider, fault: &Fault) -> Response {
    let status = match fault {
        Fault::Unreachable(why) => {
            tracing::warn!(provider = provider.id, "sign-in: the provider can't be asked: {why}");
            StatusCode::BAD_GATEWAY
        }
        Fault::Refused(_) => StatusCode::BAD_REQUEST,
    };
    shown(status, app, lang, provider, Why::Refused)
}

fn shown(status: StatusCode, app: &App, lang: Lang, provider: &Provider, why: Why) -> Response {
    let name = provider.name.clone();
    let title = texts::sign_in::refused_title(lang, &name);
    let head = Head { title, private: true, class: "sign-in", ..Head::default() };
    let place = Visit { lang, path: "/connexion".to_owned() };
    kept_by_nobody(page_with_status(
        status,
        app,
        &place,
        head,
        || view! { <RefusedPage lang provider=name why/> },
    ))
}
