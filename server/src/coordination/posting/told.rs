//! What changes for people who signed up is told to them: it is kept in the transaction of the change, and the
//! coordinator is led to the mail, written already, sees whom it goes to, mends it, and sends it or says that nothing
//! is to be sent. Until then the desk and the need's page speak of it.

use super::{edit::NeedAddress, new::to};
use crate::{
    http::{
        AppError, PageResult, Visit,
        signed_in::{ForCoordinators, Member},
    },
    local_time::{local, today},
    state::{App, SharedApp},
    store::{
        Tx,
        acts::{self, Act},
        counting_on::CountsOn,
        news::{self, About, Kept},
    },
};
use app::{
    coordination::posting::{News, Untold},
    domain::{Lang, dates},
};
use axum::{
    extract::{Path, State},
    response::Response,
};
use std::collections::HashMap;

/// Those for whom time or place is another now. Who isn't among `after` any more was moved into the past, and is told.
pub(super) fn affected(before: &[CountsOn], after: &[CountsOn]) -> Vec<i64> {
    before.iter().filter(|one| !after.contains(one)).map(|one| one.sign_up_id).collect()
}

/// Keeps what these people don't know yet, if there are any; answers its id.
pub(super) async fn keep(
    tx: &mut Tx,
    need: i64,
    about: About,
    people: &[i64],
    now: i64,
) -> Result<Option<i64>, AppError> {
    if people.is_empty() {
        return Ok(None);
    }
    Ok(Some(news::keep(tx, need, about, people, now).await?))
}

/// Where one goes on after a change: to the mail for those who don't know, or else to a page of the space.
pub(super) fn onwards(visit: &Visit, member: &Member, untold: Option<(i64, News)>, or: &str) -> Response {
    match untold {
        Some((id, news)) => {
            to(visit, member, &format!("/relances/nouvelle?nouvelle={id}&fait={}", news.code()))
        }
        None => to(visit, member, or),
    }
}

/// Whether a message tells news.
pub enum Telling {
    /// It doesn't.
    Nothing,
    /// It tells this.
    Of(Kept),
    /// That was told, or isn't to be told: one goes on there.
    Over(Response),
}

/// What a message tells, by what its form says.
///
/// # Errors
/// When the association has no such news, or the database fails.
pub async fn telling(app: &App, visit: &Visit, member: &Member, id: &str) -> Result<Telling, AppError> {
    if id.is_empty() {
        return Ok(Telling::Nothing);
    }
    let id = id.parse().map_err(|_| AppError::NotFound)?;
    let kept = news::news(&app.db, member.association.id, id).await?.ok_or(AppError::NotFound)?;
    Ok(match (kept.settled, kept.follow_up_id) {
        (false, _) => Telling::Of(kept),
        (true, Some(sent)) => {
            Telling::Over(to(visit, member, &format!("/relances?fait=parti&relance={sent}")))
        }
        (true, None) => Telling::Over(to(visit, member, "?fait=nothing_sent")),
    })
}

/// What people of an association, or of one of its needs, don't know yet.
///
/// # Errors
/// When the database fails.
pub async fn untold(
    app: &App,
    lang: Lang,
    association: i64,
    need: Option<i64>,
) -> Result<Vec<Untold>, AppError> {
    let today = today(app.clock.now());
    let lines = news::untold(&app.db, association, need).await?.into_iter().filter_map(|one| {
        let at = local(one.at, "75");
        Some(Untold {
            id: one.id,
            need: one.need_id,
            title: one.title,
            news: News::from_code(&one.kind)?,
            people: one.people,
            when: format!("{}, {}", dates::day(lang, at.date(), today), dates::time(lang, at.time())),
        })
    });
    Ok(lines.collect())
}

/// `POST /espace/{association}/missions/{need}/nouvelles/{news}`: nothing is to be sent. Pressed twice is once.
pub async fn dismiss(
    State(app): State<SharedApp>,
    visit: Visit,
    ForCoordinators(member): ForCoordinators,
    NeedAddress(need): NeedAddress,
    Path(values): Path<HashMap<String, String>>,
) -> PageResult {
    let (association, now) = (member.association.id, app.clock.now());
    let id = values.get("news").and_then(|id| id.parse().ok()).ok_or(AppError::NotFound)?;
    let kept = news::news(&app.db, association, id).await?;
    kept.filter(|kept| kept.need_id == need).ok_or(AppError::NotFound)?;
    let mut tx = app.db.begin().await?;
    if let Some(people) = news::settle(&mut tx, (association, id), now).await? {
        let act = Act {
            association_id: association,
            coordinator_id: Some(member.coordinator.id),
            kind: "need",
            need_id: Some(need),
            people: i64::try_from(people.len()).unwrap_or(i64::MAX),
            detail: "nothing_sent",
        };
        acts::note(&mut tx, &act, now).await?;
        tx.commit().await?;
    }
    Ok(to(&visit, &member, "?fait=nothing_sent"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_counts_on_something_else_now_is_told() {
        let one = |sign_up_id, starts_at, place: &str| CountsOn {
            sign_up_id,
            starts_at: Some(starts_at),
            ends_at: None,
            place: place.to_owned(),
        };
        let before = [one(1, 10, "a"), one(2, 20, "a"), one(3, 30, "a")];
        assert_eq!(affected(&before, &before), Vec::<i64>::new());
        assert_eq!(affected(&before, &[one(1, 10, "a"), one(2, 25, "a")]), [2, 3]);
        assert_eq!(affected(&before, &[one(1, 10, "b"), one(2, 20, "b"), one(3, 30, "b")]), [1, 2, 3]);
    }
}
