//! Signing in with Facebook, which is a stand-in here.

use crate::{harness::both, oidc::with};
use axum::http::StatusCode;

both! {
    async fn facebook_lets_in_too(portal: Portal) {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        tokio::spawn(async move { axum::serve(listener, facebook()).await.unwrap() });
        let pairs = [
            ("FACEBOOK_CLIENT_ID", "portail"),
            ("FACEBOOK_CLIENT_SECRET", "secret"),
            ("FACEBOOK_URL", address.as_str()),
            ("FACEBOOK_GRAPH_URL", address.as_str()),
        ];
        let now = portal.clock.now();
        let portal = with(portal, &pairs, now).await;
        let mut browser = portal.browser();
        let sent = browser.post("/connexion/avec/facebook", &[]).await.header("location").to_owned();
        assert!(sent.starts_with(&format!("{address}/dialog/oauth?")) && sent.contains("code_challenge="), "{sent}");
        let state = sent.split_once("&state=").unwrap().1.split('&').next().unwrap();
        let wrong = browser.get("/connexion/retour/facebook?code=good&state=x").await;
        assert_eq!(wrong.status, StatusCode::BAD_REQUEST);
        let back = format!("/connexion/retour/facebook?code=good&state={state}");
        assert_eq!(browser.get(&back).await.status, StatusCode::BAD_REQUEST, "one try a question");

        for (code, status) in [("bad", StatusCode::BAD_REQUEST), ("good", StatusCode::SEE_OTHER)] {
            let mut browser = portal.browser();
            let sent = browser.post("/connexion/avec/facebook", &[]).await.header("location").to_owned();
            let state = sent.split_once("&state=").unwrap().1.split('&').next().unwrap();
            let answer = browser.get(&format!("/connexion/retour/facebook?code={code}&state={state}")).await;
            assert_eq!(answer.status, status, "{code}: {}", answer.body);
            if code == "good" {
                browser.get("/espace").await.says("nadia@mains.example");
            }
        }
    }
}

/// What Facebook's graph answers, as far as we ask it.
fn facebook() -> axum::Router {
    use axum::{
        http::HeaderMap,
        response::IntoResponse,
        routing::{get, post},
    };
    let token = async |body: String| {
        let whole = ["client_id=portail", "client_secret=secret", "code=good", "code_verifier="];
        if whole.iter().all(|part| body.contains(part)) {
            r#"{"access_token":"for-nadia"}"#.into_response()
        } else {
            (StatusCode::BAD_REQUEST, r#"{"error":{}}"#).into_response()
        }
    };
    let me = async |headers: HeaderMap| match headers.get("authorization") {
        Some(bearer) if bearer == "Bearer for-nadia" => {
            r#"{"id":"1234","email":"nadia@mains.example"}"#.into_response()
        }
        _ => StatusCode::UNAUTHORIZED.into_response(),
    };
    axum::Router::new().route("/oauth/access_token", post(token)).route("/me", get(me))
}
