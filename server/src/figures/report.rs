//! The monthly letter: in the first days of a month, to those who act for an association, what the month before came to
//! and what to try next. Once, whichever server writes it.

use super::{flush, monthly};
use crate::{
    http::AppError,
    local_time::{epoch, local},
    mail::{
        letters_of_figures::{self as letters, Report},
        outbox,
    },
    state::App,
    store::{
        figures::{self as store, Scope, reports},
        needs, sign_ups,
    },
};
use app::domain::{
    figures::{
        Figures, Period,
        advice::{Month, advice},
        day_code, month_before, month_code,
    },
    handling::NUDGED_AFTER,
};
use jiff::{ToSpan, civil::Date};

/// Until this day of the month letters are written: later ones would be old.
const LAST_DAY: i8 = 7;
/// From this hour on, in Paris: nobody is rung at night.
const FROM_HOUR: i8 = 8;
/// Associations in one go.
const AT_ONCE: i64 = 50;
/// Needs that are looked at for advice.
const NEEDS: i64 = 50;

/// Writes some of the letters that are due; answers how many associations were seen to.
///
/// # Errors
/// When the database fails; what was written before stays.
pub async fn write_some(app: &App) -> Result<usize, AppError> {
    let now = app.clock.now();
    let here = local(now, "75");
    if here.day() > LAST_DAY || here.hour() < FROM_HOUR {
        return Ok(0);
    }
    let month = month_before(here.date());
    let span = (begins(month), begins(here.date().first_of_month()));
    let due = reports::due(&app.db, month_code(month), span, AT_ONCE).await?;
    if due.is_empty() {
        return Ok(0);
    }
    flush(app).await?;
    sign_ups::list_all(&app.db).await?;
    for one in &due {
        write(app, one, month, now).await?;
    }
    app.outbox_wake.notify_one();
    Ok(due.len())
}

/// Midnight of that day in Paris, epoch seconds.
fn begins(day: Date) -> i64 {
    epoch(day.at(0, 0, 0, 0), "75").unwrap_or_default()
}

/// One association's: claimed and queued in one transaction. Where nothing at all was counted, not in the month before
/// either, there is nothing to tell.
async fn write(app: &App, of: &reports::Due, month: Date, now: i64) -> Result<(), AppError> {
    let told = figures(app, of.id, month).await?;
    let before = figures(app, of.id, month.saturating_sub(1.month())).await?.all;
    let needs = store::needs(&app.db, of.id, Period::Year, days(month), NEEDS).await?;
    let best =
        needs.first().filter(|(_, _, seen, _)| *seen > 0).map(|(_, title, seen, _)| (title.clone(), *seen));
    let told = Month {
        figures: told,
        open: needs::open_count_of(&app.db, of.id).await?,
        needs: needs.into_iter().map(|(_, title, seen, sent)| (title, seen, sent)).collect(),
        waiting: store::waiting(&app.db, of.id, now - NUDGED_AFTER).await?,
    };
    let mut tx = app.db.begin().await?;
    if !reports::claim(&mut tx, of.id, month_code(month)).await? {
        return Ok(());
    }
    if !(told.figures.all.is_empty() && before.is_empty()) {
        let report = Report {
            association: of.name.clone(),
            desk: format!("/espace/{}", of.id),
            month,
            now: told.figures.all,
            before,
            best,
            advice: advice(&told),
        };
        let readers = reports::readers(&mut tx, of.id).await?;
        let written = readers.iter().map(|reader| {
            let stop = monthly::address(app, reader.lang(), reader.id);
            letters::monthly(reader.lang(), &app.settings.public_url, &reader.email, &report, &stop)
        });
        outbox::queue(&mut tx, written.collect::<Vec<_>>(), now).await?;
    }
    tx.commit().await?;
    Ok(())
}

/// The numbers of a month's first and last day.
fn days(month: Date) -> (i64, i64) {
    (day_code(month), day_code(month.last_of_month()))
}

async fn figures(app: &App, association_id: i64, month: Date) -> Result<Figures, AppError> {
    let scope = Scope::Association(association_id);
    let lines = store::lines(&app.db, scope, Period::Year, days(month)).await?;
    Ok(Figures::of(&lines, &[month_code(month)]))
}
