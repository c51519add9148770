//! What time brings about: places that weren't confirmed or taken go back, places left are offered to those
//! who wait. Any server may do it, and two at once do nothing twice.

use super::{Subject, places_back::offer_to_first, steps};
use crate::{
    http::AppError,
    state::App,
    store::{needs, sign_ups, slots},
};

/// How many are looked at in one go.
const AT_ONCE: i64 = 200;

/// Takes back the places whose time has come, and hands them on; answers how many.
///
/// # Errors
/// When the database fails; what was done before that is done.
pub async fn expire_due(app: &App) -> Result<usize, AppError> {
    let now = app.clock.now();
    let mut expired = 0;
    loop {
        let due = sign_ups::due(&app.db, now, AT_ONCE).await?;
        let mut progress = false;
        for id in due {
            if let Some(sign_up) = sign_ups::sign_up(&app.db, id).await?
                && steps::expire(app, &sign_up, now).await?
            {
                expired += 1;
                progress = true;
            }
        }
        if !progress {
            return Ok(expired);
        }
    }
}

/// Offers places that nobody holds to those who wait; answers how many.
///
/// # Errors
/// When the database fails; what was done before that is done.
pub async fn offer_places(app: &App) -> Result<usize, AppError> {
    let now = app.clock.now();
    let mut offered = 0;
    for slot_id in slots::with_places_and_waiting(&app.db, now).await? {
        while offer_one(app, slot_id, now).await? {
            offered += 1;
        }
    }
    Ok(offered)
}

async fn offer_one(app: &App, slot_id: i64, now: i64) -> Result<bool, AppError> {
    let Some(facts) = slots::facts(&app.db, slot_id).await? else { return Ok(false) };
    let Some(need) = needs::need(&app.db, facts.need_id, now).await? else { return Ok(false) };
    let Some(subject) = Subject::of(app, need, slot_id, now).await? else { return Ok(false) };
    let mut tx = app.db.begin().await?;
    slots::lock(&mut tx, [slot_id; 2]).await?;
    if !subject.is_to_come()
        || !slots::take(&mut tx, slot_id).await?
        || !offer_to_first(&mut tx, &subject, now).await?
    {
        return Ok(false);
    }
    tx.commit().await?;
    app.outbox_wake.notify_one();
    Ok(true)
}
