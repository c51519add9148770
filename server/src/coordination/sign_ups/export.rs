//! `…/inscriptions.csv` and `…/inscriptions.xlsx`: what the filter shows, however many, a batch in memory at a time.

use super::{cells::cell, filter, table::its_need, xlsx};
use crate::{
    csv::{MARK, records},
    http::{AppError, PageResult, Visit, forms::Query, kept_by_nobody, signed_in::Member},
    local_time::today,
    state::{App, SharedApp},
    store::{
        Db, StoreError,
        acts::{self, Act},
        sign_up_table::{self as store, After, Filter, Line},
    },
};
use app::{
    coordination::sign_ups::{COLUMNS, FilterForm, column_words},
    domain::Lang,
    texts::sign_up_table as say,
};
use axum::{
    body::{Body, Bytes},
    extract::{Path, State},
    http::header,
    response::{IntoResponse, Response},
};
use futures_util::stream;
use serde::Deserialize;

/// Lines in memory at once.
const BATCH: i64 = 500;

/// The columns that are asked for; none means all.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Chosen {
    colonne: Vec<String>,
}

/// Everything an export needs.
pub(super) struct Export {
    pub(super) db: Db,
    pub(super) lang: Lang,
    pub(super) filter: Filter,
    pub(super) columns: Vec<&'static str>,
    after: Option<After>,
}

impl Export {
    /// The next lines; none at the end.
    pub(super) async fn next(&mut self) -> Result<Vec<Line>, StoreError> {
        let lines = store::batch(&self.db, &self.filter, self.after.as_ref(), BATCH).await?;
        self.after = lines.last().map(After::from).or_else(|| self.after.take());
        Ok(lines)
    }

    /// What stands above the columns.
    pub(super) fn header(&self) -> impl Iterator<Item = &'static str> + '_ {
        self.columns.iter().map(|code| column_words(self.lang, code))
    }
}

/// `GET …/inscriptions.csv`, of all needs.
pub async fn csv_of_association(
    State(app): State<SharedApp>,
    visit: Visit,
    member: Member,
    Query(form): Query<FilterForm>,
    Query(chosen): Query<Chosen>,
) -> PageResult {
    csv(&app, &visit, &member, None, (form, chosen)).await
}

/// `GET …/inscriptions.csv`, of one need.
pub async fn csv_of_need(
    State(app): State<SharedApp>,
    visit: Visit,
    member: Member,
    Path((_, need)): Path<(String, String)>,
    Query(form): Query<FilterForm>,
    Query(chosen): Query<Chosen>,
) -> PageResult {
    let (need, _) = its_need(&app, &member, &need).await?;
    csv(&app, &visit, &member, Some(need), (form, chosen)).await
}

/// `GET …/inscriptions.xlsx`, of all needs.
pub async fn xlsx_of_association(
    State(app): State<SharedApp>,
    visit: Visit,
    member: Member,
    Query(form): Query<FilterForm>,
    Query(chosen): Query<Chosen>,
) -> PageResult {
    let export = begin(&app, &visit, &member, None, (form, chosen), "xlsx").await?;
    let (body, size) = xlsx::body(export).await?;
    let answer = attached(&app, &visit, &member, ("xlsx", xlsx::KIND), body);
    Ok(([(header::CONTENT_LENGTH, size)], answer).into_response())
}

/// `GET …/inscriptions.xlsx`, of one need.
pub async fn xlsx_of_need(
    State(app): State<SharedApp>,
    visit: Visit,
    member: Member,
    Path((_, need)): Path<(String, String)>,
    Query(form): Query<FilterForm>,
    Query(chosen): Query<Chosen>,
) -> PageResult {
    let (need, _) = its_need(&app, &member, &need).await?;
    let export = begin(&app, &visit, &member, Some(need), (form, chosen), "xlsx").await?;
    let (body, size) = xlsx::body(export).await?;
    let answer = attached(&app, &visit, &member, ("xlsx", xlsx::KIND), body);
    Ok(([(header::CONTENT_LENGTH, size)], answer).into_response())
}

/// Notes the export before anything of it leaves.
async fn begin(
    app: &App,
    visit: &Visit,
    member: &Member,
    need_id: Option<i64>,
    (form, chosen): (FilterForm, Chosen),
    kind: &str,
) -> Result<Export, AppError> {
    let filter = filter(&form, member.association.id, need_id);
    let people = store::count(&app.db, &filter).await?;
    let act = Act {
        association_id: member.association.id,
        coordinator_id: Some(member.coordinator.id),
        kind: "export",
        need_id,
        people,
        detail: kind,
    };
    let mut tx = app.db.begin().await?;
    acts::note(&mut tx, &act, app.clock.now()).await?;
    tx.commit().await?;
    let wanted = |code: &&str| chosen.colonne.iter().any(|wanted| wanted == code);
    let mut columns: Vec<_> = COLUMNS.into_iter().filter(|code| wanted(code)).collect();
    if columns.is_empty() {
        columns = COLUMNS.to_vec();
    }
    Ok(Export { db: app.db.clone(), lang: visit.lang, filter, columns, after: None })
}

/// RFC 4180, except that semicolons separate: that and the byte order mark are what a French Excel opens right.
async fn csv(
    app: &App,
    visit: &Visit,
    member: &Member,
    need: Option<i64>,
    asked: (FilterForm, Chosen),
) -> PageResult {
    let export = begin(app, visit, member, need, asked, "csv").await?;
    let mut head = MARK.as_bytes().to_vec();
    head.extend(records([export.header().map(str::to_owned).collect()])?);
    let rest = stream::try_unfold(export, async |mut export| {
        let lines = export.next().await?;
        if lines.is_empty() {
            return Ok::<_, AppError>(None);
        }
        let fields = |line: &Line| {
            export.columns.iter().map(|code| cell(export.lang, code, line).in_csv()).collect::<Vec<_>>()
        };
        let bytes = records(lines.iter().map(fields))?;
        Ok(Some((Bytes::from(bytes), export)))
    });
    let head = stream::once(async { Ok(Bytes::from(head)) });
    let body = Body::from_stream(stream::StreamExt::chain(head, rest));
    Ok(attached(app, visit, member, ("csv", "text/csv; charset=utf-8"), body))
}

/// A file to be kept: `inscriptions-les-mains-ouvertes-2026-11-21.csv`.
fn attached(
    app: &App,
    visit: &Visit,
    member: &Member,
    (ending, kind): (&str, &'static str),
    body: Body,
) -> Response {
    let what = [say::export_name(visit.lang), member.association.slug.as_str()];
    let what = what.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-");
    let name = format!("attachment; filename=\"{what}-{}.{ending}\"", today(app.clock.now()));
    let headers = [(header::CONTENT_TYPE, kind.to_owned()), (header::CONTENT_DISPOSITION, name)];
    kept_by_nobody((headers, body).into_response())
}
