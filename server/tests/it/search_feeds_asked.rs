//! How feeds are asked for: what is wrong with an address is said, who has a feed isn't sent it again, and the search
//! page leads to them.

use crate::{
    harness::{Answer, Portal, both, plain},
    search_feeds::{HERE, path, read, titles},
    sow::Seed,
};
use app::domain::need::SignUpAt;
use axum::{
    body::Body,
    http::{Request, StatusCode},
};

async fn with_headers(portal: &Portal, address: &str, headers: &[(&str, &str)]) -> Answer {
    let request =
        headers.iter().fold(Request::get(address), |request, (name, value)| request.header(*name, *value));
    portal.send(request.body(Body::empty()).unwrap()).await
}

both! {
    async fn who_has_it_is_not_sent_it_again(portal: Portal) {
        Seed::new("Servir la soupe").dated(&[(2, 5)]).sow(&portal).await;
        for kind in ["atom", "ics", "json"] {
            let address = format!("/missions.{kind}?lieu=Rennes");
            let first = portal.get(&address).await;
            let tag = first.header("etag");
            assert!(tag.starts_with("W/\""), "{tag}");
            assert_eq!(first.header("last-modified"), "", "much of it changes without a time");
            assert!(first.header("cache-control").starts_with("public, max-age="));
            assert_eq!(first.header("access-control-allow-origin"), "*");
            portal.clock.advance(60);
            let again = with_headers(&portal, &address, &[("if-none-match", tag)]).await;
            assert_eq!((again.status, again.body.as_str()), (StatusCode::NOT_MODIFIED, ""), "{kind}");
            assert_eq!((again.header("etag"), again.header("access-control-allow-origin")), (tag, "*"));
            let later = ("if-modified-since", "Sun, 06 Nov 2044 08:49:37 GMT");
            for known in [vec![("if-none-match", "\"x\""), later], vec![later]] {
                assert_eq!(with_headers(&portal, &address, &known).await.status, StatusCode::OK, "{kind} {known:?}");
            }
        }
        let first = portal.get("/missions.json").await;
        let known = [("if-none-match", first.header("etag"))];
        // What has no time of its own: a logo, a name, a place that is taken.
        portal.sql("UPDATE slots SET taken = taken + 1").await;
        assert_eq!(with_headers(&portal, "/missions.json", &known).await.status, StatusCode::OK);
        let first = portal.get("/missions.atom").await;
        portal.clock.advance(60);
        portal.sql("UPDATE needs SET title = 'Autre', updated_at = 1795165260, revision = 9").await;
        let known = [("if-none-match", first.header("etag"))];
        assert_eq!(with_headers(&portal, "/missions.atom", &known).await.status, StatusCode::OK);
    }

    async fn what_is_wrong_with_the_address_is_said(portal: Portal) {
        Seed::new("Servir la soupe").dated(&[(2, 5)]).sow(&portal).await;
        // Which Œuilly?
        let problem = portal.get("/missions.json?lieu=%C5%92uilly&rayon=5").await;
        assert_eq!((problem.status, problem.header("content-type")), (StatusCode::BAD_REQUEST, "application/problem+json"));
        assert_eq!(problem.header("access-control-allow-origin"), "*");
        let said: serde_json::Value = serde_json::from_str(&problem.body).unwrap();
        assert_eq!((&said["status"], &said["errors"][0]["parameter"]), (&400.into(), &"lieu".into()));
        assert_eq!(plain(said["detail"].as_str().unwrap()), "Plusieurs lieux s’appellent « Œuilly ». Lequel ?");
        let places = said["errors"][0]["choices"].as_array().unwrap();
        assert!(places.len() >= 2, "{said}");
        for place in places {
            let there = place.as_str().unwrap();
            assert!(there.contains("/missions.json?lieu=") && there.contains("&rayon=5"), "{there}");
            read(&portal.get(path(there)).await);
        }
        for kind in ["atom", "ics"] {
            let answer = portal.get(&format!("/missions.{kind}?lieu=%C5%92uilly")).await;
            assert_eq!((answer.status, answer.header("content-type")), (StatusCode::BAD_REQUEST, "text/plain; charset=utf-8"));
            answer.says("Plusieurs lieux s’appellent « Œuilly »").says(&format!("{HERE}/missions.{kind}?lieu="));
            let answer = portal.get(&format!("/en/missions.{kind}?lieu=Zzyxville")).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND);
            answer.says("We don’t know the place “Zzyxville”");
        }
        // What can be mended is, and said.
        let answer = portal.get("/missions.atom?rayon=9999&domaine=licorne").await;
        let feed = read(&answer);
        assert_eq!(titles(&feed), ["Servir la soupe"]);
        let subtitle = plain(&feed.description.unwrap().content);
        assert!(subtitle.contains("La distance va de 1 à 500 km") && subtitle.contains("Nous ne connaissons pas ce domaine"), "{subtitle}");
        let calendar: icalendar::Calendar = portal.get("/missions.ics?rayon=9999").await.body.parse().unwrap();
        assert!(plain(calendar.get_description().unwrap()).contains("La distance va de 1 à 500 km"));
        let json: serde_json::Value = serde_json::from_str(&portal.get("/missions.json?tri=hasard").await.body).unwrap();
        assert_eq!(json["_coup_de_main"]["problems"][0]["parameter"], "tri");
    }

    async fn the_search_page_leads_to_its_feeds(portal: Portal) {
        Seed { sign_up: SignUpAt::There, page_url: Some("https://mains.example/soupe"), ..Seed::new("Servir la soupe") }.sow(&portal).await;
        let page = portal.get("/missions?q=soupe&lieu=Rennes&tri=date&page=1").await;
        for (kind, file) in [("application/atom+xml", "atom"), ("text/calendar", "ics"), ("application/feed+json", "json")] {
            let href = format!("href=\"{HERE}/missions.{file}?q=soupe&amp;lieu=Rennes\"");
            let found = page.body.split("<link ").any(|link| link.contains(&href) && link.contains(kind) && link.contains("rel=\"alternate\""));
            assert!(found, "{href} in {}", page.body);
        }
        page.says("Suivre cette recherche").says("href=\"/missions.ics?q=soupe&amp;lieu=Rennes\"")
            .says("href=\"/missions.atom?q=soupe&amp;lieu=Rennes\"").says("href=\"/missions/alerte?q=soupe&amp;lieu=Rennes\"");
        portal.get("/en/missions?q=licorne").await.says("Follow this search").says("href=\"/en/missions/alerte?q=licorne\"");
        let unclear = portal.get("/missions?lieu=%C5%92uilly").await;
        assert!(!unclear.body.contains("missions.atom"), "nothing to follow yet");
    }
}
