//! `/espace/{association}/chiffres`, `…/missions/{need}/chiffres`, `/moderation/chiffres`: what became of needs.

use crate::{
    coordination::sign_ups::table::its_need,
    http::{
        AppError, Head, PageResult, Visit,
        forms::Query,
        kept_by_nobody, page as document,
        signed_in::{ForModerators, Member},
    },
    local_time::today,
    state::{App, SharedApp},
    store::figures::{self as store, Scope},
};
use app::{
    domain::figures::{Figures, Period, day_code},
    figures::{AssociationFigures, NeedLine, PortalFigures, Shown},
    texts::figures as say,
};
use axum::extract::{Path, State};
use leptos::prelude::*;
use serde::Deserialize;

/// Most needs in the list of an association's.
const NEEDS: i64 = 50;

/// What the address asks for.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Asked {
    /// Code of a [`Period`].
    periode: String,
}

impl Asked {
    /// The period; thirty days unless it names another.
    #[must_use]
    pub fn period(&self) -> Period {
        Period::from_code(&self.periode)
    }
}

/// `GET /espace/{association}/chiffres`.
pub async fn of_association(
    State(app): State<SharedApp>,
    visit: Visit,
    member: Member,
    Query(asked): Query<Asked>,
) -> PageResult {
    let (lang, period, id) = (visit.lang, asked.period(), member.association.id);
    let path = format!("{}/chiffres", member.association.desk());
    let needs = async { Ok(store::needs(&app.db, id, period, days(&app, period), NEEDS).await?) };
    let (shown, found) = tokio::try_join!(shown(&app, &visit, path, Scope::Association(id), period), needs)?;
    let needs = found.into_iter().map(|(id, title, seen, sent)| NeedLine { id, title, seen, sent }).collect();
    let (association, role) = (member.association, member.role);
    let title = format!("{} · {}", say::title(lang), association.name);
    let head = Head { title, private: true, class: "desk-wide", ..Head::default() };
    let page = document(&app, &visit, head, || {
        view! { <AssociationFigures association role shown needs need=None/> }
    });
    Ok(kept_by_nobody(page))
}

/// `GET /espace/{association}/missions/{need}/chiffres`.
pub async fn of_need(
    State(app): State<SharedApp>,
    visit: Visit,
    member: Member,
    Path((_, need)): Path<(String, String)>,
    Query(asked): Query<Asked>,
) -> PageResult {
    let (id, title) = its_need(&app, &member, &need).await?;
    let path = format!("{}/missions/{id}/chiffres", member.association.desk());
    let shown = shown(&app, &visit, path, Scope::Need(id), asked.period()).await?;
    let (association, role) = (member.association, member.role);
    let head = Head {
        title: format!("{} · {title}", say::title(visit.lang)),
        private: true,
        class: "desk-wide",
        ..Head::default()
    };
    let page = document(&app, &visit, head, || {
        view! { <AssociationFigures association role shown needs=Vec::new() need=Some(title)/> }
    });
    Ok(kept_by_nobody(page))
}

/// `GET /moderation/chiffres`.
pub async fn of_portal(
    State(app): State<SharedApp>,
    visit: Visit,
    _: ForModerators,
    Query(asked): Query<Asked>,
) -> PageResult {
    let shown = shown(&app, &visit, "/moderation/chiffres".to_owned(), Scope::Portal, asked.period()).await?;
    let title = say::title_portal(visit.lang).to_owned();
    let head = Head { title, private: true, class: "desk-wide", ..Head::default() };
    Ok(kept_by_nobody(document(&app, &visit, head, || view! { <PortalFigures shown/> })))
}

/// The numbers of a period's first and last day.
pub(super) fn days(app: &App, period: Period) -> (i64, i64) {
    let today = today(app.clock.now());
    (day_code(period.first_day(today)), day_code(today))
}

async fn shown(
    app: &App,
    visit: &Visit,
    path: String,
    scope: Scope,
    period: Period,
) -> Result<Shown, AppError> {
    let today = today(app.clock.now());
    let lines = store::lines(&app.db, scope, period, days(app, period)).await?;
    let columns = period.columns(today, lines.first().map(|line| line.column));
    Ok(Shown { lang: visit.lang, path, period, today, figures: Figures::of(&lines, &columns) })
}
