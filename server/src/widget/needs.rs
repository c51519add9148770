//! `/widget/associations/{id}`: an association's needs as list, calendar or map.

use super::frame::{Asked as AskedLook, Told, framed};
use crate::{
    http::{AppError, PageResult, Visit, forms::Query},
    local_time::today,
    needs::NeedPath,
    state::SharedApp,
    store::{associations, needs},
};
use app::{
    domain::association::AssociationState,
    texts,
    widget::{CalendarView, ListView, MapView, View, WidgetNeeds, shown_month},
};
use axum::{
    extract::{Path, State},
    http::StatusCode,
};
use leptos::prelude::*;
use serde::Deserialize;

/// Most needs that are shown, the soonest; where there are more, a line leads to the page with all.
const MOST: usize = 300;

/// What the address says besides the look.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Asked {
    page: String,
    mois: String,
}

/// `GET`. The id alone decides: a frame on another site outlives a change of name.
pub async fn page(
    State(app): State<SharedApp>,
    visit: Visit,
    Path(address): Path<String>,
    Query(look): Query<AskedLook>,
    Query(asked): Query<Asked>,
) -> PageResult {
    let now = app.clock.now();
    let id = NeedPath::parse(&address).ok_or(AppError::NotFound)?.id;
    let association = associations::association(&app.db, id)
        .await?
        .filter(|association| association.state == AssociationState::Approved)
        .ok_or(AppError::NotFound)?;
    let look = look.look();
    let view = look.view.unwrap_or(View::List);
    let look = look.of(view);
    let mut ids = needs::soonest_of(&app.db, id, MOST as i64 + 1, now).await?;
    let more = ids.len() > MOST;
    ids.truncate(MOST);
    let cards = needs::cards(&app.db, &ids, None, now).await?;
    let whole = if view == View::List { Vec::new() } else { needs::whole(&app.db, &ids, now).await? };
    let (lang, today) = (visit.lang, today(now));
    let told = Told { title: texts::widget::of(lang, &association.name), whole: association.path() };
    Ok(framed(StatusCode::OK, &app, &visit, look, told, || {
        let none = cards.is_empty();
        let shown = match view {
            View::List => {
                let page = asked.page.parse().unwrap_or(1);
                view! { <ListView lang look association_id=id cards page today/> }.into_any()
            }
            View::Calendar => {
                let month = shown_month(&asked.mois, &whole, today);
                view! { <CalendarView lang look association_id=id needs=whole cards month today/> }.into_any()
            }
            View::Map => view! { <MapView lang look needs=whole cards today/> }.into_any(),
        };
        view! { <WidgetNeeds lang look association none more>{shown}</WidgetNeeds> }
    }))
}
