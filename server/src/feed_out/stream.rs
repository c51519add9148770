//! A feed as it goes out: a hundred needs are read while those before are written and handed on, so that memory holds
//! a few of them whatever their number. Who reads slowly is waited for.

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
use app::domain::need::{Need, NeedState};
use axum::body::{Body, Bytes};
use futures_util::{Stream, TryStreamExt, stream};
use std::pin::pin;
use tokio::sync::mpsc;

/// Needs read at once. Four times as many are no faster, and hold four times as much.
const BATCH: i64 = 100;
/// How often that at once: one lot is read while another is written.
const AHEAD: usize = 2;
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
    /// The task that read.
    #[error(transparent)]
    Read(#[from] tokio::task::JoinError),
    /// Nobody reads any more.
    #[error("nobody reads")]
    Left,
}

type Pieces = mpsc::Sender<Result<Bytes, Cut>>;

/// The feed, as a body that is written while it is read.
pub(super) fn body(app: SharedApp, format: Format, which: Which, since: i64) -> Body {
    let (pieces, mut waiting) = mpsc::channel(WAITING);
    tokio::spawn(async move {
        match write(&app, format, which, since, &pieces).await {
            Ok(()) | Err(Cut::Left) => {}
            Err(error) => {
                tracing::error!(feed = format.code(), "feed cut off: {error}");
                // Were nobody there any more, nobody would miss it.
                let _ = pieces.send(Err(error)).await;
            }
        }
    });
    Body::from_stream(stream::poll_fn(move |context| waiting.poll_recv(context)))
}

async fn write(
    app: &SharedApp,
    format: Format,
    which: Which,
    since: i64,
    pieces: &Pieces,
) -> Result<(), Cut> {
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
    let mut lots = pin!(lots(app, which));
    while let Some(lot) = lots.try_next().await? {
        for listed in &lot {
            match format {
                Format::ApiEngagement => api_engagement::mission(&mut xml, context, listed),
                Format::AllForGood => all_for_good::opportunity(&mut xml, context, listed),
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

/// All needs that go out, in the order of their ids, some hundred at once.
fn lots(app: &SharedApp, which: Which) -> impl Stream<Item = Result<Vec<Listed>, Cut>> {
    let (by_ids, by_need) = (app.clone(), app.clone());
    let ids = stream::try_unfold(0, move |after| {
        let app = by_ids.clone();
        async move {
            let ids = feed_out::needs(&app.db, which, after, BATCH).await?;
            Ok::<_, Cut>(ids.last().copied().map(|last| (ids, last)))
        }
    });
    // A task of its own each, so that reading and writing have a processor each.
    ids.map_ok(move |ids| {
        let read = tokio::spawn(listed(by_need.clone(), ids));
        async move { Ok(read.await??) }
    })
    .try_buffered(AHEAD)
}

/// These needs, but for those that closed since their id was read, or are full.
async fn listed(app: SharedApp, ids: Vec<i64>) -> Result<Vec<Listed>, StoreError> {
    let whole = store::needs::whole(&app.db, &ids, app.clock.now());
    let (needs, mut more) = tokio::try_join!(whole, feed_out::more(&app.db, &ids))?;
    let open = needs.into_iter().filter(|need| need.state == NeedState::Open && need.places().0 >= 1);
    Ok(open.filter_map(|need| more.remove(&need.id).map(|more| Listed { need, more })).collect())
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
