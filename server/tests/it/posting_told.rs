//! What changes for people who signed up is told to them.

use crate::{
    harness::{both, plain},
    posting::{NEW, coordinator, form, leads_to, slots},
};
use axum::http::StatusCode;

both! {
    async fn people_who_signed_up_are_told_what_changes(portal: Portal) {
        let mut browser = coordinator(&portal).await;
        let rows = [["", "2026-12-05", "09:00", "12:00", "3"], ["", "2026-12-12", "09:00", "12:00", "3"]];
        browser.post(NEW, &form(&slots(&rows))).await;
        let ids = portal.slots(1).await;
        portal.confirmed(1, ids[0], "lea@exemple.fr").await;
        portal.confirmed(1, ids[1], "ali@exemple.fr").await;
        let (first, second) = (ids[0].to_string(), ids[1].to_string());
        let rows = [[first.as_str(), "2026-12-05", "09:00", "12:00", "3"], [&second, "2026-12-13", "09:00", "12:00", "3"]];
        let here = "/espace/1/missions/1";
        let mut more = slots(&rows);
        more.push(("version", "0"));
        let there = browser.post(here, &form(&more)).await.header("location").to_owned();
        assert_eq!(there, "/espace/1/relances/nouvelle?nouvelle=1&fait=saved");
        let mail = browser.get(&there).await;
        mail.says("C’est enregistré").says("Changement").says("{{créneau}}").says("À 1 personne");
        let words = [("nouvelle", "1"), ("subject", "Changement"), ("body", "{{créneau}}"), ("faire", "envoyer")];
        browser.post("/espace/1/relances/nouvelle", &words).await;
        server::follow_ups::send::write_some(&portal.app).await.unwrap();
        let mail = portal.mails_to("ali@exemple.fr").await.pop().unwrap();
        assert!(mail.body_text.contains("dimanche 13\u{a0}décembre"), "{}", mail.body_text);

        let mut more = slots(&rows);
        more.extend([("version", "1"), ("audience", "Le quartier")]);
        leads_to(&browser.post(here, &form(&more)).await, "/espace/1/missions/1?fait=saved");
        let mut more = slots(&rows);
        more.extend([("version", "2"), ("street", "3 rue Neuve")]);
        let there = browser.post(here, &form(&more)).await.header("location").to_owned();
        browser.get(&there).await.says("À 2 personnes");
        let closed = browser.post("/espace/1/missions/1/etat", &[("act", "close")]).await;
        browser.get(closed.header("location")).await.says("La mission est fermée").says("Nous avons fermé");
    }

    async fn one_slot_is_cancelled_and_its_people_are_led_to_the_mail(portal: Portal) {
        let mut browser = coordinator(&portal).await;
        let rows = slots(&[["", "2026-12-05", "09:00", "", "3"], ["", "2026-12-12", "09:00", "", "3"]]);
        leads_to(&browser.post(NEW, &form(&rows)).await, "/espace/1?fait=posted");
        let ids = portal.slots(1).await;
        for (slot, email) in [(ids[0], "lea@exemple.fr"), (ids[0], "zoe@exemple.fr"), (ids[1], "tom@exemple.fr")] {
            portal.sign_up(1, slot, email).await;
        }
        let path = format!("/espace/1/missions/1/creneaux/{}", ids[0]);
        let edit = browser.get("/espace/1/missions/1").await;
        edit.says(&path).says("Annuler ce créneau (2 personnes)").says("Annuler ce créneau (1 personne)");
        browser.get(&path).await.says("Servir la soupe").says("5\u{a0}décembre").says("2 personnes y sont inscrites");
        assert_eq!(portal.taken(ids[0]).await, 2, "looking changes nothing");

        let cancelled = browser.post(&path, &[]).await;
        let there = cancelled.header("location").to_owned();
        assert!(there.starts_with("/espace/1/relances/nouvelle?"), "{} {}", cancelled.status, cancelled.body);
        browser.get(&there).await.says("Le créneau est annulé").says("À 2 personnes").says("est annulé :");
        let own = format!("/inscriptions/{}", portal.own_token("lea@exemple.fr").await);
        portal.get(&own).await.says("Ce créneau a été annulé").says("samedi 5 décembre");
        portal.get(&format!("{own}/donnees.json")).await.says("2026-12-05T09:00");
        let told = [("personne", "1"), ("subject", "Annulé"), ("body", "Pas de {{créneau}}"), ("faire", "envoyer")];
        browser.post("/espace/1/relances/nouvelle", &told).await;
        server::follow_ups::send::write_some(&portal.app).await.unwrap();
        let mail = portal.mails_to("lea@exemple.fr").await.pop().unwrap();
        assert!(plain(&mail.body_text).contains("Pas de samedi 5 décembre"), "{}", mail.body_text);
        for (email, state) in [("lea@exemple.fr", "cancelled"), ("zoe@exemple.fr", "cancelled"), ("tom@exemple.fr", "unconfirmed")] {
            assert_eq!(portal.state_of(email).await.as_deref(), Some(state), "{email}");
        }
        assert_eq!((portal.taken(ids[0]).await, portal.taken(ids[1]).await), (0, 1));
        let page = portal.get("/missions/1-servir-la-soupe").await;
        assert!(!page.body.contains("5\u{a0}décembre") && page.body.contains("12\u{a0}décembre"));
        let again = portal.sign_up(1, ids[0], "max@exemple.fr").await;
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY, "nobody gets in any more");

        // Pressed twice, of which the browser shows the second answer.
        leads_to(&browser.post(&path, &[]).await, &there);
        assert_eq!(portal.count("acts").await, 3);

        // Another's; one that is not there; the only one left.
        for wrong in ["abc", "0", "99999999999999999999"] {
            let path = format!("/espace/1/missions/1/creneaux/{wrong}");
            assert_eq!(browser.get(&path).await.status, StatusCode::NOT_FOUND, "{wrong}");
            assert_eq!(browser.post(&path, &[]).await.status, StatusCode::NOT_FOUND, "{wrong}");
        }
        let last = format!("/espace/1/missions/1/creneaux/{}", ids[1]);
        browser.get(&last).await.says("le seul créneau à venir");
        assert_eq!(browser.post(&last, &[]).await.status, StatusCode::NOT_FOUND);
        assert_eq!(portal.state_of("tom@exemple.fr").await.as_deref(), Some("unconfirmed"));
        portal.association("autre").await;
        let mut stranger = portal.signed_in("owner@autre.example").await;
        let theirs = format!("/espace/2/missions/1/creneaux/{}", ids[1]);
        assert_eq!(stranger.post(&theirs, &[]).await.status, StatusCode::NOT_FOUND);
        assert_eq!(portal.taken(ids[1]).await, 1);

        // Who had the form open before sees both.
        let (gone, last) = (ids[0].to_string(), ids[1].to_string());
        let rows = [[gone.as_str(), "2026-12-05", "09:00", "", "3"], [&last, "2026-12-12", "09:00", "", "3"]];
        let mut old = form(&slots(&rows));
        old.push(("version", "0"));
        assert_eq!(browser.post("/espace/1/missions/1", &old).await.status, StatusCode::CONFLICT);
    }

    async fn what_nobody_was_told_yet_stays_on_the_desk(portal: Portal) {
        let mut browser = coordinator(&portal).await;
        browser.post(NEW, &form(&[])).await;
        for email in ["lea@exemple.fr", "tom@exemple.fr", "ali@exemple.fr"] {
            portal.confirmed(1, portal.slots(1).await[0], email).await;
        }
        let here = "/espace/1/missions/1";
        let moved = form(&[("version", "0"), ("street", "3 rue Neuve")]);
        leads_to(&browser.post(here, &moved).await, "/espace/1/relances/nouvelle?nouvelle=1&fait=saved");

        // The tab is closed. Who withdraws needn't be told any more.
        let token = portal.own_token("ali@exemple.fr").await;
        portal.press(&format!("/inscriptions/{token}/annulation")).await;
        let untold = "2 personnes ne savent pas encore que « Servir la soupe » a changé";
        for page in ["/espace/1", here] {
            browser.get(page).await.says(untold).says("/espace/1/relances/nouvelle?nouvelle=1").says("Ne rien envoyer");
        }
        let mut reader = portal.signed_in("reader@mains.example").await;
        assert!(!reader.get("/espace/1").await.body.contains("nouvelle=1"), "readers write to nobody");

        // It moves again before anybody was told: one mail tells what holds now.
        let moved = form(&[("version", "1"), ("street", "5 rue Neuve")]);
        leads_to(&browser.post(here, &moved).await, "/espace/1/relances/nouvelle?nouvelle=1&fait=saved");
        let there = "/espace/1/relances/nouvelle";
        browser.get(&format!("{there}?nouvelle=1")).await.says("À 2 personnes").says("Quelque chose change");
        let send = [("nouvelle", "1"), ("subject", "Changement"), ("body", "{{lieu}}"), ("faire", "envoyer")];
        for _ in 0..2 {
            leads_to(&browser.post(there, &send).await, "/espace/1/relances?fait=parti&relance=1");
        }
        leads_to(&browser.get(&format!("{there}?nouvelle=1")).await, "/espace/1/relances?fait=parti&relance=1");
        assert_eq!((portal.count("follow_ups").await, portal.count("follow_up_people").await), (1, 2));
        for page in ["/espace/1", here] {
            assert!(!browser.get(page).await.body.contains("ne savent pas encore"), "{page}");
        }
    }

    async fn a_coordinator_may_send_nothing(portal: Portal) {
        let mut browser = coordinator(&portal).await;
        browser.post(NEW, &form(&[])).await;
        portal.confirmed(1, portal.slots(1).await[0], "lea@exemple.fr").await;
        let state = "/espace/1/missions/1/etat";
        let mail = "/espace/1/relances/nouvelle?nouvelle=1&fait=closed";
        for _ in 0..2 {
            leads_to(&browser.post(state, &[("act", "close")]).await, mail);
        }
        browser.get("/espace/1").await.says("1 personne ne sait pas encore que « Servir la soupe » est fermée");
        let (nothing, done) = ("/espace/1/missions/1/nouvelles/1", "/espace/1?fait=nothing_sent");
        assert_eq!(browser.post("/espace/1/missions/2/nouvelles/1", &[]).await.status, StatusCode::NOT_FOUND);
        for _ in 0..2 {
            leads_to(&browser.post(nothing, &[]).await, done);
        }
        let desk = browser.get(done).await;
        desk.says("rien n’est envoyé");
        assert!(!desk.body.contains("ne sait pas encore"));
        leads_to(&browser.get(mail).await, done);
        leads_to(&browser.post(state, &[("act", "close")]).await, "/espace/1?fait=closed");

        // Open again before anybody was told: nothing was closed.
        browser.post(state, &[("act", "reopen")]).await;
        leads_to(&browser.post(state, &[("act", "close")]).await, "/espace/1/relances/nouvelle?nouvelle=2&fait=closed");
        browser.post(state, &[("act", "reopen")]).await;
        assert!(!browser.get("/espace/1").await.body.contains("ne sait pas encore"));
    }

    async fn only_an_associations_own_news_are_news(portal: Portal) {
        let mut browser = coordinator(&portal).await;
        browser.post(NEW, &form(&[])).await;
        portal.confirmed(1, portal.slots(1).await[0], "lea@exemple.fr").await;
        browser.post("/espace/1/missions/1/etat", &[("act", "close")]).await;
        portal.association("autre").await;
        let mut stranger = portal.signed_in("owner@autre.example").await;
        let words = [("personne", "1"), ("subject", "Coucou"), ("body", "Coucou"), ("faire", "envoyer")];
        for id in ["1", "2", "x", "-1"] {
            let there = "/espace/2/relances/nouvelle";
            assert_eq!(stranger.get(&format!("{there}?nouvelle={id}")).await.status, StatusCode::NOT_FOUND, "{id}");
            let mut form = words.to_vec();
            form.push(("nouvelle", id));
            assert_eq!(stranger.post(there, &form).await.status, StatusCode::NOT_FOUND, "{id}");
        }
        let theirs = stranger.post("/espace/2/missions/1/nouvelles/1", &[]).await;
        assert_eq!((theirs.status, portal.count("follow_ups").await), (StatusCode::NOT_FOUND, 0));
        browser.get("/espace/1").await.says("ne sait pas encore");
    }

    async fn a_change_that_is_sent_twice_leads_twice_to_the_mail(portal: Portal) {
        let mut browser = coordinator(&portal).await;
        browser.post(NEW, &form(&slots(&[["", "2026-12-05", "09:00", "", "3"]]))).await;
        let slot = portal.slots(1).await[0];
        portal.confirmed(1, slot, "lea@exemple.fr").await;
        let (here, slot) = ("/espace/1/missions/1", slot.to_string());
        // Written as people write, and again every week: not as it is shown afterwards.
        let mut moved = slots(&[[&slot, "6/12/2026", "9h", "", "2"]]);
        moved.extend([("version", "0"), ("repeat", "13/12/2026")]);
        let mut other = portal.browser();
        other.cookie = browser.cookie.clone();
        let moved = form(&moved);
        let (first, second) = tokio::join!(browser.post(here, &moved), other.post(here, &moved));
        for answer in [first, second] {
            leads_to(&answer, "/espace/1/relances/nouvelle?nouvelle=1&fait=saved");
        }
        assert_eq!((portal.slots(1).await.len(), portal.count("news").await), (2, 1));

        // Two who write the same have both saved it; who writes something else sees it.
        browser.post("/espace/1/missions/1/nouvelles/1", &[]).await;
        let second = portal.slots(1).await[1].to_string();
        let rows = [[slot.as_str(), "2026-12-06", "09:00", "", "2"], [&second, "2026-12-13", "09:00", "", "2"]];
        let typed = |version, audience| {
            let mut typed = slots(&rows);
            typed.extend([("version", version), ("audience", audience)]);
            form(&typed)
        };
        leads_to(&browser.post(here, &typed("1", "Le quartier")).await, "/espace/1/missions/1?fait=saved");
        let mut owner = portal.signed_in("owner@mains.example").await;
        let mut same = typed("1", "Le quartier");
        same.push(("draft", "1"));
        same.push(("once", "x"));
        leads_to(&owner.post(here, &same).await, "/espace/1/missions/1?fait=saved");
        assert_eq!(owner.post(here, &typed("1", "Tous")).await.status, StatusCode::CONFLICT);
    }

    async fn what_moves_after_the_last_day_to_sign_up_is_told_too(portal: Portal) {
        let mut browser = coordinator(&portal).await;
        let mut more = slots(&[["", "2026-12-05", "09:00", "", "3"]]);
        more.push(("last_day", "2026-11-22"));
        browser.post(NEW, &form(&more)).await;
        let slot = portal.slots(1).await[0];
        portal.confirmed(1, slot, "lea@exemple.fr").await;
        portal.clock.advance(4 * 86_400);
        assert_eq!(server::store::needs_over::close_over(&portal.app.db, portal.clock.now()).await.unwrap(), 1);
        assert_eq!(portal.state_of("lea@exemple.fr").await.as_deref(), Some("confirmed"), "who is in stays in");
        let slot = slot.to_string();
        let mut moved = slots(&[[&slot, "2026-12-06", "09:00", "", "3"]]);
        moved.extend([("version", "0"), ("last_day", "2026-11-22")]);
        let here = "/espace/1/missions/1";
        leads_to(&browser.post(here, &form(&moved)).await, "/espace/1/relances/nouvelle?nouvelle=1&fait=saved");
        browser.get("/espace/1").await.says("1 personne ne sait pas encore que « Servir la soupe » a changé");

        // A slot isn't moved into the past, and a passed day isn't chosen.
        let typed = |day, from, last_day| {
            let mut typed = slots(&[[slot.as_str(), day, from, "", "3"]]);
            typed.extend([("version", "1"), ("last_day", last_day)]);
            form(&typed)
        };
        for (typed, id) in [
            (typed("2026-11-23", "09:00", "2026-11-22"), "href=\"#day-0\""),
            (typed("2026-11-24", "08:00", "2026-11-22"), "href=\"#from-0\""),
            (typed("2026-12-06", "09:00", "2026-11-23"), "href=\"#last_day\""),
        ] {
            let answer = browser.post(here, &typed).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{id}");
            answer.says(id);
            let live = browser.post("/espace/1/missions/1/vif", &typed).await;
            assert!(!live.body.contains("\"problems\":{}"), "{}", live.body);
        }
        leads_to(&browser.post("/espace/1/missions/1/etat", &[("act", "reopen")]).await, "/espace/1/missions/1?fait=date");
    }
}
