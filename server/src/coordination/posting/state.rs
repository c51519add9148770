//! `/espace/{association}/missions/{need}/etat`: close, reopen, archive, copy.

use super::{
    edit::NeedAddress,
    new::{found_at_once, noted, to},
    shown::Pressed,
    told::{keep, onwards},
    typed::form_of,
};
use crate::{
    http::{AppError, PageResult, Visit, forms::read_form, signed_in::ForCoordinators},
    local_time::today,
    state::{App, SharedApp},
    store::{
        Tx,
        counting_on::counting_on,
        drafts, holds,
        needs_posted::{self, Posted},
        news::{self, About},
    },
};
use app::{
    coordination::posting::{News, day},
    domain::need::NeedState,
};
use axum::{body::Bytes, extract::State};

/// `POST`.
pub async fn change(
    State(app): State<SharedApp>,
    visit: Visit,
    ForCoordinators(member): ForCoordinators,
    NeedAddress(need): NeedAddress,
    body: Bytes,
) -> PageResult {
    let (association, now) = (member.association.id, app.clock.now());
    let posted = needs_posted::posted(&app.db, association, need).await?.ok_or(AppError::NotFound)?;
    let act = read_form::<Pressed>(&body)?.act;
    if act == "copy" {
        let form = form_of(&app.db, &posted).await?.copied(today(now));
        let form = serde_json::to_string(&form).map_err(|_| AppError::BadRequest("not a form"))?;
        let (association_id, by) = (association, member.coordinator.id);
        let draft = drafts::ToKeep { association_id, id: None, form: &form, ready: false, by };
        let mut tx = app.db.begin().await?;
        let (id, _) = drafts::keep(&mut tx, draft, now).await?;
        tx.commit().await?;
        return Ok(to(&visit, &member, &format!("/missions/nouvelle?draft={id}&fait=copied")));
    }
    if act == "reopen" && !may_reopen(&app, &posted, now).await? {
        return Ok(to(&visit, &member, &format!("/missions/{need}?fait=date")));
    }
    let turn = match act.as_str() {
        "close" => Turn::Close,
        "reopen" => Turn::Reopen,
        "archive" => Turn::Archive,
        _ => return Err(AppError::BadRequest("what is to be done?")),
    };
    let mut done = turn.code();
    let mut tx = app.db.begin().await?;
    let (changed, mut untold) = turned(&mut tx, (association, &posted), turn, now).await?;
    if changed {
        noted(&mut tx, &member, need, done, now).await?;
        let withheld = holds::of_in(&mut tx, need).await?.and_then(|hold| hold.withheld);
        if done == "open" && withheld.is_some() {
            done = "held";
        }
        tx.commit().await?;
        found_at_once(&app).await;
    } else if turn != Turn::Reopen {
        // Pressed twice is once, and leads to where it led.
        untold = news::waiting(&mut tx, need, About::Closed).await?;
    }
    let untold = untold.map(|id| (id, News::Closed));
    Ok(onwards(&visit, &member, untold, &format!("?fait={done}")))
}

/// What becomes of a need as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Turn {
    /// It takes nobody any more.
    Close,
    /// It takes people again.
    Reopen,
    /// It is closed, and out of its association's list.
    Archive,
}

impl Turn {
    /// As it is written down.
    pub(crate) const fn code(self) -> &'static str {
        match self {
            Self::Close => "closed",
            Self::Reopen => "open",
            Self::Archive => "archived",
        }
    }
}

/// Closes or opens a need: whether that changed anything, and the news that somebody doesn't know yet.
///
/// # Errors
/// When the database fails.
pub(crate) async fn turned(
    tx: &mut Tx,
    (association, posted): (i64, &Posted),
    turn: Turn,
    now: i64,
) -> Result<(bool, Option<i64>), AppError> {
    let need = posted.id;
    let people = counting_on(tx, need, now).await?;
    let changed = match turn {
        Turn::Close => needs_posted::set_state(tx, (association, need), NeedState::Closed, now).await?,
        Turn::Reopen => needs_posted::set_state(tx, (association, need), NeedState::Open, now).await?,
        Turn::Archive => needs_posted::archive(tx, (association, need), now).await?,
    };
    let mut untold = None;
    if changed && turn == Turn::Reopen {
        news::reopened(tx, need).await?;
    } else if changed && posted.state == "open" {
        let people: Vec<i64> = people.iter().map(|one| one.sign_up_id).collect();
        untold = keep(tx, need, About::Closed, &people, now).await?;
    }
    Ok((changed, untold))
}

/// One of which all days are over would be closed again at once.
async fn may_reopen(app: &App, posted: &Posted, now: i64) -> Result<bool, AppError> {
    let form = form_of(&app.db, posted).await?;
    let slots = needs_posted::slots(&app.db, posted.id).await?;
    let coming = slots.iter().any(|(_, starts, _, _)| starts.is_none_or(|starts| starts > now));
    Ok(coming && day(&form.last_day).is_none_or(|last| last >= today(now)))
}
