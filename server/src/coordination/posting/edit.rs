//! `/espace/{association}/missions/{need}`: a need that was posted here is changed. Of two people who change it at
//! once, the second sees both versions.

use super::{
    new::{found_at_once, to},
    preview::Previewed,
    ready::ready,
    save::{Saved, meanwhile, save, saved},
    shown::{Asked, Pressed, notice, shown},
    told,
    typed::{form_of, form_of_change},
};
use crate::{
    http::{
        AppError, PageResult, Visit,
        forms::{Query, read_form},
        signed_in::ForCoordinators,
    },
    reports::review,
    state::{App, SharedApp},
    store::{
        change_drafts,
        needs_posted::{self, Posted},
        slots_cancelled,
    },
};
use app::{
    coordination::posting::{NeedForm, Stage},
    domain::Lang,
    forms::{Problem, Problems},
};
use axum::{
    body::Bytes,
    extract::{FromRequestParts, Path, State},
    http::{StatusCode, request::Parts},
};
use std::collections::HashMap;

/// The need in the address; what is no number is no need.
pub struct NeedAddress(pub i64);

impl FromRequestParts<SharedApp> for NeedAddress {
    type Rejection = AppError;

    async fn from_request_parts(parts: &mut Parts, app: &SharedApp) -> Result<Self, AppError> {
        let path = Path::<HashMap<String, String>>::from_request_parts(parts, app).await;
        let Path(values) = path.map_err(|_| AppError::NotFound)?;
        values.get("need").and_then(|id| id.parse().ok()).map(Self).ok_or(AppError::NotFound)
    }
}

/// `GET`. Changes that one kept but didn't save are found again.
pub async fn page(
    State(app): State<SharedApp>,
    visit: Visit,
    ForCoordinators(member): ForCoordinators,
    NeedAddress(need): NeedAddress,
    Query(asked): Query<Asked>,
) -> PageResult {
    let association = member.association.id;
    let posted = needs_posted::posted(&app.db, association, need).await?.ok_or(AppError::NotFound)?;
    let draft = change_drafts::draft(&app.db, need, member.coordinator.id).await?;
    let mut stage = stage(&app, visit.lang, association, &posted, &asked.fait).await?;
    let form = match &draft {
        Some(draft) => {
            let found = || app::texts::posting::draft_found(visit.lang).to_owned();
            stage.notice = stage.notice.or_else(|| Some(found()));
            form_of_change(draft)
        }
        None => form_of(&app.db, &posted).await?,
    };
    Ok(shown((StatusCode::OK, &app, &visit), member, form, Problems::default(), stage, None))
}

/// `POST`.
pub async fn post(
    State(app): State<SharedApp>,
    visit: Visit,
    ForCoordinators(member): ForCoordinators,
    NeedAddress(need): NeedAddress,
    body: Bytes,
) -> PageResult {
    let association = member.association.id;
    let posted = needs_posted::posted(&app.db, association, need).await?.ok_or(AppError::NotFound)?;
    let mut form: NeedForm = read_form(&body)?;
    let now = app.clock.now();
    let before = form_of(&app.db, &posted).await?;
    let ready = ready(&app.places, &member.association, (&form, &before), now);
    let stage = stage(&app, visit.lang, association, &posted, "").await?;
    let here = format!("/missions/{need}");
    match read_form::<Pressed>(&body)?.act.as_str() {
        "rows" => {
            form.add_rows();
            Ok(shown((StatusCode::OK, &app, &visit), member, form, Problems::default(), stage, None))
        }
        "place" => {
            form.add_place();
            Ok(shown((StatusCode::OK, &app, &visit), member, form, Problems::default(), stage, None))
        }
        "preview" => {
            let problems = ready.err().unwrap_or_default();
            let previewed = Previewed::of(&app, member.association.id).await?;
            Ok(shown((StatusCode::OK, &app, &visit), member, form, problems, stage, Some(previewed)))
        }
        "draft" => {
            let json = serde_json::to_string(&form).map_err(|_| AppError::BadRequest("not a form"))?;
            let mut tx = app.db.begin().await?;
            change_drafts::keep(&mut tx, need, member.coordinator.id, &json, now).await?;
            tx.commit().await?;
            Ok(to(&visit, &member, &format!("{here}?fait=draft")))
        }
        "drop" => {
            let mut tx = app.db.begin().await?;
            change_drafts::forget(&mut tx, need, member.coordinator.id).await?;
            tx.commit().await?;
            Ok(to(&visit, &member, &format!("{here}?fait=dropped")))
        }
        _ => {
            let problems = match ready {
                Ok(changed) => match save(&app, &member, &form, (need, &changed), now).await? {
                    Saved::Yes(untold) => {
                        found_at_once(&app).await;
                        return Ok(saved(&visit, &member, need, untold));
                    }
                    Saved::Meanwhile => return meanwhile(&app, &visit, member, form, need).await,
                    Saved::SlotHeld => Problems::one("kind", Problem::SlotHeld),
                },
                Err(problems) => problems,
            };
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            Ok(shown((status, &app, &visit), member, form, problems, stage, None))
        }
    }
}

/// What the page of a need is about.
pub(super) async fn stage(
    app: &App,
    lang: Lang,
    association: i64,
    posted: &Posted,
    done: &str,
) -> Result<Stage, AppError> {
    Ok(Stage {
        need: Some(posted.id),
        public: Some(format!("/missions/{}-{}", posted.id, posted.slug)),
        notice: notice(lang, done),
        held: slots_cancelled::held(&app.db, posted.id, app.clock.now()).await?,
        untold: told::untold(app, lang, association, Some(posted.id)).await?,
        review: review::of(&app.db, posted.id).await?,
        ..Stage::default()
    })
}
