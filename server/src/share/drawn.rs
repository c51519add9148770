//! What is drawn when it is asked for: off the threads that answer, a few at a time, and not again while it is kept.

use super::kept::{Of, Seen};
use crate::{
    http::{AppError, conditional},
    state::App,
};
use axum::{
    body::Bytes,
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};
use tokio::sync::{Semaphore, SemaphorePermit};

/// Drawings made at once: each takes a core, and some megabytes.
static TURNS: Semaphore = Semaphore::const_new(2);

/// The drawing of this need and this hash: as it is kept, or made now.
///
/// # Errors
/// When it can't be made.
pub(super) async fn drawn(
    app: &App,
    (of, version): (Of, &str),
    seen: Seen,
    draw: impl FnOnce() -> Result<Vec<u8>, AppError> + Send + 'static,
) -> Result<Bytes, AppError> {
    // It is never closed; if it were, more at a time would do no harm.
    let turn = TURNS.acquire().await.ok();
    // Somebody else may have asked for the same and been first.
    if let Some(bytes) = app.pictures.get(of, version) {
        return Ok(bytes);
    }
    let bytes = Bytes::from(off_thread(turn, draw).await??);
    app.pictures.keep(of, version, bytes.clone(), seen);
    Ok(bytes)
}

/// Who asked may go away: a drawing goes on all the same, and its turn is over when it is.
async fn off_thread<T: Send + 'static>(
    turn: Option<SemaphorePermit<'static>>,
    draw: impl FnOnce() -> T + Send + 'static,
) -> Result<T, tokio::task::JoinError> {
    tokio::task::spawn_blocking(move || {
        let _turn = turn;
        draw()
    })
    .await
}

/// The answer, or that whoever asks has it already.
pub(super) fn answer(
    version: &str,
    keep: &'static str,
    kind: &'static str,
    bytes: Bytes,
    headers: &HeaderMap,
) -> Response {
    let tag = format!("\"{version}\"");
    let known = conditional::is_known(headers, &tag, None);
    let about = [(header::ETAG, tag), (header::CACHE_CONTROL, keep.to_owned())];
    if known {
        return (StatusCode::NOT_MODIFIED, about).into_response();
    }
    (about, [(header::CONTENT_TYPE, kind)], bytes).into_response()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use std::sync::mpsc;

    #[tokio::test]
    async fn a_turn_lasts_as_long_as_its_drawing_though_nobody_waits_for_it() {
        static TURN: Semaphore = Semaphore::const_new(1);
        let turn = TURN.acquire().await.ok();
        let ((begun, has_begun), (go_on, may_go_on)) = (mpsc::channel(), mpsc::channel::<()>());
        let asked = tokio::spawn(off_thread(turn, move || {
            begun.send(()).unwrap();
            may_go_on.recv()
        }));
        tokio::task::spawn_blocking(move || has_begun.recv()).await.unwrap().unwrap();
        asked.abort();
        assert!(asked.await.unwrap_err().is_cancelled());
        assert_eq!(TURN.available_permits(), 0);
        go_on.send(()).unwrap();
        drop(TURN.acquire().await.unwrap());
    }
}
