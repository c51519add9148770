//! What alerts tell: exactly what is new, once, whatever happens to servers and needs meanwhile.

use crate::{
    alerts::{DAY, LEA, TOM, address, alerts_to, ask, confirmed, go_to, last, run_all, sow, told},
    harness::{both, plain},
    outbox::another,
    people::on_pool,
    sow::{Seed, cesson, paris},
};
use axum::http::StatusCode;
use server::{alerts::send, jobs::outbox::run_once, store::alert_turns};

both! {
    async fn each_need_is_told_once_and_none_is_lost(portal: Portal) {
        sow(&portal, "Mission 0 ancienne").await;
        let own = confirmed(&portal, "lieu=Rennes", LEA, "daily").await;
        confirmed(&portal, "lieu=dep-75", TOM, "daily").await;
        go_to(&portal, "2026-11-21T08:00");
        run_all(&portal).await;
        assert_eq!(portal.mails_to(LEA).await.len(), 1, "nothing new, no letter");

        sow(&portal, "Mission 1").await;
        Seed::new("Mission à Cesson").at(&[cesson()]).sow(&portal).await;
        Seed::new("Mission à Paris").at(&[paris()]).sow(&portal).await;
        // One that is closed when its turn comes.
        let closed = Seed { closed: true, ..Seed::new("Mission fermée") }.sow(&portal).await;
        run_all(&portal).await;
        assert_eq!(alerts_to(&portal, LEA).await.len(), 0, "it had its turn today");
        go_to(&portal, "2026-11-22T07:59");
        run_all(&portal).await;
        assert_eq!(alerts_to(&portal, LEA).await.len(), 0, "not before eight");
        go_to(&portal, "2026-11-22T08:01");
        run_all(&portal).await;
        run_all(&portal).await;
        let letters = alerts_to(&portal, LEA).await;
        assert_eq!(letters.len(), 1);
        assert_eq!(told(&letters[0]), ["Mission à Cesson", "Mission 1"], "the newest first");
        assert_eq!(told(&alerts_to(&portal, TOM).await[0]), ["Mission à Paris"]);

        // Changed and reopened needs were told; one that opens for the first time was not.
        portal.sql("UPDATE needs SET title = 'Mission 1 bis', revision = 20, updated_at = 0 WHERE title = 'Mission 1'").await;
        on_pool!(portal, |pool| sqlx::query("UPDATE needs SET state = 'open', revision = 21 WHERE id = $1").bind(closed).execute(pool).await.map(|_| ()).unwrap());
        portal.sql("UPDATE need_revision SET last = 30").await;
        sow(&portal, "Mission 2").await;
        go_to(&portal, "2026-11-23T08:00");
        run_all(&portal).await;
        let letters = alerts_to(&portal, LEA).await;
        assert_eq!(told(&letters[1]), ["Mission 2", "Mission fermée"]);

        // Days without a server: one letter with all of it, and not in the night.
        for title in ["Mission 3", "Mission 4"] {
            portal.clock.advance(DAY);
            sow(&portal, title).await;
        }
        go_to(&portal, "2026-11-27T03:00");
        run_all(&portal).await;
        assert_eq!(alerts_to(&portal, LEA).await.len(), 2);
        go_to(&portal, "2026-11-27T11:30");
        run_all(&portal).await;
        let letters = alerts_to(&portal, LEA).await;
        assert_eq!(letters.len(), 3);
        assert_eq!(told(&letters[2]), ["Mission 4", "Mission 3"]);
        portal.get(&own).await.says("samedi 28 novembre, 8 h");
        go_to(&portal, "2026-11-28T08:00");
        run_all(&portal).await;
        assert_eq!(alerts_to(&portal, LEA).await.len(), 3);
    }

    async fn what_came_while_the_form_was_being_filled_in_is_new(portal: Portal) {
        sow(&portal, "Mission vue").await;
        let page = portal.get("/missions/alerte").await.body;
        let seen = page.split("name=\"vu\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
        sow(&portal, "Mission entretemps").await;
        portal.post("/missions/alerte", &[("email", LEA), ("rythme", "daily"), ("vu", &seen), ("t", &portal.stamp())]).await;
        let own = address(&last(&portal, LEA).await, "/alertes/");
        portal.post(&own, &[("faire", "confirmer")]).await;
        // What can't be so counts for nothing.
        portal.post("/missions/alerte", &[("email", TOM), ("rythme", "daily"), ("vu", "999999"), ("t", &portal.stamp())]).await;
        let theirs = address(&last(&portal, TOM).await, "/alertes/");
        portal.post(&theirs, &[("faire", "confirmer")]).await;
        sow(&portal, "Mission après").await;
        portal.clock.advance(DAY);
        run_all(&portal).await;
        assert_eq!(told(&alerts_to(&portal, LEA).await[0]), ["Mission après", "Mission entretemps"]);
        assert_eq!(told(&alerts_to(&portal, TOM).await[0]), ["Mission après"]);
    }

    async fn a_weekly_alert_comes_on_mondays(portal: Portal) {
        let own = confirmed(&portal, "", LEA, "weekly").await;
        sow(&portal, "Mission 1").await;
        go_to(&portal, "2026-11-22T12:00");
        run_all(&portal).await;
        assert_eq!(alerts_to(&portal, LEA).await.len(), 0, "a Sunday");
        go_to(&portal, "2026-11-23T08:00");
        run_all(&portal).await;
        assert_eq!(alerts_to(&portal, LEA).await.len(), 1);
        sow(&portal, "Mission 2").await;
        go_to(&portal, "2026-11-24T08:00");
        run_all(&portal).await;
        assert_eq!(alerts_to(&portal, LEA).await.len(), 1);
        let done = portal.post(&own, &[("faire", "rythme"), ("rythme", "daily")]).await;
        portal.get(done.header("location")).await.says("C’est noté").says("mercredi 25 novembre, 8 h");
        go_to(&portal, "2026-11-25T08:00");
        run_all(&portal).await;
        assert_eq!(told(&alerts_to(&portal, LEA).await[1]), ["Mission 2"]);
        assert_eq!(portal.post(&own, &[("faire", "rythme"), ("rythme", "hourly")]).await.status, StatusCode::BAD_REQUEST);
        assert_eq!(portal.post(&own, &[]).await.status, StatusCode::BAD_REQUEST);
    }

    async fn a_letter_names_ten_and_leads_to_both_pages(portal: Portal) {
        confirmed(&portal, "lieu=Rennes&q=mission", LEA, "daily").await;
        let page = "https://mains.example/soupe?a=1&b=2";
        let soup = Seed { page_url: Some(page), ..Seed::new("Mission <soupe> & pain").dated(&[(3, 4)]) }.sow(&portal).await;
        portal.clock.advance(DAY);
        run_all(&portal).await;
        let letter = &alerts_to(&portal, LEA).await[0];
        assert_eq!(plain(&letter.subject), "1 nouvelle mission : « mission » · Rennes (35), à moins de 20 km");
        let here = format!("https://portail.example/missions/{soup}-mission-soupe-pain");
        let text = plain(&letter.body_text);
        assert!(text.contains(&format!(
            "Mission <soupe> & pain\nLes Mains ouvertes · Rennes (35)\nlundi 23 novembre, 10 h – 13 h\n{here}\nSur le site de l’association : {page}\n"
        )), "{text}");
        assert!(text.contains("Voir toute la recherche\nhttps://portail.example/missions?q=mission&lieu=Rennes\n"), "{text}");
        for part in [&*format!("href=\"{here}\""), "href=\"https://mains.example/soupe?a=1&amp;b=2\"", "Mission &lt;soupe&gt; &amp; pain"] {
            assert!(letter.body_html.contains(part), "{part} in {}", letter.body_html);
        }
        for _ in 0..33 {
            sow(&portal, "Mission de plus").await;
        }
        portal.clock.advance(DAY);
        run_all(&portal).await;
        let letter = &alerts_to(&portal, LEA).await[1];
        assert_eq!(told(letter).len(), 10);
        assert!(letter.subject.starts_with("33 nouvelles missions"), "{}", letter.subject);
        assert!(letter.body_text.contains("Et 23 autres"), "{}", letter.body_text);
        assert!(letter.body_text.contains("/alertes/") && letter.body_text.contains("/desabonnement/alertes/"));
    }

    async fn it_is_written_in_the_language_it_was_asked_in(portal: Portal) {
        let asked = portal.post("/en/missions/alerte?lieu=Rennes", &[("email", LEA), ("rythme", "daily"), ("t", &portal.stamp())]).await;
        assert_eq!(asked.header("location"), "/en/missions/alerte?lieu=Rennes&envoye=1");
        let letter = last(&portal, LEA).await;
        assert!(letter.subject.starts_with("To confirm"), "{}", letter.subject);
        let own = address(&letter, "/en/alertes/");
        portal.post(&own, &[("faire", "confirmer")]).await;
        portal.get(&own).await.says("Your alert");
        let id = sow(&portal, "Mission").await;
        portal.clock.advance(DAY);
        run_all(&portal).await;
        let letter = &alerts_to(&portal, LEA).await[0];
        assert!(letter.subject.starts_with("1 new mission: Rennes"), "{}", letter.subject);
        assert!(letter.body_text.contains(&format!("https://portail.example/en/missions/{id}-mission")));
        assert!(letter.body_text.contains("/en/desabonnement/alertes/"));
    }

    async fn two_servers_write_one_letter(portal: Portal) {
        for number in 0..12 {
            let email = format!("p{number}@exemple.fr");
            portal.post_from(&format!("10.0.0.{number}"), "/missions/alerte?lieu=Rennes", &[("email", &email), ("rythme", "daily"), ("t", &portal.stamp())]).await;
            let own = address(&last(&portal, &email).await, "/alertes/");
            portal.post(&own, &[("faire", "confirmer")]).await;
        }
        let other = another(&portal, |_| ()).await;
        for day in 1..=3 {
            sow(&portal, "Mission").await;
            go_to(&portal, &format!("2026-11-{}T08:00", 20 + day));
            let (ours, theirs) = tokio::join!(send::run(&portal.app), send::run(&other));
            assert_eq!(ours.unwrap() + theirs.unwrap(), 12, "each has its turn once");
            for number in 0..12 {
                assert_eq!(alerts_to(&portal, &format!("p{number}@exemple.fr")).await.len(), day, "{number}");
            }
        }
        // Both had read the same alert before either wrote: one wins.
        sow(&portal, "Mission").await;
        go_to(&portal, "2026-11-24T08:00");
        let now = portal.clock.now();
        let read = alert_turns::claim(&portal.app.db, 1, now).await.unwrap().remove(0);
        let again = alert_turns::claim(&other.db, 100, now).await.unwrap();
        assert!(again.iter().all(|alert| alert.id != read.id) && again.len() == 11, "held by the first");
        for (server, wins) in [(&portal.app, true), (&other, false)] {
            let mut tx = server.db.begin().await.unwrap();
            assert_eq!(alert_turns::take_turn(&mut tx, &read, now + DAY).await.unwrap(), wins);
            tx.commit().await.unwrap();
        }
        // A server that died with alerts in hand loses them to the other.
        go_to(&portal, "2026-11-24T08:03");
        assert_eq!(send::run(&other).await.unwrap(), 11);
        other.db.close().await;
    }

    async fn a_dead_address_is_left_alone_and_misses_nothing(portal: Portal) {
        confirmed(&portal, "", LEA, "daily").await;
        portal.sql("INSERT INTO dead_addresses (email_key, reason, at) VALUES ('lea@exemple.fr', '550', 1795165200)").await;
        sow(&portal, "Mission 1").await;
        portal.clock.advance(DAY);
        run_all(&portal).await;
        assert_eq!(alerts_to(&portal, LEA).await.len(), 0);
        portal.clock.advance(30 * DAY);
        run_all(&portal).await;
        assert_eq!(told(&alerts_to(&portal, LEA).await[0]), ["Mission 1"], "it works again");
        // Whoever asks is written to all the same.
        portal.sql("UPDATE dead_addresses SET at = at + 5000000").await;
        ask(&portal, "q=autre", LEA, "daily").await;
        run_once(&portal.app).await.unwrap();
        let sent: i64 = on_pool!(portal, |pool| sqlx::query_scalar("SELECT COUNT(*) FROM outbox WHERE kind = 'alert_confirm' AND sent_at IS NOT NULL").fetch_one(pool).await.unwrap());
        assert_eq!(sent, 2);
    }

    async fn an_alert_whose_place_is_gone_says_so_and_ends(portal: Portal) {
        confirmed(&portal, "q=soupe&lieu=Rennes", LEA, "daily").await;
        portal.sql("UPDATE alerts SET search = 'q=soupe&lieu=Zzyxville'").await;
        portal.clock.advance(DAY);
        run_all(&portal).await;
        assert_eq!((portal.count("alerts").await, portal.kinds_to(LEA).await.pop().unwrap()), (0, "alert_ended".to_owned()));
        let letter = last(&portal, LEA).await;
        assert!(letter.body_text.contains("Zzyxville") && letter.body_text.contains("https://portail.example/missions?q=soupe&lieu=Zzyxville"), "{}", letter.body_text);
        portal.clock.advance(DAY);
        run_all(&portal).await;
        assert_eq!(portal.kinds_to(LEA).await, ["alert_confirm", "alert_ended"], "once");
    }

    async fn a_search_that_ends_ends_its_alert(portal: Portal) {
        confirmed(&portal, "au=2026-11-22", LEA, "daily").await;
        sow(&portal, "Mission").await;
        go_to(&portal, "2026-11-22T08:00");
        run_all(&portal).await;
        assert_eq!(alerts_to(&portal, LEA).await.len(), 1, "on the last day still");
        go_to(&portal, "2026-11-23T08:00");
        run_all(&portal).await;
        assert_eq!(portal.count("alerts").await, 0);
    }
}
