//! A portal of its own for each test: fresh database, standing clock, real router.

use crate::blank;
use axum::{
    Router,
    body::Body,
    http::{HeaderMap, Request, StatusCode, header},
};
use server::{clock::Clock, router::router, settings::Settings, state::SharedApp, store::Db};
use std::{
    collections::HashMap,
    sync::{
        Arc, Mutex,
        atomic::{AtomicU32, Ordering},
    },
};
use tower::ServiceExt;

/// Friday 20 November 2026, 09:00 UTC: when tests begin.
pub const START: i64 = 1_795_165_200;

/// Writes one test twice: `both! { async fn name(portal: Portal) { … } }` runs it on SQLite and PostgreSQL.
macro_rules! both {
    ($($(#[$meta:meta])* async fn $name:ident($portal:ident: Portal) $body:block)*) => {$(
        mod $name {
            #[allow(unused_imports)]
            use super::*;
            async fn run($portal: crate::harness::Portal) $body
            $(#[$meta])*
            #[tokio::test]
            async fn sqlite() { run(crate::harness::Portal::on_sqlite().await).await }
            $(#[$meta])*
            #[tokio::test]
            async fn postgres() {
                let portal = crate::harness::Portal::on_postgres().await;
                let (app, database) = (portal.app.clone(), portal.database.clone());
                run(portal).await;
                crate::harness::drop_database(&app, &database).await;
            }
        }
    )*};
}
pub(crate) use both;

/// One running portal.
pub struct Portal {
    pub app: SharedApp,
    pub clock: Clock,
    pub database: String,
    /// The router that was built for the app: in a debug build that takes longer than to answer.
    built: Mutex<Option<(SharedApp, Router)>>,
    _folder: tempfile::TempDir,
}

/// What came back.
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: String,
}

impl Answer {
    /// A header's text, or nothing.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    /// Fails with the whole page when `text` isn't in it; firm spaces are like plain ones.
    #[track_caller]
    pub fn says(&self, text: &str) -> &Self {
        let found = plain(&self.body).contains(&plain(text));
        assert!(found, "{} without {text:?}:\n{}", self.status, self.body);
        self
    }
}

/// French as one types it: its firm spaces plain, so that tests read.
pub fn plain(text: &str) -> String {
    text.replace(['\u{202f}', '\u{a0}'], " ")
}

impl Portal {
    pub async fn on_sqlite() -> Self {
        let blank = blank::sqlite().await;
        let url = |folder: &tempfile::TempDir| {
            let file = folder.path().join("portal.db");
            std::fs::write(&file, blank).unwrap();
            format!("sqlite:{}", file.display())
        };
        Self::on(url, String::new()).await
    }

    pub async fn on_postgres() -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let server = std::env::var("TEST_POSTGRES_URL")
            .expect("TEST_POSTGRES_URL names a PostgreSQL to test on; `make unit` starts one");
        let database = format!("portal_{}_{}", std::process::id(), COUNT.fetch_add(1, Ordering::SeqCst));
        blank::create(&server, &database, blank::postgres(&server).await).await;
        let url = in_database(&server, &database);
        Self::on(|_| url, database).await
    }

    async fn on(url: impl FnOnce(&tempfile::TempDir) -> String, database: String) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let values = HashMap::from([
            ("DATABASE_URL".to_owned(), url(&folder)),
            ("PUBLIC_URL".to_owned(), "https://portail.example".to_owned()),
            ("MAIL_DIR".to_owned(), folder.path().join("mail").display().to_string()),
            ("INDEX_DIR".to_owned(), folder.path().join("index").display().to_string()),
            ("TRUSTED_PROXIES".to_owned(), "1".to_owned()),
            ("OUTWARD_ALLOW".to_owned(), "127.0.0.1".to_owned()),
        ]);
        let clock = Clock::standing_at(START);
        let app = server::serve::start(Settings::from_values(&values).unwrap(), clock.clone()).await.unwrap();
        Self { app, clock, database, built: Mutex::default(), _folder: folder }
    }

    /// The real router.
    pub fn router(&self) -> Router {
        let mut built = self.built.lock().unwrap();
        match &*built {
            Some((app, router)) if Arc::ptr_eq(app, &self.app) => router.clone(),
            _ => built.insert((self.app.clone(), router(self.app.clone()))).1.clone(),
        }
    }

    /// Sends any request through it.
    pub async fn send(&self, request: Request<Body>) -> Answer {
        let response = self.router().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let body = axum::body::to_bytes(body, usize::MAX).await.unwrap();
        Answer {
            status: parts.status,
            headers: parts.headers,
            body: String::from_utf8_lossy(&body).into_owned(),
        }
    }

    pub async fn get(&self, address: &str) -> Answer {
        self.send(Request::get(address).body(Body::empty()).unwrap()).await
    }

    /// Posts a form as one of our pages in a browser does.
    pub async fn post(&self, address: &str, form: &[(&str, &str)]) -> Answer {
        let request = Request::post(address)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header("sec-fetch-site", "same-origin")
            .body(Body::from(serde_html_form::to_string(form).unwrap()))
            .unwrap();
        self.send(request).await
    }
}

/// The address of a database on that server.
pub fn in_database(server: &str, database: &str) -> String {
    let (base, options) = server.split_once('?').map_or((server, ""), |(base, options)| (base, options));
    let scheme = base.find("://").unwrap() + 3;
    let host = base[scheme..].find('/').map_or(base.len(), |slash| scheme + slash);
    let options = if options.is_empty() { String::new() } else { format!("?{options}") };
    format!("{}/{database}{options}", &base[..host])
}

/// Removes a PostgreSQL test's database once it has passed.
pub async fn drop_database(app: &SharedApp, database: &str) {
    app.db.close().await;
    let server = std::env::var("TEST_POSTGRES_URL").unwrap();
    let Db::Postgres(pool) = Db::open(&server).await.unwrap() else { panic!("not PostgreSQL") };
    sqlx::raw_sql(sqlx::AssertSqlSafe(format!("DROP DATABASE {database} WITH (FORCE)")))
        .execute(&pool)
        .await
        .unwrap();
    pool.close().await;
}
