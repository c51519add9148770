//! Alerts have their turn: the search is asked anew, and what wasn't told yet goes out in one letter. Nothing new, no
//! letter. The letter is put into the outbox in the transaction that notes what it tells, which only one server wins.

use super::{context, in_words, manage_path, new_needs::new_needs, turns, whole};
use crate::{
    catch_up::catch_up,
    http::AppError,
    local_time::today,
    mail::{Letter, letters_of_alerts as letters, outbox},
    search::IndexQuery,
    search_feeds::{Asked, Unclear, understand},
    search_page::{found, index_query},
    state::{App, SharedApp},
    store::{
        alert_turns::{self, Opened},
        alerts::{self, AlertRow},
        dead_addresses,
    },
};
use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

/// Alerts taken in hand at once.
const AT_ONCE: i64 = 50;

/// Gives some alerts their turn; answers how many had it. At night nobody is written to.
///
/// # Errors
/// When none can be claimed, or the index can't be read.
pub async fn run(app: &SharedApp) -> Result<usize, AppError> {
    let now = app.clock.now();
    if !turns::is_day(now) {
        return Ok(0);
    }
    let due = alert_turns::claim(&app.db, AT_ONCE, now).await?;
    if due.is_empty() {
        return Ok(0);
    }
    catch_up(app).await?;
    for alert in &due {
        // One that fails has its turn later, and doesn't keep the others from theirs.
        if let Err(error) = turn(app, alert, now).await {
            tracing::error!(alert = alert.id, %error, "an alert missed its turn");
        }
    }
    app.outbox_wake.notify_one();
    Ok(due.len())
}

async fn turn(app: &Arc<App>, alert: &AlertRow, now: i64) -> Result<(), AppError> {
    let next = turns::next(alert.rhythm(), now);
    let asked = match understand(app, &alert.search) {
        Ok(asked) => asked,
        Err(unclear) => return end(app, alert, &unclear, next).await,
    };
    if asked.query.until.is_some_and(|until| until < today(now)) {
        let mut tx = app.db.begin().await?;
        alerts::erase(&mut tx, alert.id).await?;
        return Ok(tx.commit().await?);
    }
    let told = alert_turns::told(&app.db, alert.id).await?;
    let fresh = fresh(app, alert, &asked, &told).await?;
    if fresh.is_empty() {
        return pass(app, alert, next).await;
    }
    let letter = letter(app, alert, &asked, &fresh).await?;
    let mut tx = app.db.begin().await?;
    if !alert_turns::take_turn(&mut tx, alert, next).await? {
        return Ok(());
    }
    // What isn't sent isn't told: it is new still when the address works again.
    if !dead_addresses::is_dead_in(&mut tx, &alert.email, now).await? {
        alert_turns::tell(&mut tx, alert.id, &told, &fresh, now).await?;
        outbox::queue(&mut tx, [letter], now).await?;
    }
    Ok(tx.commit().await?)
}

/// Its place isn't understood any more, as when communes merge: it would be silent for ever. Whoever asked is told once,
/// with the way to ask anew.
async fn end(app: &App, alert: &AlertRow, unclear: &Unclear, next: i64) -> Result<(), AppError> {
    let (lang, place) = (alert.lang(), &unclear.query.place);
    let search = whole(app, lang, &unclear.query.what().to_path());
    let letter = letters::ended(context(app, alert, place, &search), &alert.email);
    let mut tx = app.db.begin().await?;
    if alert_turns::take_turn(&mut tx, alert, next).await? {
        outbox::queue(&mut tx, [letter], app.clock.now()).await?;
        alerts::erase(&mut tx, alert.id).await?;
    }
    Ok(tx.commit().await?)
}

/// The turn goes by.
async fn pass(app: &App, alert: &AlertRow, next: i64) -> Result<(), AppError> {
    let mut tx = app.db.begin().await?;
    alert_turns::take_turn(&mut tx, alert, next).await?;
    Ok(tx.commit().await?)
}

/// What the search finds that is new to this alert, the newest first.
async fn fresh(
    app: &Arc<App>,
    alert: &AlertRow,
    asked: &Asked,
    told: &[Opened],
) -> Result<Vec<Opened>, AppError> {
    let query = index_query(&asked.query, asked.area.as_ref());
    let query =
        IndexQuery { newer_than: alert.after_id, newest: true, offset: 0, limit: usize::MAX, ..query };
    let told: HashSet<i64> = told.iter().map(|need| need.need_id).collect();
    let found = found(app, query).await?;
    let fresh: Vec<i64> = found.hits.iter().map(|hit| hit.need_id).filter(|id| !told.contains(id)).collect();
    // Of what closed a moment ago the index may not know yet.
    let open = alert_turns::open_among(&app.db, &fresh).await?;
    let open: HashMap<i64, Opened> = open.into_iter().map(|need| (need.need_id, need)).collect();
    Ok(fresh.iter().filter_map(|id| open.get(id).copied()).collect())
}

async fn letter(app: &App, alert: &AlertRow, asked: &Asked, fresh: &[Opened]) -> Result<Letter, AppError> {
    let lang = alert.lang();
    let (words, manage) = (in_words(app, lang, asked), whole(app, lang, &manage_path(app, alert.id)));
    let needs = new_needs(app, alert, asked, fresh).await?;
    Ok(letters::news(context(app, alert, &words, &manage), &alert.email, needs))
}
