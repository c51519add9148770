//! Reminds associations, once, of volunteers whom nobody has answered for three days.

use crate::{
    http::AppError,
    mail::{letters_to_coordinators as letters, outbox},
    state::App,
    store::{sign_up_table as store, sign_ups},
};
use std::collections::BTreeMap;

/// Most sign-ups in one go.
const AT_ONCE: i64 = 500;

/// One mail to each who may answer for an association, however many wait; answers how many sign-ups were found.
///
/// # Errors
/// When the database fails; then nobody was reminded.
pub async fn remind(app: &App) -> Result<usize, AppError> {
    let now = app.clock.now();
    sign_ups::list_all(&app.db).await?;
    let mut tx = app.db.begin().await?;
    let found = store::to_nudge(&mut tx, now, AT_ONCE).await?;
    let mut waiting: BTreeMap<i64, (i64, String)> = BTreeMap::new();
    for (id, association, name) in &found {
        store::nudge(&mut tx, *id, now).await?;
        waiting.entry(*association).or_insert_with(|| (0, name.clone())).0 += 1;
    }
    for (association, (count, name)) in waiting {
        let desk = format!("/espace/{association}");
        let told: Vec<_> = store::members_who_act(&mut tx, association)
            .await?
            .iter()
            .map(|to| letters::nudge(to.lang(), &app.settings.public_url, &to.email, (&name, &desk), count))
            .collect();
        outbox::queue(&mut tx, told, now).await?;
    }
    tx.commit().await?;
    app.outbox_wake.notify_one();
    Ok(found.len())
}
