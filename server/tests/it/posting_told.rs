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
        assert!(there.ends_with("&personne=2&fait=saved"), "only who is concerned: {there}");
        browser.get(&there).await.says("C’est enregistré").says("Changement").says("{{créneau}}");
        let words = [("personne", "2"), ("subject", "Changement"), ("body", "{{créneau}}"), ("faire", "envoyer")];
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
        assert!(there.ends_with("&personne=1&personne=2&fait=saved"), "{there}");
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
        assert_eq!(there.matches("personne=").count(), 2);
        browser.get(&there).await.says("Le créneau est annulé").says("À 2 personnes").says("est annulé :");
        let own = format!("/inscriptions/{}", portal.own_token("lea@exemple.fr").await);
        portal.get(&own).await.says("Ce créneau a été annulé").says("samedi 5 décembre");
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
        assert_eq!(portal.count("acts").await, 3);

        // Pressed twice; another's; one that is not there; the only one left.
        assert_eq!(browser.post(&path, &[]).await.status, StatusCode::NOT_FOUND);
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
        let last = ids[1].to_string();
        let mut old = form(&slots(&[[&last, "2026-12-12", "09:00", "", "3"]]));
        old.push(("version", "0"));
        assert_eq!(browser.post("/espace/1/missions/1", &old).await.status, StatusCode::CONFLICT);
    }
}
