//! An association is let in: what it has made ready is published with it.

use super::{ready::ready, typed::form_of_draft};
use crate::{
    http::AppError,
    state::App,
    store::{
        Tx,
        acts::{self, Act},
        drafts, needs_posted,
    },
};
use app::{coordination::posting::NeedForm, domain::association::Association};

/// Publishes the needs that wait for `association`, inside the transaction that lets it in; answers how many. One
/// whose dates have passed meanwhile stays a draft.
///
/// # Errors
/// When the database fails.
pub async fn publish_ready(
    app: &App,
    tx: &mut Tx,
    association: &Association,
    now: i64,
) -> Result<usize, AppError> {
    let mut count = 0;
    for draft in drafts::ready(tx, association.id).await? {
        let (form, new) = (form_of_draft(&draft), NeedForm::default());
        let Ok(need) = ready(&app.places, association, (&form, &new), now) else { continue };
        let id = needs_posted::post(tx, association.id, &need, now).await?;
        drafts::forget(tx, association.id, draft.id).await?;
        let act = Act {
            association_id: association.id,
            coordinator_id: None,
            kind: "need",
            need_id: Some(id),
            people: 0,
            detail: "posted",
        };
        acts::note(tx, &act, now).await?;
        count += 1;
    }
    Ok(count)
}
