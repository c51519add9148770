//! Keeps this server's search index level with the database, which alone is the truth.

use crate::{
    http::AppError,
    search::SearchError,
    state::App,
    store::need_documents::{Mark, changes_after},
};
use std::sync::Arc;

/// Needs read at a time.
const BATCH: i64 = 2_000;

/// Takes over all that changed since the index's revision. Called at start, every second, and right after
/// this server published a need, so that its visitors find it at once.
///
/// # Errors
/// When the database can't be read or the index can't be written; the next call goes on from the same point.
pub async fn catch_up(app: &Arc<App>) -> Result<usize, AppError> {
    // One at a time: two readers of the same changes would write them twice.
    let _turn = app.catching_up.lock().await;
    let mut mark = Mark { revision: app.index.revision(), need_id: i64::MAX };
    let mut taken = 0;
    loop {
        let changes = changes_after(&app.db, mark, BATCH, app.clock.now()).await?;
        let Some(next) = changes.mark else { break };
        taken += changes.open.len() + changes.closed.len();
        let open = changes.open.iter().map(|need| need.need_id);
        app.pictures.forget(&open.chain(changes.closed.iter().copied()).collect());
        mark = next;
        let app = app.clone();
        tokio::task::spawn_blocking(move || app.index.stage(&changes.open, &changes.closed)).await??;
    }
    if taken > 0 {
        let app = app.clone();
        tokio::task::spawn_blocking(move || app.index.commit(mark.revision)).await??;
        tracing::info!(changes = taken, revision = mark.revision, "search index caught up");
    }
    Ok(taken)
}

impl From<SearchError> for AppError {
    fn from(error: SearchError) -> Self {
        Self::Search(error.to_string())
    }
}
