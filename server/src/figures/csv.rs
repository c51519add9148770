//! `….csv` of the same figures, day by day.

use super::page::{Asked, days};
use crate::{
    coordination::sign_ups::table::its_need,
    csv::{Cell, attached},
    http::{
        PageResult, Visit,
        forms::Query,
        signed_in::{ForModerators, Member},
    },
    local_time::today,
    state::{App, SharedApp},
    store::figures::{self as store, Scope},
};
use app::{
    domain::{
        Lang,
        figures::{Line, Period, Step, day_of},
        share::Channel,
    },
    figures::{channel_words, field_words, source_words, step_words},
    texts::figures as say,
};
use axum::extract::{Path, State};

/// `GET /espace/{association}/chiffres.csv`.
pub async fn of_association(
    State(app): State<SharedApp>,
    visit: Visit,
    member: Member,
    Query(asked): Query<Asked>,
) -> PageResult {
    let (id, slug) = (member.association.id, &member.association.slug);
    file(&app, visit.lang, Scope::Association(id), asked.period(), slug).await
}

/// `GET /espace/{association}/missions/{need}/chiffres.csv`.
pub async fn of_need(
    State(app): State<SharedApp>,
    visit: Visit,
    member: Member,
    Path((_, need)): Path<(String, String)>,
    Query(asked): Query<Asked>,
) -> PageResult {
    let (id, _) = its_need(&app, &member, &need).await?;
    file(&app, visit.lang, Scope::Need(id), asked.period(), &format!("mission-{id}")).await
}

/// `GET /moderation/chiffres.csv`.
pub async fn of_portal(
    State(app): State<SharedApp>,
    visit: Visit,
    _: ForModerators,
    Query(asked): Query<Asked>,
) -> PageResult {
    file(&app, visit.lang, Scope::Portal, asked.period(), "").await
}

async fn file(app: &App, lang: Lang, scope: Scope, period: Period, of: &str) -> PageResult {
    let lines = store::days(&app.db, scope, days(app, period)).await?;
    let head = [say::csv_day, say::csv_step, say::csv_detail, say::csv_source, say::csv_total];
    let head = head.map(|words| words(lang).to_owned()).to_vec();
    let all = std::iter::once(head).chain(lines.iter().map(|line| record(lang, line)));
    let name = [say::csv_name(lang), of].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>();
    attached(&format!("{}-{}", name.join("-"), today(app.clock.now())), all)
}

fn record(lang: Lang, line: &Line) -> Vec<String> {
    let detail = match line.step {
        Step::Shared => {
            Channel::from_code(&line.detail).map(|one| channel_words(lang, one)).unwrap_or_default()
        }
        Step::Left => field_words(lang, &line.detail).to_owned(),
        _ => String::new(),
    };
    let source = line.source.as_ref().map(|source| source_words(lang, source)).unwrap_or_default();
    [
        Cell::Text(day_of(line.column).map(|day| day.to_string()).unwrap_or_default()),
        Cell::Text(step_words(lang, line.step).to_owned()),
        Cell::Text(detail),
        Cell::Text(source),
        Cell::Number(line.total),
    ]
    .iter()
    .map(Cell::in_csv)
    .collect()
}
