//! `GET /missions`: every state of the search is an address.

use crate::{
    http::{AppError, Head, PageResult, Visit, page_that_tells},
    likes::{self, Liker},
    local_time::{day_number, today},
    places::Resolution,
    search::{Found, IndexArea, IndexQuery},
    search_feeds,
    share::cards,
    state::{App, SharedApp},
    store::needs,
    structured_data::{self, Seen},
};
use app::{
    domain::{
        area::Area,
        search::{PAGE_SIZE, Relaxation, SearchProblem, SearchQuery, Sort, address::pairs},
    },
    search::{SearchPage, SearchResults},
    texts,
    ui::Told,
};
use axum::{
    extract::{RawQuery, State},
    http::StatusCode,
};
use leptos::prelude::*;
use std::sync::Arc;

/// The page, with whatever could be made of the address: 400 where part of it made no sense, 404 where
/// the place does not exist, and in both cases what to do about it.
pub async fn page(
    State(app): State<SharedApp>,
    visit: Visit,
    liker: Liker,
    RawQuery(raw): RawQuery,
) -> PageResult {
    let (query, problems) = SearchQuery::parse(&pairs(raw.as_deref().unwrap_or_default()));
    let (mut results, query) = results(&app, query, problems).await?;
    likes::on_cards(&app, &liker, &mut results.cards).await?;
    let status = if results.unknown_place.is_some() {
        StatusCode::NOT_FOUND
    } else if results.problems.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::BAD_REQUEST
    };
    let (lang, today) = (visit.lang, today(app.clock.now()));
    let head = Head {
        title: texts::common::all_needs(lang).to_owned(),
        description: texts::search::found(lang, i64::from(results.total)),
        private: query.is_filtered() || query.page > 1,
        class: "search",
        likes: likes::form(&app, &liker),
    };
    let told = structured_data::list(Seen::of(&app, &visit), &results.cards, query.offset() + 1);
    let asked = app::search_feeds::asked(lang, &query, results.area.as_ref(), today).join(" · ");
    let cards = cards::of_page(&app, lang, (&head.title, &head.description), "/missions");
    let told = Told { cards, ..told };
    let told = match results.is_clear() {
        true => Told { alternates: search_feeds::alternates(&app, &visit, &query, &asked), ..told },
        false => told,
    };
    Ok(page_that_tells(status, &app, &visit, head, told, || view! { <SearchPage lang query results today/> }))
}

/// Understands the place, asks the index, reads the cards.
async fn results(
    app: &Arc<App>,
    query: SearchQuery,
    problems: Vec<SearchProblem>,
) -> Result<(SearchResults, SearchQuery), AppError> {
    let mut results = SearchResults { problems, ..SearchResults::default() };
    match app.places.resolve(&query.place) {
        Resolution::Anywhere => {}
        Resolution::One(area) => results.area = Some(area),
        Resolution::Several(which) => results.which_place = which,
        Resolution::Unknown { nearest } => {
            results.unknown_place = Some(query.place.clone());
            results.nearest = nearest;
        }
    }
    let asked = index_query(&query, results.area.as_ref());
    let unclear = !results.which_place.is_empty() || results.unknown_place.is_some();
    let (found, rescues) = ask(app, asked).await?;
    results.departments = found
        .departments
        .into_iter()
        .filter_map(|(code, count)| Some((app.places.department_name(&code)?.to_owned(), code, count)))
        .map(|(name, code, count)| (code, name, count))
        .collect();
    results.fields = found.fields;
    if unclear {
        // Nothing is shown before it is clear where; but how much there is elsewhere is.
        results.rescues = if found.total > 0 { vec![(Relaxation::Place, found.total)] } else { rescues };
        return Ok((results, query));
    }
    let ids: Vec<i64> = found.hits.iter().map(|hit| hit.need_id).collect();
    let centre = match &results.area {
        Some(Area::Around { centre, .. }) => Some(*centre),
        _ => None,
    };
    results.cards = needs::cards(&app.db, &ids, centre, app.clock.now()).await?;
    results.total = found.total;
    results.rescues = rescues;
    Ok((results, query))
}

/// Asks the index, and where nothing is found, what would be found with less.
async fn ask(app: &Arc<App>, query: IndexQuery) -> Result<(Found, Vec<(Relaxation, u32)>), AppError> {
    let app = app.clone();
    tokio::task::spawn_blocking(move || {
        let found = app.index.search(&query)?;
        let rescues = if found.total == 0 { app.index.rescue(&query)? } else { Vec::new() };
        Ok((found, rescues))
    })
    .await?
}

/// What a search, its place understood, asks of the index: a page of it.
#[must_use]
pub fn index_query(query: &SearchQuery, area: Option<&Area>) -> IndexQuery {
    let area_asked = match area {
        None => IndexArea::Anywhere,
        Some(Area::Around { centre, .. }) => {
            IndexArea::Circle { centre: *centre, radius_km: f64::from(query.radius()) }
        }
        Some(Area::Departments { codes, .. }) => IndexArea::Departments(codes.clone()),
    };
    let sort = match (query.order(), area) {
        (Sort::Distance, Some(Area::Around { .. })) => Sort::Distance,
        (Sort::Distance, _) => Sort::Pertinence,
        (sort, _) => sort,
    };
    IndexQuery {
        words: query.words.clone(),
        area: area_asked,
        fields: query.fields.clone(),
        remote: query.remote,
        minors: query.minors,
        reduced_mobility: query.reduced_mobility,
        from: query.from.map(day_number),
        until: query.until.map(day_number),
        sort,
        offset: query.offset(),
        limit: PAGE_SIZE,
        ..IndexQuery::default()
    }
}

/// What the index finds, without ways out.
///
/// # Errors
/// When the index can't be read.
pub async fn found(app: &Arc<App>, query: IndexQuery) -> Result<Found, AppError> {
    let app = app.clone();
    Ok(tokio::task::spawn_blocking(move || app.index.search(&query)).await??)
}

/// How far "near" goes, in km.
const NEAR_KM: f64 = 50.0;

/// Open needs near `need`'s first address (anywhere if it has none), itself left out, as ids.
///
/// # Errors
/// When the index can't be read.
pub async fn near(
    app: &Arc<App>,
    need: &app::domain::need::Need,
    limit: usize,
) -> Result<Vec<i64>, AppError> {
    let Some(centre) = need.addresses.first().map(|address| address.point) else {
        let query = IndexQuery { limit: limit + 1, ..IndexQuery::default() };
        let (found, _) = ask(app, query).await?;
        let newest = found.hits.into_iter().map(|hit| hit.need_id).filter(|id| *id != need.id);
        return Ok(newest.take(limit).collect());
    };
    let app = app.clone();
    let found = tokio::task::spawn_blocking(move || app.index.nearest(centre, NEAR_KM, limit + 1)).await?;
    Ok(found.into_iter().filter(|id| *id != need.id).take(limit).collect())
}
