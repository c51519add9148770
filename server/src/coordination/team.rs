//! `/espace/{association}/equipe`: who acts for an association.

use crate::{
    http::{
        AppError, Head, PageResult, Visit,
        forms::{Query, read_form},
        limits::{Limits, Network},
        page_with_status,
        signed_in::{ForOwners, Member},
    },
    local_time::{local, today},
    mail::{letters_of_teams as letters, outbox},
    state::{App, SharedApp},
    store::{
        acts::{self, Act},
        invitations::{self, NewInvitation},
        links::Token,
        teams::{self, Changed},
    },
};
use app::{
    coordination::{Invited, TeamPage, Teammate},
    domain::{association::Role, dates, email::Email},
    forms::{Problem, Problems},
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

/// What has just been done.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Done {
    fait: String,
}

/// An invitation as it is typed.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Typed {
    email: String,
    role: String,
}

/// Which invitation.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Which {
    invitation: String,
}

/// `GET`.
pub async fn page(
    State(app): State<SharedApp>,
    visit: Visit,
    member: Member,
    Query(done): Query<Done>,
) -> PageResult {
    let notice = match done.fait.as_str() {
        "invited" => Some(texts::team::done_invited(visit.lang)),
        "withdrawn" => Some(texts::team::done_withdrawn(visit.lang)),
        "role" => Some(texts::team::done_role(visit.lang)),
        "removed" => Some(texts::team::done_removed(visit.lang)),
        _ => None,
    };
    let notice = notice.map(str::to_owned);
    shown(&app, &visit, member, Typed::default(), Problems::default(), notice).await
}

/// `POST …/invitations`: invites somebody by mail.
pub async fn invite(
    State(app): State<SharedApp>,
    visit: Visit,
    network: Network,
    ForOwners(member): ForOwners,
    body: Bytes,
) -> PageResult {
    let now = app.clock.now();
    let typed: Typed = read_form(&body)?;
    let (email, role) = (Email::parse(&typed.email), Role::from_code(&typed.role));
    let (email, role) = match (email, role) {
        (Ok(email), Some(role)) => (email, role),
        (email, role) => {
            let mut problems = Problems::default();
            if let Err(error) = email {
                problems.add("email", Problem::Email(error));
            }
            if role.is_none() {
                problems.add("role", Problem::Choice);
            }
            return shown(&app, &visit, member, typed, problems, None).await;
        }
    };
    let (association, token) = (member.association.id, Token::fresh());
    let mut tx = app.db.begin().await?;
    owner_still(&mut tx, &member).await?;
    if teams::has(&mut tx, association, &email.key()).await? {
        drop(tx);
        let problems = Problems::one("email", Problem::InTheTeam);
        return shown(&app, &visit, member, typed, problems, None).await;
    }
    Limits::new(&app, network, &email.key(), now).count(&mut tx).await?;
    let new = NewInvitation {
        association_id: association,
        email: &email,
        role,
        lang: visit.lang,
        invited_by: member.coordinator.id,
    };
    invitations::add(&mut tx, &token, &new, now).await?;
    acts::note(&mut tx, &act(&member, "invite", role.code()), now).await?;
    let names = (member.coordinator.shown(), member.association.name.as_str());
    let letter = letters::invitation(
        visit.lang,
        &app.settings.public_url,
        email.as_str(),
        names,
        role,
        token.as_str(),
    );
    outbox::queue(&mut tx, [letter], now).await?;
    tx.commit().await?;
    app.outbox_wake.notify_one();
    Ok(back(&visit, &member, "invited"))
}

/// `POST …/invitations/retrait`: an invitation is taken back.
pub async fn withdraw(
    State(app): State<SharedApp>,
    visit: Visit,
    ForOwners(member): ForOwners,
    body: Bytes,
) -> PageResult {
    let which: Which = read_form(&body)?;
    let id: i64 = which.invitation.parse().map_err(|_| AppError::NotFound)?;
    let now = app.clock.now();
    let mut tx = app.db.begin().await?;
    owner_still(&mut tx, &member).await?;
    if !invitations::withdraw(&mut tx, member.association.id, id).await? {
        return Err(AppError::NotFound);
    }
    acts::note(&mut tx, &act(&member, "withdraw", ""), now).await?;
    tx.commit().await?;
    Ok(back(&visit, &member, "withdrawn"))
}

/// Locks the team until the end of the transaction, and looks again whether the one who acts is its owner: another
/// owner may have thought otherwise since the request began.
pub(in crate::coordination) async fn owner_still(
    tx: &mut crate::store::Tx,
    member: &Member,
) -> Result<(), AppError> {
    teams::lock(tx, member.association.id).await?;
    match teams::role(tx, member.association.id, member.coordinator.id).await? {
        Some(Role::Owner) => Ok(()),
        Some(_) => Err(AppError::Forbidden),
        None => Err(AppError::NotFound),
    }
}

/// An act about one person.
pub(super) const fn act<'a>(member: &Member, kind: &'a str, detail: &'a str) -> Act<'a> {
    Act {
        association_id: member.association.id,
        coordinator_id: Some(member.coordinator.id),
        kind,
        need_id: None,
        people: 1,
        detail,
    }
}

/// Where one goes on after a change.
pub(super) fn back(visit: &Visit, member: &Member, done: &str) -> axum::response::Response {
    let path = format!("{}/equipe?fait={done}", member.association.desk());
    Redirect::to(&visit.lang.href(&path)).into_response()
}

/// The page after a change that couldn't be made.
pub(super) async fn refused(app: &App, visit: &Visit, member: Member, changed: Changed) -> PageResult {
    match changed {
        Changed::LastOwner => {
            let problems = Problems::one("", Problem::LastOwner);
            shown(app, visit, member, Typed::default(), problems, None).await
        }
        Changed::Done | Changed::NotThere => Err(AppError::NotFound),
    }
}

async fn shown(
    app: &App,
    visit: &Visit,
    member: Member,
    typed: Typed,
    problems: Problems,
    notice: Option<String>,
) -> PageResult {
    let now = app.clock.now();
    let (lang, today) = (visit.lang, today(now));
    let team: Vec<Teammate> = teams::all_of(&app.db, member.association.id)
        .await?
        .into_iter()
        .filter_map(|one| {
            Some(Teammate { id: one.id, name: one.name, email: one.email, role: Role::from_code(&one.role)? })
        })
        .collect();
    let invited: Vec<Invited> = if member.role == Role::Owner {
        let open = invitations::open_of(&app.db, member.association.id, now).await?;
        let invited = open.into_iter().filter_map(|one| {
            let day = dates::date_only(lang, local(one.created_at, "75").date(), today);
            Some(Invited { id: one.id, email: one.email, role: Role::from_code(&one.role)?, day })
        });
        invited.collect()
    } else {
        Vec::new()
    };
    let status = if problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let (you, association, role) = (member.coordinator.id, member.association, member.role);
    let title = format!("{} · {}", texts::team::title(lang), association.name);
    let place = Visit { lang, path: format!("{}/equipe", association.desk()) };
    let head = Head { title, private: true, class: "desk", ..Head::default() };
    let typed = (typed.email, typed.role);
    Ok(page_with_status(
        status,
        app,
        &place,
        head,
        || view! { <TeamPage lang association role you team invited typed problems notice/> },
    ))
}
