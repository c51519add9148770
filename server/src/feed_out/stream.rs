//! A feed as it goes out: some hundred needs are read, written and handed on before the next are read, so that memory
//! holds a few of them whatever their number. Who reads slowly is waited for.

use super::{all_for_good, api_engagement, xml::Xml};
use crate::{
    feed::Format,
    places::Directory,
    state::{App, SharedApp},
    store::{
        self, StoreError,
        feed_out::{self, More, Which},
    },
};
use app::domain::need::Need;
use axum::body::{Body, Bytes};
use futures_util::stream;
use tokio::sync::mpsc;

/// Needs read at once.
const BATCH: i64 = 400;
/// Pieces that may wait to be sent.
const WAITING: usize = 2;

/// A need with all that goes out.
pub(super) struct Listed {
    pub need: Need,
    pub more: More,
}

/// What all of a feed shares.
#[derive(Clone, Copy)]
pub(super) struct Context<'a> {
    /// Scheme and host.
    pub public_url: &'a str,
    /// For the names of departments and regions.
    pub places: &'a Directory,
    /// Since when the feed is as it is, epoch seconds.
    pub since: i64,
}

/// Why a feed stops before its end. Whoever reads it sees a broken connection, and no end of the document.
#[derive(Debug, thiserror::Error)]
enum Cut {
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Nobody reads any more.
    #[error("nobody reads")]
    Left,
}

type Pieces = mpsc::Sender<Result<Bytes, StoreError>>;

/// The feed, as a body that is written while it is read.
pub(super) fn body(app: SharedApp, format: Format, which: Which, since: i64) -> Body {
    let (pieces, mut waiting) = mpsc::channel(WAITING);
    tokio::spawn(async move {
        if let Err(Cut::Store(error)) = write(&app, format, which, since, &pieces).await {
            tracing::error!(feed = format.code(), "feed cut off: {error}");
            // Were nobody there any more, nobody would miss it.
            let _ = pieces.send(Err(error)).await;
        }
    });
    Body::from_stream(stream::poll_fn(move |context| waiting.poll_recv(context)))
}

async fn write(app: &App, format: Format, which: Which, since: i64, pieces: &Pieces) -> Result<(), Cut> {
    let context = Context { public_url: &app.settings.public_url, places: &app.places, since };
    let mut xml = Xml::begun();
    match format {
        Format::ApiEngagement => api_engagement::head(&mut xml, context),
        Format::AllForGood => {
            all_for_good::head(&mut xml, context);
            associations(app, which, context, &mut xml, pieces).await?;
            all_for_good::between(&mut xml);
        }
    }
    let mut after = 0;
    loop {
        let ids = feed_out::needs(&app.db, which, after, BATCH).await?;
        let Some(last) = ids.last() else { break };
        after = *last;
        let needs = store::needs::whole(&app.db, &ids, app.clock.now()).await?;
        let mut more = feed_out::more(&app.db, &ids).await?;
        for need in needs {
            let Some(more) = more.remove(&need.id) else { continue };
            // Closed since its id was read, or full.
            if need.state == app::domain::need::NeedState::Closed || need.places().0 < 1 {
                continue;
            }
            let listed = Listed { need, more };
            match format {
                Format::ApiEngagement => api_engagement::mission(&mut xml, context, &listed),
                Format::AllForGood => all_for_good::opportunity(&mut xml, context, &listed),
            }
        }
        hand_on(&mut xml, pieces).await?;
    }
    match format {
        Format::ApiEngagement => api_engagement::tail(&mut xml),
        Format::AllForGood => all_for_good::tail(&mut xml),
    }
    hand_on(&mut xml, pieces).await
}

async fn associations(
    app: &App,
    which: Which,
    context: Context<'_>,
    xml: &mut Xml,
    pieces: &Pieces,
) -> Result<(), Cut> {
    let mut after = 0;
    loop {
        let some = feed_out::associations(&app.db, which, after, BATCH).await?;
        let Some(last) = some.last() else { return Ok(()) };
        after = last.id;
        for association in &some {
            all_for_good::organization(xml, context, association);
        }
        hand_on(xml, pieces).await?;
    }
}

async fn hand_on(xml: &mut Xml, pieces: &Pieces) -> Result<(), Cut> {
    pieces.send(Ok(xml.take())).await.map_err(|_| Cut::Left)
}
