//! Links back to the associations: straight there, counted beside, and tried once a week.

use crate::{
    elsewhere::Site,
    figures::rows,
    harness::{Portal, both},
    people::on_pool,
    posting::{NEW, coordinator, form, leads_to},
    somebody::Somebody,
    sow::Seed,
};
use app::links_back::Why;
use axum::http::StatusCode;
use server::links_back::{check, judge, judge::Found, tell};

pub const DAY: i64 = 86_400;
pub const COORDINATOR: &str = "coordinator@mains.example";

/// The need leads to `url`, which as a number would have it held.
pub async fn lead_to(portal: &Portal, need: i64, url: &str) {
    let sql = sqlx::AssertSqlSafe(format!("UPDATE needs SET page_url = '{url}' WHERE id = {need}"));
    on_pool!(portal, |pool| sqlx::query(sql).execute(pool).await.map(|_| ()).unwrap());
}

/// How often in a row the worst was found dead.
pub async fn failures(portal: &Portal) -> i64 {
    on_pool!(portal, |pool| sqlx::query_scalar("SELECT MAX(failures) FROM outward_links")
        .fetch_one(pool)
        .await
        .unwrap())
}

/// Lets a day pass, and does what is due.
pub async fn days(portal: &Portal, count: i64) {
    portal.clock.advance(count * DAY);
    check::run(&portal.app).await.unwrap();
    portal.clock.advance(3600);
    check::run(&portal.app).await.unwrap();
    tell::tell(&portal.app).await.unwrap();
}

/// The letters about dead links.
pub async fn told(portal: &Portal) -> Vec<String> {
    let mails = portal.mails_to(COORDINATOR).await.into_iter();
    mails.filter(|mail| mail.kind == "dead_links").map(|mail| mail.body_text).collect()
}

both! {
    async fn links_lead_straight_there(portal: Portal) {
        let mut browser = coordinator(&portal).await;
        portal.sql("UPDATE associations SET web_page = 'https://mains.example/'").await;
        browser.post(NEW, &form(&[("url", "https://mains.example/soupe?a=1&b=2")])).await;
        for page in ["/missions/1-servir-la-soupe", "/en/missions/1-servir-la-soupe"] {
            let page = portal.get(page).await;
            assert!(!page.body.contains("/aller"), "no redirect");
            for href in ["https://mains.example/soupe?a=1&amp;b=2", "https://mains.example/"] {
                let link = page.body.split("<a ").find(|link| link.contains(&format!("href=\"{href}\""))).unwrap();
                for part in ["rel=\"nofollow noopener ugc\"", "referrerpolicy=\"strict-origin\"", "data-followed=\"/missions/1/suivi\""] {
                    assert!(link.contains(part), "{part} in {link}");
                }
            }
        }
        let page = portal.get("/associations/1-mains").await;
        let link = page.body.split("<a ").find(|link| link.contains("href=\"https://mains.example/\"")).unwrap();
        assert!(link.contains("data-followed=\"/associations/1/suivi\"") && link.contains("strict-origin"), "{link}");
    }

    async fn what_is_followed_is_counted_without_a_redirect(portal: Portal) {
        let mut browser = coordinator(&portal).await;
        portal.sql("UPDATE associations SET web_page = 'https://mains.example/'").await;
        browser.post(NEW, &form(&[("url", "https://mains.example/soupe")])).await;
        let lea = Somebody::at("203.0.113.7");
        let answer = lea.says(&portal, "/missions/1/suivi", "").await;
        assert_eq!((answer.status, answer.body.as_str(), answer.header("set-cookie")), (StatusCode::NO_CONTENT, "", ""));
        server::figures::flush(&portal.app).await.unwrap();
        let followed: i64 = on_pool!(portal, |pool| sqlx::query_scalar(
            "SELECT CAST(COALESCE(SUM(total), 0) AS BIGINT) FROM figures WHERE scope = 2 AND of_id = 1 AND event = 'followed'"
        )
        .fetch_one(pool)
        .await
        .unwrap());
        assert_eq!(followed, 1);
        let tom = Somebody::at("203.0.113.8");
        let nobody = [
            Somebody::at("203.0.113.9").with("dnt", "1"),
            Somebody::at("203.0.113.10").with("sec-gpc", "1"),
            Somebody::at("203.0.113.11").with("user-agent", "Googlebot/2.1 (+http://www.google.com/bot.html)"),
        ];
        for one in [&lea, &lea, &lea, &tom].into_iter().chain(&nobody) {
            assert_eq!(one.says(&portal, "/associations/1/suivi", "").await.status, StatusCode::NO_CONTENT);
        }
        server::figures::flush(&portal.app).await.unwrap();
        browser.get("/espace/1").await.says("2 visites vers votre site en 30 jours");
        assert_eq!(rows(&portal, 4, 1).await.len(), 1, "of the site, and of nothing else");
        assert_eq!(rows(&portal, 1, 1).await.len(), 1, "the way from the need");
        portal.clock.advance(40 * DAY);
        let mut browser = portal.signed_in(COORDINATOR).await;
        assert!(!browser.get("/espace/1").await.body.contains("visites vers votre site"));
        for none in ["/missions/9/suivi", "/missions/x/suivi", "/associations/9/suivi", "/associations/x/suivi"] {
            assert_eq!(portal.post(none, &[]).await.status, StatusCode::NOT_FOUND, "{none}");
        }
        portal.association("sans-site").await;
        portal.sql("UPDATE associations SET web_page = NULL, networks = 'https://mastodon.example/@sans' WHERE id = 2").await;
        let page = portal.get("/associations/2-sans-site").await;
        page.says("href=\"https://mastodon.example/@sans\"");
        assert!(!page.body.contains("/associations/2/suivi"), "a network is nobody's site");
        assert_eq!(portal.post("/associations/2/suivi", &[]).await.status, StatusCode::NOT_FOUND);
        assert_eq!(portal.get("/missions/1/suivi").await.status, StatusCode::METHOD_NOT_ALLOWED);
    }

    async fn mails_about_a_sign_up_lead_back_too(portal: Portal) {
        let page_url = Some("https://mains-ouvertes.example/soupe");
        Seed { page_url, ..Seed::new("Servir la soupe") }.sow(&portal).await;
        Seed::new("Trier").sow(&portal).await;
        portal.sign_up(1, portal.slots(1).await[0], "camille@exemple.fr").await;
        portal.sign_up(2, portal.slots(2).await[0], "lea@exemple.fr").await;
        let mail = portal.mails_to("camille@exemple.fr").await.pop().unwrap();
        assert!(mail.body_text.contains("Le site de Les Mains ouvertes\nhttps://mains-ouvertes.example/soupe"), "{}", mail.body_text);
        let mail = portal.mails_to("lea@exemple.fr").await.pop().unwrap();
        assert!(mail.body_text.contains("https://mains-ouvertes.example\n"), "its site, where the need has no page: {}", mail.body_text);
    }

    async fn a_dead_link_is_noticed_and_told_once(portal: Portal) {
        let site = Site::start().await;
        let mut browser = coordinator(&portal).await;
        for title in ["Servir la soupe", "Trier des livres"] {
            leads_to(&browser.post(NEW, &form(&[("title", title), ("url", "https://soupe.example/")])).await, "/espace/1?fait=posted");
        }
        for need in [1, 2] {
            lead_to(&portal, need, &site.url("/page")).await;
        }
        check::take_up(&portal.app).await.unwrap();
        assert_eq!(portal.count("outward_links").await, 1, "each address once");
        days(&portal, 1).await;
        assert_eq!(site.asked(), [format!("HEAD CoupDeMain/{} (+https://portail.example)", env!("CARGO_PKG_VERSION"))]);
        days(&portal, 5).await;
        assert!(site.asked().is_empty(), "once a week");
        site.answers(404);
        days(&portal, 2).await;
        assert_eq!((site.asked().len(), failures(&portal).await, told(&portal).await.len()), (2, 1, 0), "HEAD, GET; once may be an accident");
        days(&portal, 1).await;
        let letters = told(&portal).await;
        assert_eq!((failures(&portal).await, letters.len()), (2, 1), "one letter for both needs");
        for part in ["Servir la soupe\nla page n’existe plus", "Trier des livres", &site.url("/page"), "https://portail.example/espace/1"] {
            assert!(letters[0].contains(part), "{part} in {}", letters[0]);
        }
        let mut browser = portal.signed_in(COORDINATOR).await;
        browser.get("/espace/1").await.says("Ce lien ne répond plus").says("href=\"/espace/1/missions/1#url\"").says("Corriger le lien");
        for _ in 0..3 {
            days(&portal, 7).await;
        }
        assert_eq!(told(&portal).await.len(), 1, "and not again");
        // It answers again.
        site.answers(200);
        days(&portal, 8).await;
        assert_eq!(failures(&portal).await, 0);
        let mut browser = portal.signed_in(COORDINATOR).await;
        assert!(!browser.get("/espace/1").await.body.contains("Ce lien ne répond plus"));
        // It dies again: that is news.
        site.answers(410);
        days(&portal, 8).await;
        days(&portal, 2).await;
        assert_eq!(told(&portal).await.len(), 2);
        // Another address in its place, and all is well.
        let mut browser = portal.signed_in(COORDINATOR).await;
        for (need, title) in [(1, "Servir la soupe"), (2, "Trier des livres")] {
            let mended = form(&[("title", title), ("url", "https://trier.example/"), ("version", "0")]);
            leads_to(&browser.post(&format!("/espace/1/missions/{need}"), &mended).await, &format!("/espace/1/missions/{need}?fait=saved"));
        }
        assert!(!browser.get("/espace/1").await.body.contains("Ce lien ne répond plus"));
        check::take_up(&portal.app).await.unwrap();
        assert_eq!(portal.count("outward_links").await, 1, "the old one is forgotten");
    }

    async fn many_at_once_are_taken_up_over_a_week_and_forgotten(portal: Portal) {
        portal
            .sql(
                "INSERT INTO associations (name, slug, contact_email, created_at, state, entered_at, web_page)
                 WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 600)
                 SELECT 'A', 'a', 'a@mains.example', 0, 'approved', 0, 'https://a' || i || '.example/' FROM n",
            )
            .await;
        assert!(!check::take_up(&portal.app).await.unwrap(), "none is left");
        assert_eq!(portal.count("outward_links").await, 600);
        portal.clock.advance(6 * DAY);
        let due = on_pool!(portal, |pool| sqlx::query_scalar::<_, i64>("SELECT COUNT(*) FROM outward_links WHERE due_at <= $1")
            .bind(portal.clock.now()).fetch_one(pool).await.unwrap());
        assert!((450..580).contains(&due), "{due} of 600 in six of seven days");
        portal.sql("UPDATE associations SET web_page = NULL").await;
        check::take_up(&portal.app).await.unwrap();
        assert_eq!(portal.count("outward_links").await, 0);
    }

    async fn a_host_is_asked_one_thing_at_a_time(portal: Portal) {
        let site = Site::start().await;
        for (title, path) in [("Un", "/page"), ("Deux", "/other")] {
            let need = Seed::new(title).sow(&portal).await;
            lead_to(&portal, need, &site.url(path)).await;
        }
        portal.sql("UPDATE associations SET web_page = NULL").await;
        check::take_up(&portal.app).await.unwrap();
        portal.clock.advance(DAY);
        let (one, two) = tokio::join!(check::run(&portal.app), check::run(&portal.app));
        assert_eq!((one.unwrap() + two.unwrap(), site.asked().len()), (1, 1), "of two servers that look at once too");
        check::run(&portal.app).await.unwrap();
        assert_eq!(site.asked().len(), 0, "not yet");
        portal.clock.advance(30);
        check::run(&portal.app).await.unwrap();
        assert_eq!(site.asked().len(), 1);
    }

    async fn who_is_busy_or_closed_to_us_is_not_dead(portal: Portal) {
        let site = Site::start().await;
        let mut browser = coordinator(&portal).await;
        browser.post(NEW, &form(&[("url", "https://soupe.example/")])).await;
        lead_to(&portal, 1, &site.url("/page")).await;
        check::take_up(&portal.app).await.unwrap();
        for status in [403, 429, 503, 500] {
            site.answers(status);
            days(&portal, 8).await;
            assert!(!site.asked().is_empty());
            assert_eq!((failures(&portal).await, told(&portal).await.len()), (0, 0), "{status}");
        }
    }

    async fn what_a_feed_brought_is_mended_there(portal: Portal) {
        let site = Site::start().await;
        site.answers(404);
        let need = Seed::new("Servir la soupe").sow(&portal).await;
        lead_to(&portal, need, &site.url("/page")).await;
        portal.sql("UPDATE associations SET web_page = NULL").await;
        let association = portal.association("mains").await;
        portal.gives(need, association).await;
        check::take_up(&portal.app).await.unwrap();
        for _ in 0..3 {
            days(&portal, 2).await;
        }
        assert_eq!((failures(&portal).await, told(&portal).await.len()), (2, 0));
    }

    async fn the_site_of_an_association_is_tried_as_well(portal: Portal) {
        let site = Site::start().await;
        site.answers(404);
        portal.association("mains").await;
        let sql = sqlx::AssertSqlSafe(format!("UPDATE associations SET web_page = '{}'", site.url("/page")));
        on_pool!(portal, |pool| sqlx::query(sql).execute(pool).await.map(|_| ()).unwrap());
        check::take_up(&portal.app).await.unwrap();
        days(&portal, 2).await;
        days(&portal, 2).await;
        assert!(told(&portal).await[0].contains("Le site de l’association"));
        let mut owner = portal.signed_in("owner@mains.example").await;
        owner.get("/espace/1").await.says("Le site de l’association ne répond plus").says("href=\"/espace/1/fiche\"");
    }
}

#[tokio::test]
async fn answers_are_judged() {
    let site = Site::start().await;
    let portal = Portal::on_sqlite().await;
    let found = async |url: String| {
        let app = portal.app.clone();
        tokio::task::spawn_blocking(move || judge::try_out(&app.outward, &url)).await.unwrap()
    };
    for (path, expected) in [
        ("/page", Found::Alive),
        ("/moved", Found::Alive),
        ("/no-head", Found::Alive),
        ("/head-lies", Found::Alive),
        ("/large", Found::Alive),
        ("/nowhere", Found::Dead(Why::NotFound)),
        ("/inside", Found::Unsure),
    ] {
        assert_eq!(found(site.url(path)).await, expected, "{path}");
    }
    site.answers(410);
    assert_eq!(found(site.url("/page")).await, Found::Dead(Why::Gone));
    for status in [401, 403, 429] {
        site.answers(status);
        assert_eq!(found(site.url("/page")).await, Found::Unsure, "{status}");
    }
    for status in [500, 503] {
        site.answers(status);
        assert_eq!(found(site.url("/page")).await, Found::Silent, "{status}");
    }
    assert_eq!(found("http://127.0.0.1:8099/".to_owned()).await, Found::Silent, "refused");
    assert_eq!(
        found("http://192.168.1.1/".to_owned()).await,
        Found::Unsure,
        "our own network is never asked"
    );
    assert_eq!(
        found(site.url("/page").replace("http://", "https://")).await,
        Found::Silent,
        "no TLS at all isn't a bad certificate"
    );
}
