//! Feeds that the portal fetches by itself, from real servers on this machine: good ones, and those that mean no good.

use crate::{
    harness::both,
    partner::{LIST, ONE, Partner, coordinator, feed, open, read},
    posting::leads_to,
};
use axum::http::{StatusCode, header};
use flate2::{Compression, write::GzEncoder};
use server::feed::scheduled::fetch_one;
use std::io::Write;

const DAY: i64 = 86_400;

both! {
    async fn an_associations_feed_is_read_every_day_and_again_only_if_it_changed(portal: Portal) {
        let mut browser = coordinator(&portal).await;
        let (partner, address) = Partner::with(feed(&["a", "b", "c"], "")).await;
        browser.get("/espace/1").await.says("Publier depuis un flux");
        let page = read(&portal, &mut browser, &format!("{address}/flux.xml")).await;
        page.says("Tout va bien").says("3 nouvelles").says("3 missions ouvertes");
        portal.get("/missions?lieu=Rennes").await.says("Mission b").says("mains");
        assert_eq!(portal.count("associations").await, 1, "what the feed calls itself makes no other association");
        assert!(!portal.get("/missions/1-mission-a").await.body.contains("Un autre nom"));

        assert!(!fetch_one(&portal.app).await.unwrap(), "not before tomorrow");
        portal.clock.advance(DAY);
        assert!(fetch_one(&portal.app).await.unwrap());
        browser.get(ONE).await.says("Rien n’a changé depuis la dernière fois");
        let heard = partner.asked.lock().unwrap().clone();
        assert_eq!(heard.len(), 2);
        assert!(heard[0].get(header::IF_NONE_MATCH).is_none());
        assert!(heard[1].contains_key(header::IF_NONE_MATCH) && heard[1].contains_key(header::IF_MODIFIED_SINCE));
        assert!(heard[0][header::USER_AGENT].to_str().unwrap().contains("https://portail.example"));

        partner.has(feed(&["a", "c", "d"], "<places>4</places>"));
        portal.clock.advance(DAY);
        assert!(fetch_one(&portal.app).await.unwrap());
        browser.get(ONE).await.says("1 nouvelle, 2 modifiées, 1 fermée");
        assert_eq!(open(&portal).await, 3);
    }

    async fn what_was_refused_is_said_and_why(portal: Portal) {
        let mut browser = coordinator(&portal).await;
        let bad = feed(&["a"], "").replace("</source>", "<mission><title>Sans lieu</title><clientId>z</clientId>\
            <description>x</description><applicationUrl>https://exemple.org</applicationUrl><domain>sport</domain>\
            <organizationName>x</organizationName><addresses><address><city>Zzyx</city></address></addresses></mission>\
            <mission><clientId>y</clientId></mission></source>");
        let (_, address) = Partner::with(bad).await;
        let page = read(&portal, &mut browser, &format!("{address}/flux.xml")).await;
        page.says("1 nouvelle, 2 refusées").says("Pourquoi 2 missions ont été refusées").says("Sans lieu")
            .says("nous ne trouvons pas où elle a lieu (Zzyx)").says("il manque le titre");
        browser.get("/en/espace/1/flux/1").await.says("Why 2 needs were refused").says("the title is missing");
        browser.get(LIST).await.says("2 refusées");
    }

    async fn what_leads_into_our_own_network_is_refused(portal: Portal) {
        let mut browser = coordinator(&portal).await;
        for (typed, says) in [
            ("http://10.0.0.1/flux.xml", "n’est pas sur l’internet public"),
            ("http://localhost:8080/flux.xml", "n’est pas sur l’internet public"),
            ("http://[::1]/flux.xml", "n’est pas sur l’internet public"),
            ("http://2130706434/flux.xml", "n’est pas sur l’internet public"),
            ("https://exemple.fr:22/flux.xml", "port inhabituel"),
            ("exemple.fr/flux.xml", "Il nous faut l’adresse entière"),
            ("file:///etc/passwd", "Il nous faut l’adresse entière"),
            ("", "Il manque quelque chose ici"),
        ] {
            let answer = browser.post(LIST, &[("address", typed), ("every", "168")]).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{typed}");
            answer.says(says);
            assert!(answer.body.contains(&format!("value=\"{typed}\"")) || typed.is_empty(), "{typed} is kept");
        }
        let (_, address) = Partner::with("").await;
        let page = read(&portal, &mut browser, &format!("{address}/inside")).await;
        page.says("Un problème").says("169.254.169.254").says("n’est pas sur l’internet public").says("Que faire");
        assert_eq!(open(&portal).await, 0);
    }

    async fn what_never_ends_or_is_a_bomb_is_stopped_and_said(portal: Portal) {
        let mut browser = coordinator(&portal).await;
        let (partner, address) = Partner::with("").await;
        let page = read(&portal, &mut browser, &format!("{address}/endless")).await;
        page.says("Le flux dépasse 100 Mo");
        // 300 MB of nothing, packed into 300 kB.
        let mut packed = GzEncoder::new(Vec::new(), Compression::best());
        packed.write_all(b"<source>").unwrap();
        let spaces = vec![b' '; 1_000_000];
        for _ in 0..300 {
            packed.write_all(b"<mission/>").unwrap();
            packed.write_all(&spaces).unwrap();
        }
        let bomb = packed.finish().unwrap();
        assert!(bomb.len() < 1_000_000);
        partner.has(bomb);
        let page = read(&portal, &mut browser, &format!("{address}/flux.xml")).await;
        page.says("Le flux dépasse 100 Mo");
        let lol = "<?xml version=\"1.0\"?><!DOCTYPE lolz [<!ENTITY lol \"lol\"><!ENTITY lol2 \"&lol;&lol;\">]><source/>";
        for (body, says) in [
            (lol, "DOCTYPE"),
            ("<html><body>Bonjour</body></html>", "autre chose qu’un flux"),
            ("", "vide"),
            ("<source><mission><title>Coupé", "abîmé ou coupé"),
        ] {
            partner.has(body);
            browser.post("/espace/1/flux/2/maintenant", &[]).await;
            portal.clock.advance(61);
            assert!(fetch_one(&portal.app).await.unwrap());
            browser.get("/espace/1/flux/2").await.says(says).says("Rien n’a été pris").says("Que faire");
        }
        assert_eq!(open(&portal).await, 0);
    }

    async fn a_site_that_fails_is_asked_again_sooner_and_its_needs_stay(portal: Portal) {
        let mut browser = coordinator(&portal).await;
        let (partner, address) = Partner::with(feed(&["a"], "")).await;
        read(&portal, &mut browser, &format!("{address}/flux.xml")).await;
        *partner.status.lock().unwrap() = 503;
        partner.feed.lock().unwrap().clear();
        portal.clock.advance(DAY);
        assert!(fetch_one(&portal.app).await.unwrap());
        browser.get(ONE).await.says("répond par une erreur (503)").says("1 mission ouverte");
        partner.has(feed(&["a", "b"], ""));
        portal.clock.advance(3_600);
        assert!(fetch_one(&portal.app).await.unwrap(), "within the hour");
        browser.get(ONE).await.says("Tout va bien").says("2 missions ouvertes");
    }

    async fn losses_are_taken_only_when_they_are_meant(portal: Portal) {
        let mut browser = coordinator(&portal).await;
        let (partner, address) = Partner::with(feed(&["a", "b", "c"], "")).await;
        read(&portal, &mut browser, &format!("{address}/flux.xml")).await;
        for (left, says) in [(&["a"][..], "Plus de la moitié des missions"), (&[], "plus aucune mission")] {
            partner.has(feed(left, ""));
            portal.clock.advance(DAY);
            assert!(fetch_one(&portal.app).await.unwrap());
            browser.get(ONE).await.says(says).says("C’est voulu");
            assert_eq!(open(&portal).await, 3, "all are kept");
        }
        portal.clock.advance(61);
        leads_to(&browser.post(&format!("{ONE}/maintenant"), &[("voulu", "oui")]).await, &format!("{ONE}?fait=now"));
        assert!(fetch_one(&portal.app).await.unwrap());
        browser.get(ONE).await.says("3 fermées").says("Tout va bien");
        assert_eq!(open(&portal).await, 0);
    }

    async fn a_feed_is_paused_and_removed_as_one_chooses(portal: Portal) {
        let mut browser = coordinator(&portal).await;
        let (_, address) = Partner::with(feed(&["a", "b"], "")).await;
        let here = format!("{address}/flux.xml");
        read(&portal, &mut browser, &here).await;
        browser.post(&format!("{ONE}/pause"), &[("pause", "oui")]).await;
        browser.get(&format!("{ONE}?fait=paused")).await.says("En pause").says("Reprendre");
        portal.clock.advance(DAY);
        assert!(!fetch_one(&portal.app).await.unwrap());
        browser.post(&format!("{ONE}/pause"), &[("pause", "non")]).await;
        assert!(fetch_one(&portal.app).await.unwrap());

        let unsaid = browser.post(&format!("{ONE}/retrait"), &[]).await;
        assert_eq!(unsaid.status, StatusCode::UNPROCESSABLE_ENTITY);
        unsaid.says("Choisissez ce que deviennent ses missions");
        leads_to(&browser.post(&format!("{ONE}/retrait"), &[("missions", "garder")]).await, "/espace/1/flux?fait=removed");
        assert_eq!((open(&portal).await, portal.count("feed_sources").await), (2, 0));
        assert_eq!(browser.get(ONE).await.status, StatusCode::NOT_FOUND);
        // It comes back, with the same needs, and goes with them.
        read(&portal, &mut browser, &here).await.says("2 inchangées");
        browser.post("/espace/1/flux/2/retrait", &[("missions", "fermer")]).await;
        assert_eq!((open(&portal).await, portal.count("needs").await), (0, 2));
        assert!(!portal.get("/missions?lieu=Rennes").await.body.contains("Mission a"), "found no more, at once");
    }

    async fn a_partners_feed_brings_the_needs_of_many_and_touches_nobody_elses(portal: Portal) {
        let mut coordinator = coordinator(&portal).await;
        coordinator.post("/espace/1/missions/nouvelle", &crate::posting::form(&[])).await;
        let mut moderator = portal.moderator("moderation@portail.example").await;
        let (_, address) = Partner::with(feed(&["a", "b"], "")).await;
        let here = format!("{address}/flux.xml");
        moderator.get("/moderation").await.says("Les flux des partenaires");
        let form = [("name", "Réseau Untel"), ("address", here.as_str()), ("every", "6")];
        let nameless = moderator.post("/moderation/flux", &form[1..]).await;
        assert_eq!(nameless.status, StatusCode::UNPROCESSABLE_ENTITY);
        leads_to(&moderator.post("/moderation/flux", &form).await, "/moderation/flux/1?fait=added");
        moderator.post("/moderation/flux", &form).await.says("déjà");
        assert!(fetch_one(&portal.app).await.unwrap());
        moderator.get("/moderation/flux/1").await.says("Réseau Untel").says("2 nouvelles");
        assert_eq!(portal.count("associations").await, 2);
        portal.get("/missions/2-mission-a").await.says("Un autre nom");
        portal.get("/missions/1-servir-la-soupe").await.says("Servir un repas chaud");
        assert_eq!(open(&portal).await, 3);
        assert_eq!(coordinator.get("/espace/1/flux/1").await.status, StatusCode::NOT_FOUND);
        assert_eq!(moderator.get("/moderation/flux?x").await.status, StatusCode::OK);
    }

    async fn of_several_servers_one_reads_it_and_one_that_dies_loses_it(portal: Portal) {
        let mut browser = coordinator(&portal).await;
        let (_, address) = Partner::with(feed(&["a"], "")).await;
        browser.post(LIST, &[("address", &format!("{address}/flux.xml")), ("every", "24")]).await;
        let now = portal.clock.now();
        let first = server::store::feed_sources::claim(&portal.app.db, now).await.unwrap();
        assert!(first.is_some());
        assert!(server::store::feed_sources::claim(&portal.app.db, now).await.unwrap().is_none());
        browser.get(ONE).await.says("Lecture en cours");
        let removed = browser.post(&format!("{ONE}/retrait"), &[("missions", "fermer")]).await;
        assert_eq!(removed.status, StatusCode::UNPROCESSABLE_ENTITY, "it would come back");
        removed.says("Une lecture est en cours");
        portal.clock.advance(3_600);
        assert!(fetch_one(&portal.app).await.unwrap(), "it was never settled");
    }

    async fn an_association_that_waits_has_its_feed_wait_too(portal: Portal) {
        let mut browser = coordinator(&portal).await;
        portal.sql("UPDATE associations SET state = 'pending'").await;
        let (_, address) = Partner::with(feed(&["a"], "")).await;
        browser.post(LIST, &[("address", &format!("{address}/flux.xml")), ("every", "24")]).await;
        browser.get(ONE).await.says("dès que l’association sera acceptée");
        assert!(!fetch_one(&portal.app).await.unwrap());
        portal.sql("UPDATE associations SET state = 'approved'").await;
        assert!(fetch_one(&portal.app).await.unwrap());
        assert_eq!(open(&portal).await, 1);
    }
}
