//! A partner's server with a feed, on this machine, and an association that has the portal read it.

use crate::{
    desk::Browser,
    harness::{Answer, Portal},
};
use axum::{
    Router,
    body::{Body, Bytes},
    extract::State,
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Redirect, Response},
    routing::get,
};
use futures_util::stream;
use server::feed::scheduled::fetch_one;
use std::sync::{Arc, Mutex};

/// What a partner's server has, and what it was asked.
#[derive(Clone, Default)]
pub struct Partner {
    pub feed: Arc<Mutex<Vec<u8>>>,
    pub status: Arc<Mutex<u16>>,
    pub asked: Arc<Mutex<Vec<HeaderMap>>>,
}

impl Partner {
    /// A server with this feed; where it listens.
    pub async fn with(feed: impl Into<Vec<u8>>) -> (Self, String) {
        let partner = Self::default();
        partner.has(feed);
        let router = Router::new()
            .route("/flux.xml", get(Self::answer))
            .route("/dated.xml", get(Self::dated))
            .route("/ours", get(async || Redirect::to("https://portail.example/flux/api-engagement.xml")))
            .route("/inside", get(async || Redirect::to("http://169.254.169.254/latest/meta-data/")))
            .route("/endless", get(endless))
            .with_state(partner.clone());
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        tokio::spawn(async move { axum::serve(listener, router).await });
        (partner, address)
    }

    pub fn has(&self, feed: impl Into<Vec<u8>>) {
        *self.feed.lock().unwrap() = feed.into();
        *self.status.lock().unwrap() = 200;
    }

    async fn answer(State(partner): State<Self>, headers: HeaderMap) -> Response {
        partner.asked.lock().unwrap().push(headers.clone());
        let feed = partner.feed.lock().unwrap().clone();
        let etag = format!("\"{}-{}\"", feed.len(), feed.iter().map(|byte| u64::from(*byte)).sum::<u64>());
        let told =
            [(header::ETAG, etag.clone()), (header::LAST_MODIFIED, "Fri, 20 Nov 2026 08:00:00 GMT".into())];
        let status = StatusCode::from_u16(*partner.status.lock().unwrap()).unwrap();
        if headers.get(header::IF_NONE_MATCH).is_some_and(|tag| tag.to_str().unwrap() == etag) {
            return (StatusCode::NOT_MODIFIED, told).into_response();
        }
        (status, told, feed).into_response()
    }

    /// As a server that knows no tags.
    async fn dated(State(partner): State<Self>, headers: HeaderMap) -> Response {
        partner.asked.lock().unwrap().push(headers.clone());
        let date = "Fri, 20 Nov 2026 08:00:00 GMT";
        if headers.get(header::IF_MODIFIED_SINCE).is_some_and(|since| since == date) {
            return StatusCode::NOT_MODIFIED.into_response();
        }
        ([(header::LAST_MODIFIED, date)], partner.feed.lock().unwrap().clone()).into_response()
    }
}

/// Missions for ever.
async fn endless() -> Response {
    let head =
        stream::iter([Ok::<_, std::io::Error>(Bytes::from_static(b"<source><publisher>x</publisher>"))]);
    let piece = Bytes::from("<mission><title>Une mission</title></mission>".repeat(2_000));
    Body::from_stream(stream::StreamExt::chain(head, stream::repeat_with(move || Ok(piece.clone()))))
        .into_response()
}

pub fn feed(ids: &[&str], more: &str) -> String {
    let missions: String = ids
        .iter()
        .map(|id| {
            format!(
                "<mission><title>Mission {id}</title><clientId>{id}</clientId><description>Aider</description>\
                 <applicationUrl>https://exemple.org/{id}</applicationUrl><domain>sport</domain>\
                 <addresses><address><city>RENNES</city><postalCode>35000</postalCode></address></addresses>\
                 <organizationName>Un autre nom</organizationName>{more}</mission>"
            )
        })
        .collect();
    format!("<?xml version=\"1.0\"?><source><publisher>Essai</publisher>{missions}</source>")
}

pub const LIST: &str = "/espace/1/flux";
pub const ONE: &str = "/espace/1/flux/1";

pub async fn coordinator(portal: &Portal) -> Browser<'_> {
    assert_eq!(portal.association("mains").await, 1);
    portal.signed_in("coordinator@mains.example").await
}

/// Adds a feed and has it read; what its page says then.
pub async fn read(portal: &Portal, browser: &mut Browser<'_>, address: &str) -> Answer {
    let added = browser.post(LIST, &[("address", address), ("every", "24")]).await;
    assert_eq!(added.status, StatusCode::SEE_OTHER, "{}", added.body);
    let page = added.header("location").to_owned();
    assert!(fetch_one(&portal.app).await.unwrap());
    browser.get(&page).await
}

pub async fn open(portal: &Portal) -> i64 {
    server::store::needs::open_count(&portal.app.db).await.unwrap()
}
