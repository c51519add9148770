//! `…/missions/nouvelle/vif` and `…/missions/{need}/vif`: what is typed is kept, checked and shown while one goes on,
//! by the same code as when it is sent. Nothing is published here.

use super::{
    edit::NeedAddress,
    new::keep,
    opened::{Opened, opened},
    preview::{Previewed, preview},
    ready::ready,
    typed::form_of,
};
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
    store::{change_drafts, needs_posted},
};
use app::{
    coordination::posting::NeedForm,
    domain::{Lang, dates},
    texts::posting as say,
};
use axum::{body::Bytes, extract::State};
use serde_json::{Value, json};

/// `POST`, of a new need. The answer says which draft it is kept as, or that somebody else goes on with it.
pub async fn new(
    State(app): State<SharedApp>,
    visit: Visit,
    ForCoordinators(member): ForCoordinators,
    body: Bytes,
) -> PageResult {
    let (form, saved): (NeedForm, _) = (read_form(&body)?, NeedForm::default());
    let now = app.clock.now();
    let mut tx = app.db.begin().await?;
    let id = match opened(&mut tx, &visit, &member, &form).await? {
        Opened::New => None,
        Opened::Seen(draft) if !draft.ready => Some(draft.id),
        Opened::Stale(draft) if !draft.ready => {
            let words = say::draft_elsewhere(visit.lang).to_owned();
            return answer(&app, visit.lang, &member, (&form, &saved), Some((words, json!({})))).await;
        }
        // A draft that is gone was published or given up meanwhile, and doesn't come back; one that is ready waits for
        // its association, and what was typed before the button was pressed may arrive after it.
        Opened::Seen(_) | Opened::Stale(_) | Opened::Gone => {
            return answer(&app, visit.lang, &member, (&form, &saved), None).await;
        }
    };
    let (id, version) = keep(&mut tx, &member, &form, (id, false), now).await?;
    tx.commit().await?;
    let values = json!({ "draft": id.to_string(), "version": version.to_string() });
    answer(&app, visit.lang, &member, (&form, &saved), Some((kept_at(visit.lang, now), values))).await
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
    let (form, saved): (NeedForm, _) = (read_form(&body)?, form_of(&app.db, &posted).await?);
    let mut kept = None;
    // Typed before somebody saved, this one included: kept by the button only, which shows both versions.
    if form.version == posted.version.to_string() {
        let json = serde_json::to_string(&form).map_err(|_| AppError::BadRequest("not a form"))?;
        let now = app.clock.now();
        let mut tx = app.db.begin().await?;
        change_drafts::keep(&mut tx, need, member.coordinator.id, &json, now).await?;
        tx.commit().await?;
        kept = Some((kept_at(visit.lang, now), json!({ "draft": need.to_string() })));
    }
    answer(&app, visit.lang, &member, (&form, &saved), kept).await
}

fn kept_at(lang: Lang, now: i64) -> String {
    say::kept_at(lang, dates::time(lang, local(now, "75").time()))
}

/// What is wrong, how it looks, and what became of it: in words, and in values for the form.
async fn answer(
    app: &App,
    lang: Lang,
    member: &Member,
    (form, saved): (&NeedForm, &NeedForm),
    kept: Option<(String, Value)>,
) -> Result<axum::response::Response, AppError> {
    let (now, association) = (app.clock.now(), &member.association);
    let problems = ready(&app.places, association, (form, saved), now).err().unwrap_or_default();
    let with = Previewed::of(app, association.id).await?;
    let preview = html(|| preview(lang, &app.places, association, form, (with, today(now))));
    let mut more = vec![("preview", preview.into())];
    if let Some((words, values)) = kept {
        more.push(("saved", words.into()));
        more.push(("values", values));
    }
    Ok(live(lang, &problems, more))
}
