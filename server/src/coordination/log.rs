//! `/espace/{association}/journal`: what was done with people's data, by whom, for its owners.

use crate::{
    http::{Head, PageResult, Visit, forms::Query, page as document, signed_in::ForOwners},
    local_time::{local, today},
    state::SharedApp,
    store::acts,
};
use app::{
    coordination::{LogPage, LoggedAct},
    domain::dates,
    texts,
};
use axum::extract::State;
use leptos::prelude::*;
use serde::Deserialize;

/// Acts on a page.
const SHOWN: usize = 50;

/// Where to begin.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct From {
    avant: Option<String>,
}

/// `GET`.
pub async fn page(
    State(app): State<SharedApp>,
    visit: Visit,
    ForOwners(member): ForOwners,
    Query(from): Query<From>,
) -> PageResult {
    let (lang, today) = (visit.lang, today(app.clock.now()));
    let before: Option<i64> = from.avant.and_then(|id| id.parse().ok());
    // One more than is shown says whether there are more.
    let limit = i64::try_from(SHOWN + 1).unwrap_or(i64::MAX);
    let mut found = acts::before(&app.db, member.association.id, before.unwrap_or(i64::MAX), limit).await?;
    let more = found.len() > SHOWN;
    found.truncate(SHOWN);
    let older = found.last().filter(|_| more).map(|act| act.id);
    let (association, role) = (member.association, member.role);
    let department = association.place.as_ref().map_or("75", |(_, code)| code.as_str());
    let acts: Vec<LoggedAct> = found
        .into_iter()
        .map(|act| {
            let at = local(act.at, department);
            let when = format!("{}, {}", dates::day(lang, at.date(), today), dates::time(lang, at.time()));
            LoggedAct {
                who: act.who.or_else(|| Some(texts::api::by_key(lang, act.key_name?))),
                kind: act.kind,
                need: act.need,
                people: act.people,
                detail: act.detail,
                when,
            }
        })
        .collect();
    let later = before.is_some();
    let title = format!("{} · {}", texts::team::log_title(lang), association.name);
    let head = Head { title, private: true, class: "desk", ..Head::default() };
    Ok(document(&app, &visit, head, || view! { <LogPage lang association role acts later older/> }))
}
