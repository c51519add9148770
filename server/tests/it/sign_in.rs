//! Signing in without a password: links that let in once, sessions that end.

use crate::harness::both;
use axum::http::StatusCode;

const NADIA: &str = "nadia@mains.example";

both! {
    async fn a_link_by_mail_lets_in_once_and_in_any_browser(portal: Portal) {
        let mut asked = portal.browser();
        asked.post("/connexion", &[("email", NADIA)]).await;
        assert_eq!(asked.cookie, "", "no cookie before somebody is in");
        let token = portal.mails_to(NADIA).await[0].token("/connexion/");
        let path = format!("/connexion/{token}");

        let page = portal.get(&path).await;
        page.says("Il ne reste qu’un clic").says(NADIA);
        assert!(!page.body.contains("déjà été ouvert"), "the first look");
        portal.get(&path).await.says("déjà été ouvert");

        let mut other = portal.browser();
        assert_eq!(other.post(&path, &[]).await.header("location"), "/espace");
        other.get("/espace").await.says(NADIA);
        assert_eq!(other.post(&path, &[]).await.header("location"), "/espace", "pressed twice");

        let late = asked.post(&path, &[]).await;
        assert_eq!(late.status, StatusCode::NOT_FOUND);
        late.says("Ce lien ne fait plus entrer").says("/connexion");
        assert_eq!(asked.cookie, "");
    }

    async fn a_link_lives_for_a_quarter_of_an_hour(portal: Portal) {
        portal.post("/connexion", &[("email", NADIA)]).await;
        let token = portal.mails_to(NADIA).await[0].token("/connexion/");
        portal.clock.advance(15 * 60);
        let path = format!("/connexion/{token}");
        assert_eq!(portal.get(&path).await.status, StatusCode::NOT_FOUND);
        assert_eq!(portal.browser().post(&path, &[]).await.status, StatusCode::NOT_FOUND);
        for forged in ["nonsense", &"A".repeat(43)] {
            assert_eq!(portal.get(&format!("/connexion/{forged}")).await.status, StatusCode::NOT_FOUND);
        }
    }

    async fn nobody_learns_whether_an_address_is_known(portal: Portal) {
        portal.signed_in(NADIA).await;
        let known = portal.post("/connexion", &[("email", NADIA)]).await;
        let unknown = portal.post("/connexion", &[("email", "personne@mains.example")]).await;
        assert_eq!((known.status, known.body), (unknown.status, unknown.body));
        assert_eq!(known.headers.get("location"), unknown.headers.get("location"));
        assert_eq!(portal.kinds_to("personne@mains.example").await, ["sign_in"]);
    }

    async fn what_is_no_address_is_said_so(portal: Portal) {
        let answer = portal.post("/connexion", &[("email", "nadia@")]).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        answer.says("value=\"nadia@\"").says("aria-invalid");
    }

    async fn an_address_asks_five_times_an_hour(portal: Portal) {
        for _ in 0..5 {
            assert_eq!(portal.post("/connexion", &[("email", NADIA)]).await.status, StatusCode::SEE_OTHER);
        }
        assert_eq!(portal.post("/connexion", &[("email", NADIA)]).await.status, StatusCode::TOO_MANY_REQUESTS);
        assert_eq!(portal.mails_to(NADIA).await.len(), 5);
    }

    async fn one_comes_back_to_where_one_wanted_to_go(portal: Portal) {
        let sent = portal.get("/en/espace").await;
        assert_eq!(sent.header("location"), "/en/connexion?suite=%2Fen%2Fespace");
        for (wanted, leads) in [("/en/espace", "/en/espace"), ("https://mechant.example", "/espace")] {
            let mut browser = portal.browser();
            browser.post("/connexion", &[("email", NADIA), ("suite", wanted)]).await;
            let token = portal.mails_to(NADIA).await.last().unwrap().token("/connexion/");
            let entered = browser.post(&format!("/connexion/{token}"), &[]).await;
            assert_eq!(entered.header("location"), leads);
        }
    }

    async fn the_cookie_is_for_our_pages_alone_and_new_at_each_entry(portal: Portal) {
        let mut browser = portal.signed_in(NADIA).await;
        let first = browser.cookie.clone();
        browser.post("/connexion", &[("email", NADIA)]).await;
        let token = portal.mails_to(NADIA).await.last().unwrap().token("/connexion/");
        let entered = browser.post(&format!("/connexion/{token}"), &[]).await;
        let cookie = entered.header("set-cookie").to_owned();
        for part in ["HttpOnly", "SameSite=Lax", "Secure", "Path=/"] {
            assert!(cookie.contains(part), "{part} in {cookie}");
        }
        assert_ne!(browser.cookie, first, "an id that was there before is worth nothing");
        let mut planted = portal.browser();
        planted.cookie = first;
        assert_eq!(planted.get("/espace").await.status, StatusCode::SEE_OTHER);
    }

    async fn a_session_ends_here_or_everywhere(portal: Portal) {
        let (mut phone, mut desk) = (portal.signed_in(NADIA).await, portal.signed_in(NADIA).await);
        let left = phone.cookie.clone();
        phone.post("/deconnexion", &[]).await;
        phone.cookie = left;
        assert_eq!(phone.get("/espace").await.status, StatusCode::SEE_OTHER, "the cookie is worth nothing any more");
        assert_eq!(desk.get("/espace").await.status, StatusCode::OK);

        let mut phone = portal.signed_in(NADIA).await;
        desk.post("/deconnexion/partout", &[]).await;
        assert_eq!(phone.get("/espace").await.status, StatusCode::SEE_OTHER);
        assert_eq!(portal.count("sessions").await, 0);
    }

    async fn a_session_not_used_for_thirty_days_ends(portal: Portal) {
        let mut browser = portal.signed_in(NADIA).await;
        for _ in 0..3 {
            portal.clock.advance(29 * 86_400);
            assert_eq!(browser.get("/espace").await.status, StatusCode::OK, "use keeps it on");
        }
        portal.clock.advance(30 * 86_400);
        assert_eq!(browser.get("/espace").await.status, StatusCode::SEE_OTHER);
    }
}
