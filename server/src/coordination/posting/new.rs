//! `/espace/{association}/missions/nouvelle`: a need is posted. That of an association that isn't let in yet is kept
//! until it is.

use super::{
    once,
    opened::{Opened, both, gone, opened},
    preview::Previewed,
    ready::ready,
    shown::{Asked, Pressed, notice, shown},
    typed::form_of_draft,
};
use crate::{
    catch_up::catch_up,
    http::{
        AppError, PageResult, Visit,
        forms::{Query, read_form},
        signed_in::{ForCoordinators, Member},
    },
    state::SharedApp,
    store::{
        Tx,
        acts::{self, Act},
        associations, drafts, holds,
        needs_posted::{self, NeedToPost},
    },
};
use app::{
    coordination::posting::{NeedForm, Stage},
    domain::{association::AssociationState, flags::FlagKind},
    forms::Problems,
};
use axum::{
    body::Bytes,
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};

/// `GET`.
pub async fn page(
    State(app): State<SharedApp>,
    visit: Visit,
    ForCoordinators(member): ForCoordinators,
    Query(asked): Query<Asked>,
) -> PageResult {
    let found = match asked.draft.parse() {
        Ok(id) => {
            let draft = drafts::draft(&app.db, member.association.id, id).await?;
            Some(form_of_draft(&draft.ok_or(AppError::NotFound)?))
        }
        Err(_) => None,
    };
    let form = once::fresh(found.unwrap_or_else(|| NeedForm::of(&member.association)));
    let stage = Stage { notice: notice(visit.lang, &asked.fait), ..Stage::default() };
    Ok(shown((StatusCode::OK, &app, &visit), member, form, Problems::default(), stage, None))
}

/// `POST`.
pub async fn post(
    State(app): State<SharedApp>,
    visit: Visit,
    ForCoordinators(member): ForCoordinators,
    body: Bytes,
) -> PageResult {
    let mut form: NeedForm = read_form(&body)?;
    let now = app.clock.now();
    let ready = ready(&app.places, &member.association, (&form, &NeedForm::default()), now);
    match read_form::<Pressed>(&body)?.act.as_str() {
        "rows" => {
            form.add_rows();
            Ok(shown(
                (StatusCode::OK, &app, &visit),
                member,
                form,
                Problems::default(),
                Stage::default(),
                None,
            ))
        }
        "place" => {
            form.add_place();
            Ok(shown(
                (StatusCode::OK, &app, &visit),
                member,
                form,
                Problems::default(),
                Stage::default(),
                None,
            ))
        }
        "preview" => {
            let problems = ready.err().unwrap_or_default();
            let previewed = Previewed::of(&app, member.association.id).await?;
            Ok(shown(
                (StatusCode::OK, &app, &visit),
                member,
                form,
                problems,
                Stage::default(),
                Some(previewed),
            ))
        }
        "draft" => {
            let mut tx = app.db.begin().await?;
            let id = match opened(&mut tx, &visit, &member, &form).await? {
                Opened::Seen(draft) => Some(draft.id),
                Opened::Stale(draft) => return Ok(both(&app, &visit, member, form, &draft)),
                Opened::New | Opened::Gone => None,
            };
            let (id, _) = keep(&mut tx, &member, &form, (id, false), now).await?;
            tx.commit().await?;
            Ok(to(&visit, &member, &format!("/missions/nouvelle?draft={id}&fait=draft")))
        }
        "drop" => {
            let mut tx = app.db.begin().await?;
            match opened(&mut tx, &visit, &member, &form).await? {
                Opened::Seen(draft) => drafts::forget(&mut tx, member.association.id, draft.id).await?,
                Opened::Stale(draft) => return Ok(both(&app, &visit, member, form, &draft)),
                Opened::New | Opened::Gone => {}
            }
            tx.commit().await?;
            Ok(to(&visit, &member, "?fait=dropped"))
        }
        _ => match ready {
            Ok(need) => publish(&app, &visit, member, form, &need, now).await,
            Err(problems) => {
                let status = StatusCode::UNPROCESSABLE_ENTITY;
                Ok(shown((status, &app, &visit), member, form, problems, Stage::default(), None))
            }
        },
    }
}

async fn publish(
    app: &SharedApp,
    visit: &Visit,
    member: Member,
    form: NeedForm,
    need: &NeedToPost,
    now: i64,
) -> PageResult {
    let association = member.association.id;
    let mut tx = app.db.begin().await?;
    let (done, kept_as_ready) = match associations::state(&mut tx, association).await? {
        AssociationState::Approved => ("?fait=posted", None),
        AssociationState::Pending | AssociationState::Asked => ("?fait=waits", Some(true)),
        // Nothing is promised: should they be let in after all, they publish it then.
        AssociationState::Refused => ("?fait=draft", Some(false)),
    };
    if !once::first(&mut tx, association, &form, now).await? {
        return Ok(to(visit, &member, done));
    }
    let draft = match opened(&mut tx, visit, &member, &form).await? {
        Opened::New => None,
        Opened::Seen(draft) => Some(draft.id),
        Opened::Stale(draft) => return Ok(both(app, visit, member, form, &draft)),
        Opened::Gone => return Ok(gone(app, visit, member, form)),
    };
    if let Some(ready) = kept_as_ready {
        keep(&mut tx, &member, &form, (draft, ready), now).await?;
        tx.commit().await?;
        return Ok(to(visit, &member, done));
    }
    let id = needs_posted::post(&mut tx, association, need, now).await?;
    if let Some(draft) = draft {
        drafts::forget(&mut tx, association, draft).await?;
    }
    noted(&mut tx, &member, id, "posted", now).await?;
    let held = holds::of_in(&mut tx, id).await?;
    tx.commit().await?;
    found_at_once(app).await;
    let done = match held {
        Some(held) if held.flags.iter().all(|flag| flag.kind == FlagKind::Watched) => "?fait=watched",
        Some(_) => "?fait=held",
        None => done,
    };
    Ok(to(visit, &member, done))
}

/// Keeps what was typed as a draft, ready to be published or not; answers its id and version.
pub(super) async fn keep(
    tx: &mut Tx,
    member: &Member,
    form: &NeedForm,
    (id, ready): (Option<i64>, bool),
    now: i64,
) -> Result<(i64, i64), AppError> {
    let json = serde_json::to_string(form).map_err(|_| AppError::BadRequest("not a form"))?;
    let (association_id, by) = (member.association.id, member.coordinator.id);
    Ok(drafts::keep(tx, drafts::ToKeep { association_id, id, form: &json, ready, by }, now).await?)
}

/// To a page of the association's space.
#[must_use]
pub fn to(visit: &Visit, member: &Member, rest: &str) -> Response {
    Redirect::to(&visit.lang.href(&format!("{}{rest}", member.association.desk()))).into_response()
}

/// Writes down what a member did with a need.
pub(super) async fn noted(
    tx: &mut Tx,
    member: &Member,
    need: i64,
    what: &str,
    now: i64,
) -> Result<(), AppError> {
    let act = Act {
        association_id: member.association.id,
        coordinator_id: Some(member.coordinator.id),
        kind: "need",
        need_id: Some(need),
        people: 0,
        detail: what,
    };
    Ok(acts::note(tx, &act, now).await?)
}

/// The need is stored; should the index fail now, it catches up within a second.
pub async fn found_at_once(app: &SharedApp) {
    if let Err(error) = catch_up(app).await {
        tracing::warn!("a need that was posted isn't found yet: {error}");
    }
}
