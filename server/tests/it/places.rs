//! `GET /lieux`: what the place field asks for.

use crate::harness::both;
use axum::http::StatusCode;

both! {
    async fn places_are_suggested_as_json_that_may_be_kept(portal: Portal) {
        let answer = portal.get("/lieux?q=st%20den").await;
        assert_eq!(answer.status, StatusCode::OK);
        assert_eq!(answer.header("cache-control"), "public, max-age=86400");
        let list: serde_json::Value = serde_json::from_str(&answer.body).unwrap();
        assert_eq!(list[0]["name"], "Saint-Denis");
        assert_eq!(list[0]["detail"], "97400 · La Réunion");
        assert_eq!(list[1]["value"], "93066");
        assert!(list.as_array().unwrap().len() <= 8);
    }

    async fn hopeless_questions_get_an_empty_list(portal: Portal) {
        for address in ["/lieux", "/lieux?q=", "/lieux?q=%00%20%22", "/lieux?q=xqzzwv"] {
            let answer = portal.get(address).await;
            assert_eq!((answer.status, answer.body.as_str()), (StatusCode::OK, "[]"), "{address}");
        }
    }
}
