//! `/mes-favoris/comparer?mission=…&mission=…&lieu=…`: some of what one likes, beside each other.

use super::Liker;
use crate::{
    http::{Head, PageResult, Visit, kept_by_nobody, page},
    local_time::today,
    needs::NeedPath,
    places::Resolution,
    state::{App, SharedApp},
    store::{likes, needs},
};
use app::{
    domain::{
        area::Area,
        need::{Need, NeedState},
        search::address::pairs,
    },
    likes::{ComparePage, Compared, From, MOST_COMPARED},
    texts::likes as say,
};
use axum::extract::{RawQuery, State};
use leptos::prelude::*;

use super::list::SHOWN;

/// `GET`. Of what isn't theirs nobody compares anything; who chose nothing sees the last ones they liked.
pub async fn compare(
    State(app): State<SharedApp>,
    visit: Visit,
    liker: Liker,
    RawQuery(raw): RawQuery,
) -> PageResult {
    let asked = pairs(raw.as_deref().unwrap_or_default());
    let chosen: Vec<i64> = asked
        .iter()
        .filter(|(name, _)| name == "mission")
        .filter_map(|(_, id)| Some(NeedPath::parse(id)?.id))
        .collect();
    let typed = asked.iter().find(|(name, _)| name == "lieu").map_or("", |(_, text)| text.trim());
    let typed: String = typed.chars().take(120).collect();
    let favorites = match &liker.who {
        Some(who) => likes::of(&app.db, who).await?,
        None => None,
    };
    let mut ids = match favorites {
        Some(favorites) if chosen.is_empty() => favorites.last(&app.db, SHOWN, 0).await?,
        Some(favorites) => favorites.among(&app.db, &chosen).await?,
        None => Vec::new(),
    };
    ids.truncate(SHOWN);
    let now = app.clock.now();
    // Nobody chooses what is over by not choosing.
    let mut needs = needs::whole(&app.db, &ids, now).await?;
    if chosen.is_empty() && needs.iter().any(|need| need.state == NeedState::Open) {
        needs.retain(|need| need.state == NeedState::Open);
    }
    let all = needs.len();
    needs.truncate(MOST_COMPARED);
    ids.retain(|id| needs.iter().any(|need| need.id == *id));
    let from = from(&app, typed);
    let compared: Vec<Compared> = needs.into_iter().map(|need| measured(need, &from)).collect();
    let (lang, today, left_out) = (visit.lang, today(now), all > MOST_COMPARED);
    let title = say::compare_title(lang).to_owned();
    let head = Head { title, private: true, class: "favorites", ..Head::default() };
    Ok(kept_by_nobody(page(&app, &visit, head, || {
        view! { <ComparePage lang compared from left_out today/> }
    })))
}

/// Where somebody would come from.
fn from(app: &App, typed: String) -> From {
    match app.places.resolve(&typed) {
        Resolution::Anywhere => From::default(),
        Resolution::One(Area::Around { name, centre, .. }) => {
            From { name, centre: Some(centre), typed, ..From::default() }
        }
        Resolution::One(Area::Departments { .. }) => From { typed, vague: true, ..From::default() },
        Resolution::Several(which) => From { typed, which, ..From::default() },
        Resolution::Unknown { nearest } => From { typed, unknown: true, which: nearest, ..From::default() },
    }
}

/// With how far its nearest address is.
fn measured(need: Need, from: &From) -> Compared {
    let far = from.centre.and_then(|from| {
        let all = need.addresses.iter().map(|address| from.distance_km(address.point));
        all.min_by(f64::total_cmp)
    });
    Compared { need, far }
}
