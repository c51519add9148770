//! `/espace/{association}/relances/regles`: which messages go out by themselves, and what they say.

use crate::{
    http::{
        AppError, Head, PageResult, Visit,
        forms::{Query, read_form},
        live,
        page::html,
        page_with_status,
        signed_in::{ForCoordinators, Member},
    },
    state::{App, SharedApp},
    store::{
        acts::{self, Act},
        rules,
    },
};
use app::{
    domain::{merge::Template, rule::RuleKind},
    follow_ups::{Example, RuleForm, RulesPage, check_rule, example},
    forms::Problems,
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

/// `GET`.
pub async fn page(
    State(app): State<SharedApp>,
    visit: Visit,
    ForCoordinators(member): ForCoordinators,
    Query(done): Query<Done>,
) -> PageResult {
    let notice = (done.fait == "1").then(|| texts::follow_ups::rule_saved(visit.lang).to_owned());
    shown(StatusCode::OK, &app, &visit, member, None, notice).await
}

/// `POST`.
pub async fn post(
    State(app): State<SharedApp>,
    visit: Visit,
    ForCoordinators(member): ForCoordinators,
    body: Bytes,
) -> PageResult {
    let form: RuleForm = read_form(&body)?;
    if RuleKind::from_code(&form.kind).is_none() {
        return Err(AppError::BadRequest("which rule?"));
    }
    let rule = match check_rule(&form) {
        Ok(rule) => rule,
        Err(problems) => {
            let wrong = Some((form, problems));
            return shown(StatusCode::UNPROCESSABLE_ENTITY, &app, &visit, member, wrong, None).await;
        }
    };
    let mut tx = app.db.begin().await?;
    rules::put(&mut tx, member.association.id, &rule).await?;
    let act = Act {
        association_id: member.association.id,
        coordinator_id: Some(member.coordinator.id),
        kind: "rule",
        need_id: None,
        people: 0,
        detail: rule.kind.code(),
    };
    acts::note(&mut tx, &act, app.clock.now()).await?;
    tx.commit().await?;
    let there = format!("{}/relances/regles?fait=1", member.association.desk());
    Ok(Redirect::to(&visit.lang.href(&there)).into_response())
}

/// `POST …/vif`: one rule, checked and shown while one types; nothing is kept.
pub async fn typing(visit: Visit, ForCoordinators(member): ForCoordinators, body: Bytes) -> PageResult {
    let (form, lang) = (read_form::<RuleForm>(&body)?, visit.lang);
    let (rule, problems) = match check_rule(&form) {
        Ok(rule) => (Some(rule), Problems::default()),
        Err(problems) => (None, problems),
    };
    let parsed =
        rule.and_then(|rule| Some((Template::parse(&rule.subject).ok()?, Template::parse(&rule.body).ok()?)));
    let preview = parsed.map(|(subject, body)| {
        let sample = example(lang, &member.association.name, &subject, &body);
        ("preview", html(|| view! { <Example lang sample/> }).into())
    });
    Ok(live(lang, &problems, preview.into_iter().collect()))
}

async fn shown(
    status: StatusCode,
    app: &App,
    visit: &Visit,
    member: Member,
    wrong: Option<(RuleForm, Problems)>,
    notice: Option<String>,
) -> PageResult {
    let lang = visit.lang;
    let changed = rules::changed(&app.db, member.association.id).await?;
    let of = |kind: RuleKind| {
        changed.iter().find(|rule| rule.kind == kind).cloned().unwrap_or_else(|| kind.usual(lang))
    };
    let rules = RuleKind::ALL.map(of).to_vec();
    let (association, role) = (member.association, member.role);
    let title = texts::follow_ups::rules_title(lang).to_owned();
    let head = Head { title, private: true, class: "desk", ..Head::default() };
    let place = Visit { lang, path: format!("{}/relances/regles", association.desk()) };
    Ok(page_with_status(status, app, &place, head, || {
        view! { <RulesPage lang association role rules wrong notice/> }
    }))
}
