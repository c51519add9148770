//! `coup-de-main serve`: from settings to a listening server, and to a clean stop.

use crate::{
    catch_up::catch_up,
    clock::Clock,
    feed_out::Fresh,
    figures,
    jobs::Jobs,
    likes,
    mail::Transport,
    outward::Outward,
    places::Directory,
    router::router,
    search::Index,
    settings::Settings,
    sign_ups::desk::Desk,
    state::App,
    store::{Db, dialect, secrets::Secrets},
};
use std::{error::Error, net::SocketAddr, sync::Arc};
use tokio::{
    signal::unix::{SignalKind, signal},
    sync::{Mutex, Notify},
};

type Outcome<T = ()> = Result<T, Box<dyn Error + Send + Sync>>;

/// Serves until SIGTERM or Ctrl-C: then takes no new requests, finishes the running ones, stops the jobs.
///
/// # Errors
/// When the database or the address can't be had.
pub async fn serve(settings: Settings) -> Outcome {
    let listen = settings.listen;
    let clock = Clock::Ahead(settings.clock_ahead);
    let app = start(settings, clock).await?;
    let listener = tokio::net::TcpListener::bind(listen)
        .await
        .map_err(|error| format!("LISTEN can't be used: {listen}: {error}"))?;
    tracing::info!("serving {} on {listen} ({})", app.settings.public_url, dialect::name(&app.db));
    let jobs = Jobs::start(&app);
    let service = router(app.clone()).into_make_service_with_connect_info::<SocketAddr>();
    axum::serve(listener, service).with_graceful_shutdown(told_to_stop()?).await?;
    tracing::info!("stopping: requests finished");
    jobs.stop().await;
    wind_up(&app).await;
    app.db.close().await;
    Ok(())
}

/// Writes down what waits in memory; the last thing before the database is closed.
pub async fn wind_up(app: &App) {
    if let Err(error) = figures::flush(app).await {
        tracing::error!("stopping: the last figures are lost: {error}");
    }
}

/// Opens all that the pages need. Tables are brought up to date first.
///
/// # Errors
/// When the database can't be had.
pub async fn start(settings: Settings, clock: Clock) -> Outcome<Arc<App>> {
    let db = Db::open(&settings.database_url)
        .await
        .map_err(|error| format!("DATABASE_URL can't be used: {error}"))?;
    db.migrate().await?;
    let secrets = Secrets::of(&db).await?;
    let desk = Desk::open(&db);
    let likes = likes::desk::Desk::open(&db);
    let places = tokio::task::spawn_blocking(Directory::shared).await??;
    let dir = std::path::PathBuf::from(&settings.index_dir);
    let index = tokio::task::spawn_blocking(move || Index::open(Some(&dir))).await??;
    let transport = Transport::of(&settings).map_err(|error| format!("SMTP_URL can't be used: {error}"))?;
    let outward = Outward::new(&settings.public_url, settings.outward_allow.clone());
    let outbox_wake = Notify::new();
    let app = Arc::new(App {
        settings,
        db,
        secrets,
        desk,
        likes,
        clock,
        places,
        index,
        api: crate::api::Memory::default(),
        catching_up: Mutex::default(),
        transport,
        outward,
        fresh: Fresh::default(),
        figures: figures::Counter::default(),
        outbox_wake,
        pictures: crate::share::kept::Kept::default(),
    });
    figures::prepare(&app).await?;
    catch_up(&app).await?;
    Ok(app)
}

/// `coup-de-main migrate`.
///
/// # Errors
/// When the database can't be had or a migration fails.
pub async fn migrate(settings: &Settings) -> Outcome {
    let db = Db::open(&settings.database_url)
        .await
        .map_err(|error| format!("DATABASE_URL can't be used: {error}"))?;
    db.migrate().await?;
    db.close().await;
    Ok(())
}

fn told_to_stop() -> Outcome<impl Future<Output = ()>> {
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    Ok(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
    })
}
