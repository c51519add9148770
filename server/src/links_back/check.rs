//! Every link is tried once a week, politely: a few at a time, one request at a time for each host whichever server
//! asks, spread over the week.

use super::judge::{Found, try_out};
use crate::{
    http::AppError,
    state::{App, SharedApp},
    store::{
        Tx,
        outward_links::{self as store, Claimed, NewLink},
    },
};
use app::links_back::Why;
use sha2::{Digest, Sha256};

/// Hosts that are asked beside each other.
const AT_ONCE: i64 = 4;
/// New links, and gone ones, that are read in one go: to find them all needs are looked through.
const READ_AT_ONCE: i64 = 20_000;
/// From so many on, new links are spread over the week.
const MANY: usize = 500;
/// Links that are written in one transaction: few enough for a sign-up to come between.
const WRITTEN_AT_ONCE: usize = 250;
const DAY: i64 = 86_400;
/// Nothing but silence for this long is no accident, in seconds.
const SILENT_FOR: i64 = 28 * DAY;

/// Takes up links that are new, over the day to come, or over the week if there are many; forgets those that nobody
/// shows any more. Answers whether there may be more of either.
///
/// # Errors
/// When the database fails.
pub async fn take_up(app: &App) -> Result<bool, AppError> {
    let now = app.clock.now();
    let new = store::missing(&app.db, READ_AT_ONCE).await?;
    let gone = store::gone(&app.db, READ_AT_ONCE).await?;
    let more = i64::try_from(new.len().max(gone.len())).is_ok_and(|most| most >= READ_AT_ONCE);
    let over = if new.len() >= MANY { 7 * DAY } else { DAY };
    let links: Vec<_> = new
        .into_iter()
        .map(|url| NewLink { host: host(&url), due_at: now + place_in(&url, over), url })
        .collect();
    for lot in links.chunks(WRITTEN_AT_ONCE) {
        let mut tx = app.db.begin().await?;
        store::add(&mut tx, lot).await?;
        tx.commit().await?;
    }
    for lot in gone.chunks(WRITTEN_AT_ONCE) {
        let mut tx = app.db.begin().await?;
        store::forget(&mut tx, lot).await?;
        tx.commit().await?;
    }
    store::forget_told(&app.db, now).await?;
    Ok(more)
}

/// The same place in time for the same address, anywhere in `over` seconds.
fn place_in(url: &str, over: i64) -> i64 {
    let digest = Sha256::digest(url.as_bytes());
    let number = digest.iter().take(6).fold(0_i64, |number, byte| number << 8 | i64::from(*byte));
    number % over
}

/// What is asked one request at a time.
fn host(url: &str) -> String {
    url::Url::parse(url).ok().and_then(|url| url.host_str().map(str::to_owned)).unwrap_or_default()
}

/// Tries some of those whose time has come; answers how many.
///
/// # Errors
/// When the database fails; what was claimed is tried again later.
pub async fn run(app: &SharedApp) -> Result<usize, AppError> {
    let now = app.clock.now();
    if !store::any_due(&app.db, now).await? {
        return Ok(0);
    }
    let mut tx = app.db.begin().await?;
    let claimed = store::claim(&mut tx, now, AT_ONCE).await?;
    tx.commit().await?;
    let tries: Vec<_> = claimed
        .into_iter()
        .map(|link| {
            let app = app.clone();
            tokio::task::spawn_blocking(move || {
                let found = try_out(&app.outward, &link.url);
                (link, found)
            })
        })
        .collect();
    let mut found = Vec::new();
    for one in tries {
        found.push(one.await?);
    }
    let count = found.len();
    let mut tx = app.db.begin().await?;
    for (link, found) in &found {
        write(&mut tx, link, *found, now).await?;
    }
    tx.commit().await?;
    Ok(count)
}

async fn write(tx: &mut Tx, link: &Claimed, found: Found, now: i64) -> Result<(), AppError> {
    // Once may be an accident: what is dead is tried again the next day.
    let after_death = now + if link.failures == 0 { DAY } else { 7 * DAY };
    match found {
        Found::Alive => store::alive(tx, link, now, now + 7 * DAY).await?,
        Found::Dead(why) => store::dead(tx, link, why.code(), now, after_death).await?,
        Found::Silent => {
            let since = link.unsure_since.unwrap_or(now);
            // Where nobody at all answers any more, it is we who don't get out.
            if now - since >= SILENT_FOR && store::anybody_answered(tx, since).await? {
                store::dead(tx, link, Why::Silent.code(), now, after_death).await?;
            } else {
                store::silent(tx, link, since, now + 2 * DAY).await?;
            }
            store::leave_alone(tx, &link.host, now + 3600).await?;
        }
        Found::Unsure => {
            store::answered(tx, link, now + 2 * DAY).await?;
            store::leave_alone(tx, &link.host, now + 3600).await?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_are_spread() {
        let places: Vec<_> =
            (0..1000).map(|n| place_in(&format!("https://a{n}.example/"), 7 * DAY)).collect();
        assert!(places.iter().all(|at| (0..7 * DAY).contains(at)));
        for day in 0..7 {
            let on_it = places.iter().filter(|at| **at / DAY == day).count();
            assert!((90..200).contains(&on_it), "{on_it} on day {day}");
        }
    }

    #[test]
    fn a_host_is_one_whatever_its_pages() {
        assert_eq!(host("https://A.example:8080/x?y#z"), "a.example");
        assert_eq!(host("nonsense"), "");
    }
}
