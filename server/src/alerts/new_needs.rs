//! New needs as a letter names them.

use super::{stop_address, whole};
use crate::{
    http::AppError,
    local_time::today,
    mail::letters_of_alerts::{NewNeed, NewNeeds},
    search_feeds::{Asked, own_page},
    state::App,
    store::{alert_turns::Opened, alerts::AlertRow, needs},
};
use app::{
    domain::{Lang, need::Need},
    search_feeds::{when, whereabouts},
};

/// Most needs that a letter names; of the others it says how many.
pub(super) const SHOWN: usize = 10;

/// What the letter to `alert` says of these needs, the newest first.
///
/// # Errors
/// When the database fails.
pub(super) async fn new_needs(
    app: &App,
    alert: &AlertRow,
    asked: &Asked,
    fresh: &[Opened],
) -> Result<NewNeeds, AppError> {
    let (lang, now) = (alert.lang(), app.clock.now());
    let shown: Vec<i64> = fresh.iter().take(SHOWN).map(|need| need.need_id).collect();
    let shown = needs::whole(&app.db, &shown, now).await?;
    Ok(NewNeeds {
        shown: shown.into_iter().map(|need| new_need(app, lang, &need, now)).collect(),
        count: fresh.len(),
        search: whole(app, lang, &asked.query.what().to_path()),
        stop: stop_address(app, lang, alert.id),
    })
}

fn new_need(app: &App, lang: Lang, need: &Need, now: i64) -> NewNeed {
    let place = format!("{} · {}", need.association.name, whereabouts(lang, need));
    NewNeed {
        title: need.title.clone(),
        details: std::iter::once(place).chain(when(lang, need, today(now))).collect(),
        url: whole(app, lang, &need.path()),
        own_page: own_page(need).map(str::to_owned),
    }
}
