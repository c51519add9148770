//! `/espace/{association}/inscriptions` and `…/missions/{need}/inscriptions`: the sign-ups, filtered and paged.

use super::{Done, filter, moment, place, times};
use crate::{
    follow_ups::compose,
    http::{AppError, Head, PageResult, Visit, forms::Query, kept_by_nobody, page, signed_in::Member},
    local_time::today,
    needs::NeedPath,
    state::{App, SharedApp},
    store::sign_up_table::{self as store, Line},
};
use app::{
    coordination::sign_ups::{FilterForm, Row, SignUpsPage, TableView},
    domain::{
        Lang, dates,
        handling::{Handling, Seen},
        sign_up::SignUpState,
    },
    texts::sign_up_table as say,
};
use axum::extract::{Path, State};
use jiff::civil::Date;
use leptos::prelude::*;

/// Lines on a page.
const PAGE: i64 = 50;
/// Most needs to choose from.
const NEEDS: i64 = 200;

/// `GET`, of all needs.
pub async fn of_association(
    State(app): State<SharedApp>,
    visit: Visit,
    member: Member,
    Query(form): Query<FilterForm>,
    Query(done): Query<Done>,
) -> PageResult {
    shown(&app, &visit, member, None, form, &done).await
}

/// `GET`, of one need.
pub async fn of_need(
    State(app): State<SharedApp>,
    visit: Visit,
    member: Member,
    Path((_, need)): Path<(String, String)>,
    Query(form): Query<FilterForm>,
    Query(done): Query<Done>,
) -> PageResult {
    let need = its_need(&app, &member, &need).await?;
    shown(&app, &visit, member, Some(need), form, &done).await
}

/// The need of that address, if it is the association's: id and title.
///
/// # Errors
/// [`AppError::NotFound`], or the database's.
pub(crate) async fn its_need(app: &App, member: &Member, address: &str) -> Result<(i64, String), AppError> {
    let id = NeedPath::parse(address).ok_or(AppError::NotFound)?.id;
    let title = store::need_title(&app.db, member.association.id, id).await?.ok_or(AppError::NotFound)?;
    Ok((id, title))
}

async fn shown(
    app: &App,
    visit: &Visit,
    member: Member,
    need: Option<(i64, String)>,
    form: FilterForm,
    done: &Done,
) -> PageResult {
    let (lang, now) = (visit.lang, app.clock.now());
    let association = member.association;
    let filter = filter(&form, association.id, need.as_ref().map(|(id, _)| *id));
    let asked = form.page.parse::<i64>().unwrap_or(1);
    let found = store::page(&app.db, &filter, asked, PAGE).await?;
    let needs = match &need {
        Some(_) => Vec::new(),
        None => store::needs(&app.db, association.id, NEEDS).await?,
    };
    let slots = match &need {
        Some((id, _)) => store::slots(&app.db, *id).await?,
        None => Vec::new(),
    };
    let members = store::members(&app.db, association.id).await?;
    let path = match &need {
        Some((id, _)) => format!("{}/missions/{id}/inscriptions", association.desk()),
        None => format!("{}/inscriptions", association.desk()),
    };
    let today = today(now);
    let all = FilterForm {
        page: String::new(),
        order: String::new(),
        need: need.as_ref().map_or_else(|| form.need.clone(), |(id, _)| id.to_string()),
        ..form.clone()
    };
    let table = TableView {
        base: lang.href(&path),
        write: lang.href(&compose::to_found(&association, &all)),
        need: need.map(|(_, title)| title),
        query: serde_html_form::to_string(FilterForm { page: String::new(), ..form.clone() })
            .unwrap_or_default(),
        filter: form,
        needs,
        // Where there is but one, there is nothing to choose.
        slots: slots
            .iter()
            .filter(|_| slots.len() > 1)
            .map(|slot| (slot.id, dates::short_slot(lang, &slot.times(), today)))
            .collect(),
        members,
        rows: found.lines.iter().map(|line| row(lang, line, now, today)).collect(),
        count: found.people.min(filter.counted()),
        more: found.people > filter.counted(),
        page: found.at,
        pages: found.of,
    };
    let title = format!("{} · {}", say::title(lang), association.name);
    let head = Head { title, private: true, class: "desk-wide", ..Head::default() };
    let (role, notice) = (member.role, done.notice(lang));
    let page = page(app, visit, head, || view! { <SignUpsPage lang association role table notice/> });
    Ok(kept_by_nobody(page))
}

fn row(lang: Lang, line: &Line, now: i64, today: Date) -> Row {
    let (seen, state) = (line.seen(), line.state());
    // Who simply has a place needs no word of it.
    let unusual = !state.is_over() && state != SignUpState::Confirmed;
    Row {
        id: line.id,
        name: line.name(),
        email: line.email.clone(),
        need: line.need.clone(),
        slot: times(line).map(|times| dates::short_slot(lang, &times, today)),
        since: moment(lang, line.created_at, today),
        days: if seen == Seen::Handled(Handling::New) { (now - line.created_at) / 86_400 } else { 0 },
        seen,
        place: unusual.then(|| place(lang, state)),
        assigned: line.assigned.clone(),
        twice: line.twice,
        namesake: line.namesake,
    }
}
