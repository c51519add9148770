//! The API to read: what it finds, how one goes on, and how it says that something is wrong.

use crate::{
    api_keys::{json, key, problem, with_key},
    harness::{Answer, Portal, both},
    sow::{Seed, cesson, paris, rennes},
};
use axum::{
    body::Body,
    http::{Method, Request, StatusCode},
};
use serde_json::{Value, json};
use server::api::limits::PER_MINUTE;

/// The ids of a list, in its order.
fn ids(answer: &Answer) -> Vec<i64> {
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    json(answer)["data"].as_array().unwrap().iter().map(|one| one["id"].as_i64().unwrap()).collect()
}

/// The path of the next page.
fn next(answer: &Answer) -> Option<String> {
    let next = json(answer)["next"].as_str().map(str::to_owned);
    let link = next.as_ref().map(|next| format!("<{next}>; rel=\"next\"")).unwrap_or_default();
    assert_eq!(answer.header("link"), link);
    next.map(|next| next.strip_prefix("https://portail.example").unwrap().to_owned())
}

/// All ids of a list, page by page.
async fn all(portal: &Portal, path: &str) -> Vec<i64> {
    let (mut found, mut path) = (Vec::new(), Some(path.to_owned()));
    while let Some(here) = path {
        let page = portal.get(&here).await;
        found.extend(ids(&page));
        path = next(&page);
    }
    found
}

pub async fn asking(portal: &Portal, method: Method, path: &str, headers: &[(&str, &str)]) -> Answer {
    let mut request = Request::builder().method(method).uri(path);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    portal.send(request.body(Body::empty()).unwrap()).await
}

both! {
    async fn needs_are_found_as_on_the_site_and_told_whole(portal: Portal) {
        let id = portal.association("mains").await;
        let mut soup = Seed::new("Servir la soupe").dated(&[(15, 8), (22, 4)]);
        soup.page_url = Some("https://mains.example/soupe");
        soup.open_to_minors = true;
        let soup = soup.sow(&portal).await;
        portal.gives(soup, id).await;
        portal.sql("UPDATE needs SET revision = (SELECT last FROM need_revision), updated_at = 1795165200").await;
        let books = Seed::new("Trier des livres").at(&[paris()]).sow(&portal).await;
        let far = Seed::new("Servir la soupe ailleurs").at(&[cesson()]).sow(&portal).await;
        portal.confirmed(soup, portal.slots(soup).await[0], "lea@exemple.fr").await;

        let found = portal.get("/api/v1/needs?q=soupe&place=Rennes&radius_km=20").await;
        assert_eq!(ids(&found), [soup, far]);
        assert_eq!(json(&found)["total"], 2);
        assert_eq!(ids(&portal.get("/api/v1/needs?lieu=Paris&domaine=solidarite-insertion").await), [books]);
        assert_eq!(ids(&portal.get("/api/v1/needs?minors=true").await), [soup]);
        assert_eq!(ids(&portal.get("/api/v1/needs?q=licorne").await), Vec::<i64>::new());
        let need = &json(&found)["data"][0];
        assert!(need["distance_km"].as_f64().is_some_and(|km| km < 2.0), "{need}");
        for (field, value) in [
            ("title", json!("Servir la soupe")),
            ("url", json!(format!("https://portail.example/missions/{soup}-servir-la-soupe"))),
            ("sign_up_url", json!(format!("https://portail.example/missions/{soup}-servir-la-soupe/inscription"))),
            ("own_page", json!("https://mains.example/soupe")),
            ("field", json!("solidarite-insertion")),
            ("state", json!("open")),
            ("updated_at", json!("2026-11-20T10:00:00+01:00")),
            ("places", json!(12)),
            ("places_left", json!(11)),
            ("open_to_minors", json!(true)),
        ] {
            assert_eq!(need[field], value, "{field}");
        }
        assert_eq!(need["slots"][0]["starts_at"], "2026-12-05T10:00:00+01:00");
        assert_eq!(need["slots"][0]["places_left"], 7);
        assert_eq!(need["addresses"][0]["lat"], rennes().point.lat);
        assert_eq!(need["association"]["api_url"], format!("https://portail.example/api/v1/associations/{id}"));
        assert!(!found.body.contains("lea@") && !found.body.contains("Camille"), "nobody is in it");
        let mut alone = need.clone();
        alone.as_object_mut().unwrap().remove("distance_km");
        assert_eq!(json(&portal.get(&format!("/api/v1/needs/{soup}")).await), alone);
    }

    async fn every_need_comes_once_whatever_the_order_and_the_size_of_pages(portal: Portal) {
        let mut sown = Vec::new();
        for index in 0..23_i64 {
            let seed = Seed::new(if index % 3 == 0 { "Servir la soupe" } else { "Trier des livres" });
            let seed = if index % 4 == 0 { seed.at(&[cesson(), rennes()]) } else { seed };
            sown.push(seed.dated(&[(index + 1, 3)]).sow(&portal).await);
        }
        for query in ["", "sort=date", "place=Rennes&radius_km=50", "place=Rennes&sort=relevance", "place=dep-35&sort=date"] {
            let whole = all(&portal, &format!("/api/v1/needs?limit=100&{query}")).await;
            for limit in [1, 5, 22, 23] {
                assert_eq!(all(&portal, &format!("/api/v1/needs?limit={limit}&{query}")).await, whole, "{query} by {limit}");
            }
            let mut sorted = whole.clone();
            sorted.sort_unstable();
            assert_eq!(sorted, sown, "{query}");
        }
        assert_eq!(all(&portal, "/api/v1/needs?sort=date&limit=7").await, sown);
        let soups = all(&portal, "/api/v1/needs?q=soupe&limit=3").await;
        assert_eq!(soups.len(), 8);
        assert_eq!(soups, all(&portal, "/api/v1/needs?q=soupe&limit=100").await);
        assert_eq!(ids(&portal.get("/api/v1/needs").await).len(), 20, "twenty where nothing is said");
    }

    async fn who_keeps_a_copy_learns_of_every_change(portal: Portal) {
        let id = portal.association("mains").await;
        let mut sown = Vec::new();
        for _ in 0..5 {
            portal.clock.advance(10);
            sown.push(Seed::new("Servir la soupe").sow(&portal).await);
        }
        portal.sql("UPDATE needs SET updated_at = 1795165200 + id * 10").await;
        portal.sql("UPDATE needs SET updated_at = 1795165250 WHERE id IN (1, 2)").await;
        portal.sql("UPDATE needs SET state = 'closed', revision = revision + 100, updated_at = 1795169000 WHERE id = 3").await;
        portal.gives(4, id).await;
        let since = |at: &str| format!("/api/v1/needs?updated_since={at}");
        assert_eq!(all(&portal, &format!("{}&limit=1", since("2026-11-20"))).await, [4, 1, 2, 5, 3]);
        assert_eq!(all(&portal, &format!("{}&limit=2", since("2026-11-20T09:00:50Z"))).await, [1, 2, 5, 3]);
        let closed = portal.get(&since("2026-11-20T10:00:00Z")).await;
        assert_eq!((ids(&closed), &json(&closed)["data"][0]["state"]), (vec![3], &json!("closed")));
        assert_eq!(json(&closed)["data"][0]["sign_up_url"], Value::Null);
        assert_eq!(all(&portal, &format!("/api/v1/needs?association={id}")).await, [4]);
        assert_eq!(all(&portal, &format!("{}&association={id}", since("2026-11-21"))).await, Vec::<i64>::new());
        assert_eq!(json(&portal.get("/api/v1/needs/3").await)["state"], "closed");
    }

    async fn what_one_has_already_is_not_sent_again(portal: Portal) {
        let need = Seed::new("Servir la soupe").sow(&portal).await;
        for path in ["/api/v1/needs?q=soupe", &format!("/api/v1/needs/{need}"), "/api/v1/fields", "/api/v1/places?q=ren",
            "/api/v1/associations", "/api/v1/openapi.json"]
        {
            let first = portal.get(path).await;
            let tag = first.header("etag").to_owned();
            assert!(tag.starts_with('"') && tag.len() > 10, "{path} {tag}");
            assert!(first.header("cache-control").starts_with("public, max-age="), "{path}");
            let again = asking(&portal, Method::GET, path, &[("if-none-match", &tag)]).await;
            assert_eq!((again.status, again.body.as_str(), again.header("etag")), (StatusCode::NOT_MODIFIED, "", tag.as_str()));
            assert_eq!(asking(&portal, Method::GET, path, &[("if-none-match", "\"x\"")]).await.body, first.body);
            let head = asking(&portal, Method::HEAD, path, &[]).await;
            assert_eq!((head.status, head.header("etag"), head.body.as_str()), (StatusCode::OK, tag.as_str(), ""));
            let gzip = asking(&portal, Method::GET, path, &[("accept-encoding", "gzip")]).await;
            if gzip.header("content-encoding") == "gzip" {
                let coded = gzip.header("etag").to_owned();
                assert_ne!(coded, tag, "each coding has its own");
                let headers = [("accept-encoding", "gzip"), ("if-none-match", coded.as_str())];
                let again = asking(&portal, Method::GET, path, &headers).await;
                assert_eq!((again.status, again.header("etag")), (StatusCode::NOT_MODIFIED, coded.as_str()));
            }
        }
        let before = portal.get("/api/v1/needs?q=soupe").await.header("etag").to_owned();
        Seed::new("Servir la soupe encore").sow(&portal).await;
        assert_ne!(portal.get("/api/v1/needs?q=soupe").await.header("etag"), before, "a change is seen at once");
    }

    async fn places_left_are_some_seconds_old_at_most(portal: Portal) {
        let need = Seed::new("Servir la soupe").places(3).sow(&portal).await;
        let left = async || {
            let list = json(&portal.get("/api/v1/needs").await)["data"][0]["places_left"].clone();
            let one = json(&portal.get(&format!("/api/v1/needs/{need}")).await)["places_left"].clone();
            (list.as_i64().unwrap(), one.as_i64().unwrap())
        };
        assert_eq!(left().await, (3, 3));
        portal.sign_up(need, portal.slots(need).await[0], "lea@exemple.fr").await;
        portal.clock.advance(10);
        assert_eq!(left().await, (2, 2));
    }

    async fn associations_fields_and_places_are_listed(portal: Portal) {
        let id = portal.association("mains").await;
        let waits = portal.association("attend").await;
        portal.sql("UPDATE associations SET state = 'pending' WHERE name = 'attend'").await;
        for _ in 0..3 {
            portal.association("autre").await;
        }
        portal.gives(Seed::new("Servir la soupe").sow(&portal).await, id).await;
        let listed = all(&portal, "/api/v1/associations?limit=2").await;
        assert!(listed.len() == 4 && listed.contains(&id) && !listed.contains(&waits), "{listed:?}");
        let one = json(&portal.get(&format!("/api/v1/associations/{id}")).await);
        assert_eq!((&one["name"], &one["open_needs"], &one["department"]), (&json!("mains"), &json!(1), &json!("35")));
        assert!(!one.to_string().contains("contact@"), "where it is written to is not public: {one}");
        assert_eq!(problem(&portal.get(&format!("/api/v1/associations/{waits}")).await, 404), "not-found");
        let fields = json(&portal.get("/api/v1/fields").await);
        assert_eq!(fields["data"].as_array().unwrap().len(), 20);
        assert!(fields["data"].as_array().unwrap().contains(&json!({"code": "sante", "fr": "Santé", "en": "Health"})));
        let places = json(&portal.get("/api/v1/places?q=renn&limit=3").await);
        assert_eq!((&places["data"][0]["name"], &places["data"][0]["kind"]), (&json!("Rennes"), &json!("commune")));
        assert!((places["data"][0]["lat"].as_f64().unwrap() - 48.11).abs() < 0.1);
        assert_eq!(places["data"].as_array().unwrap().len(), 3);
    }

    async fn what_makes_no_sense_is_a_problem_that_says_what_to_do(portal: Portal) {
        for _ in 0..3 {
            Seed::new("Servir la soupe").sow(&portal).await;
        }
        let cursor = next(&portal.get("/api/v1/needs?limit=1&q=soupe").await).unwrap();
        let cursor = cursor.rsplit('=').next().unwrap().to_owned();
        let other = format!("/api/v1/needs?limit=1&q=livres&cursor={cursor}");
        let cut = format!("/api/v1/needs?limit=1&q=soupe&cursor={}", &cursor[..cursor.len() - 2]);
        for (path, status, kind, parameter) in [
            ("/api/v1/needs?limit=0", 400, "parameters", "limit"),
            ("/api/v1/needs?limit=101", 400, "parameters", "limit"),
            ("/api/v1/needs?limit=dix", 400, "parameters", "limit"),
            ("/api/v1/needs?cursor=x", 400, "cursor", ""),
            ("/api/v1/needs?cursor=%00%ff", 400, "cursor", ""),
            (other.as_str(), 400, "cursor", ""),
            (cut.as_str(), 400, "cursor", ""),
            ("/api/v1/associations?cursor=x", 400, "cursor", ""),
            ("/api/v1/needs?place=Zzyxville", 400, "parameters", "place"),
            ("/api/v1/needs?place=Saint-Denis", 400, "parameters", "place"),
            ("/api/v1/needs?updated_since=hier", 400, "parameters", "updated_since"),
            ("/api/v1/needs?field=licorne", 400, "parameters", "field"),
            ("/api/v1/needs?page=2", 400, "parameters", "page"),
            ("/api/v1/places", 400, "parameters", "q"),
            ("/api/v1/needs/0", 404, "not-found", ""),
            ("/api/v1/needs/soupe", 404, "not-found", ""),
            ("/api/v1/needs/99999999999999999999", 404, "not-found", ""),
            ("/api/v1/associations/999", 404, "not-found", ""),
            ("/api/v1/nothing", 404, "not-found", ""),
            ("/api", 404, "not-found", ""),
            ("/api/v1/needs/%ff", 400, "parameters", ""),
        ] {
            let answer = portal.get(path).await;
            assert_eq!(problem(&answer, status), kind, "{path}");
            let named = json(&answer)["errors"][0]["parameter"].as_str().unwrap_or_default().to_owned();
            assert_eq!(named, parameter, "{path}");
            assert_eq!(answer.header("access-control-allow-origin"), "*", "{path}");
        }
        let several = json(&portal.get("/api/v1/needs?place=Saint-Denis").await);
        let choices = several["errors"][0]["choices"].as_array().unwrap();
        assert!(choices.len() > 1 && choices[0].as_str().unwrap().contains("Saint-Denis"), "{several}");
        let answer = asking(&portal, Method::POST, "/api/v1/needs", &[]).await;
        assert_eq!(problem(&answer, 405), "method");
        assert!(answer.header("allow").contains("GET"));
        portal.app.db.close().await;
        let answer = portal.get("/api/v1/associations").await;
        assert_eq!((problem(&answer, 503).as_str(), answer.header("retry-after")), ("unavailable", "30"));
    }

    async fn pages_of_other_sites_may_read_and_nothing_else(portal: Portal) {
        let afar = ("origin", "https://ailleurs.example");
        let answer = asking(&portal, Method::GET, "/api/v1/fields", &[afar, ("sec-fetch-site", "cross-site")]).await;
        assert_eq!((answer.status, answer.header("access-control-allow-origin")), (StatusCode::OK, "*"));
        assert!(answer.header("access-control-expose-headers").contains("Link"));
        assert_eq!(answer.header("access-control-allow-credentials"), "");
        let asked = [afar, ("access-control-request-method", "GET"), ("access-control-request-headers", "if-none-match")];
        let answer = asking(&portal, Method::OPTIONS, "/api/v1/needs", &asked).await;
        assert_eq!((answer.status, answer.header("access-control-allow-origin")), (StatusCode::NO_CONTENT, "*"));
        assert_eq!(answer.header("access-control-allow-methods"), "GET, HEAD, OPTIONS");
        let id = portal.association("mains").await;
        let key = key(&portal, id, "sign_ups:read").await;
        let path = format!("/api/v1/associations/{id}/sign-ups");
        let answer = with_key(&portal, &key, Method::GET, &path, None).await;
        assert_eq!((answer.header("access-control-allow-origin"), answer.header("cache-control")), ("", "no-store"));
        assert_eq!(portal.get("/").await.header("access-control-allow-origin"), "");
    }

    async fn a_network_that_asks_too_often_waits(portal: Portal) {
        let ask = async |network: &'static str| asking(&portal, Method::GET, "/api/v1/fields", &[("x-forwarded-for", network)]).await;
        let first = ask("203.0.113.7").await;
        assert_eq!(first.header("ratelimit-policy"), "\"network\";q=600;w=60");
        assert_eq!(first.header("ratelimit"), format!("\"network\";r={};t=60", PER_MINUTE - 1));
        for _ in 1..PER_MINUTE {
            assert_eq!(ask("203.0.113.7").await.status, StatusCode::OK);
        }
        let refused = ask("203.0.113.7").await;
        assert_eq!((problem(&refused, 429).as_str(), refused.header("retry-after")), ("too-many", "60"));
        assert_eq!(refused.header("ratelimit"), "\"network\";r=0;t=60");
        assert_eq!(ask("203.0.113.8").await.status, StatusCode::OK);
        assert_eq!(portal.get("/").await.status, StatusCode::OK, "pages are not counted");
        portal.clock.advance(60);
        assert_eq!(ask("203.0.113.7").await.status, StatusCode::OK);
    }

    async fn people_read_how_it_works(portal: Portal) {
        let page = portal.get("/developpeurs").await;
        assert_eq!(page.status, StatusCode::OK);
        page.says("Pour qui développe").says("https://portail.example/api/v1/needs?q=soupe").says("id=\"cursor\"").says("needs:write");
        portal.get("/en/developpeurs").await.says("For developers").says("600 times a minute");
        portal.get("/").await.says("href=\"/developpeurs\"");
    }
}
