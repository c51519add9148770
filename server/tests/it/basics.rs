//! What holds on every page: health, errors in the reader's language, headers, no foreign posts.

use crate::harness::both;
use axum::{
    body::Body,
    http::{Request, StatusCode},
};

both! {
    async fn health_answers_when_the_database_does(portal: Portal) {
        assert_eq!(portal.get("/health").await.status, StatusCode::OK);
        portal.app.db.close().await;
        assert_eq!(portal.get("/health").await.status, StatusCode::SERVICE_UNAVAILABLE);
    }

    async fn an_unknown_address_says_so_in_the_readers_language(portal: Portal) {
        let french = portal.get("/nulle-part").await;
        assert_eq!(french.status, StatusCode::NOT_FOUND);
        french.says("Cette page n’existe pas").says("<html lang=\"fr\">");
        let english = portal.get("/en/nowhere").await;
        assert_eq!(english.status, StatusCode::NOT_FOUND);
        english.says("This page does not exist").says("<html lang=\"en\">");
    }

    async fn every_answer_carries_the_security_headers(portal: Portal) {
        for address in ["/", "/nulle-part", "/health", "/favicon.svg"] {
            let answer = portal.get(address).await;
            assert!(answer.header("content-security-policy").starts_with("default-src 'none'"), "{address}");
            assert_eq!(answer.header("x-content-type-options"), "nosniff", "{address}");
            assert_eq!(answer.header("set-cookie"), "", "no cookie on {address}");
        }
    }

    async fn another_site_changes_nothing(portal: Portal) {
        let request = Request::post("/missions/1/inscription")
            .header("sec-fetch-site", "cross-site")
            .body(Body::from("x=1"))
            .unwrap();
        assert_eq!(portal.send(request).await.status, StatusCode::FORBIDDEN);
    }
}
