//! Coordinators are told of dead links: one letter an association, each link once until it answers again.

use crate::{
    http::AppError,
    local_time::{local, today},
    mail::{letters_about_links as letters, outbox},
    state::App,
    store::{
        dead_links::{self as store, Dead},
        sign_up_table,
    },
};
use app::{
    domain::{Lang, dates},
    links_back::{DeadLink, Why, dead_reason},
};
use std::collections::BTreeMap;

/// Writes to those who weren't told; answers how many associations.
///
/// # Errors
/// When the database fails; then nobody was told.
pub async fn tell(app: &App) -> Result<usize, AppError> {
    let now = app.clock.now();
    let mut by_association: BTreeMap<i64, Vec<Dead>> = BTreeMap::new();
    for dead in store::untold(&app.db, now - 86_400).await? {
        by_association.entry(dead.association_id).or_default().push(dead);
    }
    let mut told = 0;
    for (association, dead) in by_association {
        told += usize::from(tell_one(app, association, dead, now).await?);
    }
    if told > 0 {
        app.outbox_wake.notify_one();
    }
    Ok(told)
}

async fn tell_one(app: &App, association: i64, dead: Vec<Dead>, now: i64) -> Result<bool, AppError> {
    let mut tx = app.db.begin().await?;
    let mut fresh = Vec::new();
    for one in dead {
        // Of two servers that come here together, the second finds nothing left.
        let claimed = store::told(&mut tx, association, &one.url, now).await?;
        if claimed || fresh.iter().any(|known: &Dead| known.url == one.url) {
            fresh.push(one);
        }
    }
    let Some(name) = fresh.first().map(|one| one.association.clone()) else { return Ok(false) };
    let readers = sign_up_table::members_who_act(&mut tx, association).await?;
    let letters: Vec<_> = readers
        .iter()
        .map(|to| {
            let lines: Vec<_> = fresh.iter().map(|dead| line(to.lang(), dead, now)).collect();
            letters::dead(to.lang(), &app.settings.public_url, &to.email, (&name, association), lines)
        })
        .collect();
    outbox::queue(&mut tx, letters, now).await?;
    tx.commit().await?;
    Ok(true)
}

fn line(lang: Lang, dead: &Dead, now: i64) -> letters::DeadLine {
    let link = in_words(lang, &dead.url, (&dead.why, dead.seen_at), now);
    letters::DeadLine { title: dead.title.clone(), reason: link.reason, url: link.url }
}

/// A dead link as a coordinator reads of it.
#[must_use]
pub fn in_words(lang: Lang, url: &str, (why, seen_at): (&str, i64), now: i64) -> DeadLink {
    let day = dates::day(lang, local(seen_at, "75").date(), today(now));
    let why = Why::from_code(why).unwrap_or(Why::NotFound);
    DeadLink { url: url.to_owned(), reason: dead_reason(lang, why, day) }
}
