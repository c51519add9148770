//! `…/missions/nouvelle/vif` and `…/missions/{need}/vif`: what is typed is kept, checked and shown while one goes on,
//! by the same code as when it is sent. Nothing is published here.

use super::{edit::NeedAddress, new::keep, preview::preview, ready::ready};
use crate::{
    http::{
        AppError, PageResult, Visit,
        forms::read_form,
        live,
        page::html,
        signed_in::{ForCoordinators, Member},
    },
    local_time::{local, today},
    state::{App, SharedApp},
    store::{drafts, needs_posted},
};
use app::{
    coordination::posting::NeedForm,
    domain::{Lang, dates},
    texts::posting as say,
};
use axum::{body::Bytes, extract::State};
use serde_json::json;

/// `POST`, of a new need. The answer says which draft it is kept as.
pub async fn new(
    State(app): State<SharedApp>,
    visit: Visit,
    ForCoordinators(member): ForCoordinators,
    body: Bytes,
) -> PageResult {
    let form: NeedForm = read_form(&body)?;
    let now = app.clock.now();
    let mut tx = app.db.begin().await?;
    let kept = match form.draft.parse() {
        // A draft that is gone was published or given up meanwhile, and doesn't come back; one that is ready waits for
        // its association, and what was typed before the button was pressed may arrive after it.
        Ok(id) => {
            let json = serde_json::to_string(&form).map_err(|_| AppError::BadRequest("not a form"))?;
            drafts::keep_typed(&mut tx, (member.association.id, id), &json, member.coordinator.id, now)
                .await?
        }
        Err(_) => Some(keep(&mut tx, &member, &form, false, now).await?),
    };
    tx.commit().await?;
    Ok(answer(&app, visit.lang, &member, &form, kept))
}

/// `POST`, of a need that is posted.
pub async fn change(
    State(app): State<SharedApp>,
    visit: Visit,
    ForCoordinators(member): ForCoordinators,
    NeedAddress(need): NeedAddress,
    body: Bytes,
) -> PageResult {
    let association = member.association.id;
    let posted = needs_posted::posted(&app.db, association, need).await?.ok_or(AppError::NotFound)?;
    let form: NeedForm = read_form(&body)?;
    let mut kept = None;
    // Typed before somebody saved, this one included: kept by the button only, which shows both versions.
    if form.version == posted.version.to_string() {
        let json = serde_json::to_string(&form).map_err(|_| AppError::BadRequest("not a form"))?;
        let (need_id, by) = (Some(need), member.coordinator.id);
        let draft =
            drafts::ToKeep { association_id: association, need_id, id: None, form: &json, ready: false, by };
        let mut tx = app.db.begin().await?;
        kept = Some(drafts::keep(&mut tx, draft, app.clock.now()).await?);
        tx.commit().await?;
    }
    Ok(answer(&app, visit.lang, &member, &form, kept))
}

fn answer(
    app: &App,
    lang: Lang,
    member: &Member,
    form: &NeedForm,
    kept: Option<i64>,
) -> axum::response::Response {
    let (now, association) = (app.clock.now(), &member.association);
    let problems = ready(&app.places, association, form, today(now)).err().unwrap_or_default();
    let preview = html(|| preview(lang, &app.places, association, form, today(now)));
    let mut more = vec![("preview", preview.into())];
    if let Some(id) = kept {
        let time = dates::time(lang, local(now, "75").time());
        more.push(("saved", say::kept_at(lang, time).into()));
        more.push(("values", json!({ "draft": id.to_string() })));
    }
    live(lang, &problems, more)
}
