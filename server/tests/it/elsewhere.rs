//! Sites elsewhere that tests link to.

use axum::{
    Router,
    extract::State,
    http::{HeaderMap, Method, StatusCode, header},
    routing::any,
};
use std::{
    net::SocketAddr,
    sync::{Arc, Mutex},
};

/// A site elsewhere: what it was asked, and how its `/page` answers now.
#[derive(Clone)]
pub struct Site {
    at: SocketAddr,
    asked: Arc<Mutex<Vec<String>>>,
    page: Arc<Mutex<StatusCode>>,
}

impl Site {
    pub async fn start() -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let site = Self {
            at: listener.local_addr().unwrap(),
            asked: Arc::default(),
            page: Arc::new(Mutex::new(StatusCode::OK)),
        };
        async fn page(State(site): State<Site>, method: Method, headers: HeaderMap) -> StatusCode {
            let agent = headers.get(header::USER_AGENT).map_or("", |value| value.to_str().unwrap());
            site.asked.lock().unwrap().push(format!("{method} {agent}"));
            *site.page.lock().unwrap()
        }
        let router = Router::new()
            .route("/page", any(page))
            .route("/other", any(page))
            .route(
                "/no-head",
                any(
                    async |method: Method| {
                        if method == Method::HEAD { StatusCode::METHOD_NOT_ALLOWED } else { StatusCode::OK }
                    },
                ),
            )
            .route(
                "/head-lies",
                any(
                    async |method: Method| {
                        if method == Method::HEAD { StatusCode::NOT_FOUND } else { StatusCode::OK }
                    },
                ),
            )
            .route("/large", any(async || "x".repeat(200_000)))
            .route("/inside", any(async || (StatusCode::FOUND, [(header::LOCATION, "http://10.0.0.1/")])))
            .route("/moved", any(async || (StatusCode::FOUND, [(header::LOCATION, "/page")])))
            .with_state(site.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        site
    }

    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.at)
    }

    /// Its `/page` answers so from now on.
    pub fn answers(&self, status: u16) {
        *self.page.lock().unwrap() = StatusCode::from_u16(status).unwrap();
    }

    /// What it was asked since the last time.
    pub fn asked(&self) -> Vec<String> {
        std::mem::take(&mut *self.asked.lock().unwrap())
    }
}
