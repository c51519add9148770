//! Nobody gets the same message twice: not by a button pressed twice, nor for being in several needs.

use crate::{
    follow_ups::{LEA, TOM, with_two, written},
    harness::both,
    people::on_pool,
    sow::Seed,
};
use server::{
    follow_ups::{by_itself, send::write_some},
    jobs::outbox::run_once,
};

const COMPOSE: &str = "/espace/1/relances/nouvelle";
const DAY: i64 = 86_400;

both! {
    async fn a_button_pressed_twice_sends_once(portal: Portal) {
        let (mut browser, _) = with_two(&portal).await;
        let page = browser.get(&format!("{COMPOSE}?mission=1")).await;
        let (_, rest) = page.body.split_once("name=\"once\" value=\"").unwrap();
        let once = rest.split('"').next().unwrap().to_owned();
        assert!(once.len() > 20, "{once}");
        let form = |body| [("mission", "1"), ("subject", "Bonjour"), ("body", body), ("faire", "envoyer"), ("once", once.as_str())];
        for _ in 0..2 {
            let sent = browser.post(COMPOSE, &form("À lundi")).await;
            assert!(sent.header("location").starts_with("/espace/1/relances?fait=parti"), "{}", sent.body);
        }
        assert_eq!(portal.count("follow_ups").await, 1);
        browser.post(COMPOSE, &form("À mardi")).await;
        assert_eq!(portal.count("follow_ups").await, 2, "other words are another message");
    }

    async fn who_is_in_several_needs_gets_the_same_words_once(portal: Portal) {
        let (mut browser, _) = with_two(&portal).await;
        let other = Seed::new("Trier des livres").dated(&[(4, 5)]).sow(&portal).await;
        portal.gives(other, 1).await;
        portal.confirmed(other, portal.slots(other).await[0], LEA).await;
        for (body, of_lea, people) in [("Bonne année {{prénom}}", 1, "À 2 personnes"), ("Merci pour {{mission}}", 3, "À 3 personnes")] {
            let form = |what| [("filtre", "tous"), ("subject", "Un mot"), ("body", body), ("faire", what)];
            browser.post(COMPOSE, &form("apercu")).await.says(people);
            browser.post(COMPOSE, &form("envoyer")).await;
            while write_some(&portal.app).await.unwrap() > 0 {}
            assert_eq!(written(&portal, LEA).await.len(), of_lea, "{body}");
        }
        assert_eq!(written(&portal, TOM).await.len(), 2);
    }

    async fn what_has_left_cannot_be_stopped(portal: Portal) {
        let (mut browser, _) = with_two(&portal).await;
        let form = [("mission", "1"), ("subject", "Bonjour"), ("body", "Bonjour"), ("faire", "envoyer")];
        browser.post(COMPOSE, &form).await;
        while write_some(&portal.app).await.unwrap() > 0 {}
        run_once(&portal.app).await.unwrap();
        assert_eq!(write_some(&portal.app).await.unwrap(), 0);
        let late = browser.post("/espace/1/relances/1/arret", &[]).await;
        browser.get(late.header("location")).await.says("Trop tard").says("envoyé");
    }

    async fn answers_to_who_has_left_go_to_the_association(portal: Portal) {
        let (mut browser, _) = with_two(&portal).await;
        let later = [("mission", "1"), ("subject", "Bonjour"), ("body", "Bonjour"), ("when", "2026-11-21T12:00"), ("faire", "envoyer")];
        browser.post(COMPOSE, &later).await;
        let gone: i64 = on_pool!(portal, |pool| sqlx::query_scalar("SELECT coordinator_id FROM follow_ups").fetch_one(pool).await.unwrap());
        let mut owner = portal.signed_in("owner@mains.example").await;
        let removed = owner.post(&format!("/espace/1/equipe/{gone}/retrait"), &[]).await;
        assert_eq!(removed.status, 303, "{}", removed.body);
        portal.clock.advance(2 * DAY);
        assert_eq!(write_some(&portal.app).await.unwrap(), 2);
        let reply_to: Vec<String> = on_pool!(portal, |pool| sqlx::query_scalar(
            "SELECT DISTINCT reply_to FROM outbox WHERE kind = 'follow_up'"
        ).fetch_all(pool).await.unwrap());
        let contact: String = on_pool!(portal, |pool| sqlx::query_scalar("SELECT contact_email FROM associations WHERE id = 1").fetch_one(pool).await.unwrap());
        assert_eq!(reply_to, [contact]);
    }

    async fn a_slot_that_moves_is_reminded_of_anew(portal: Portal) {
        use crate::posting::{NEW, coordinator, form, slots};
        let mut browser = coordinator(&portal).await;
        browser.post(NEW, &form(&slots(&[["", "2026-12-05", "09:00", "12:00", "3"]]))).await;
        let slot = portal.slots(1).await[0];
        portal.confirmed(1, slot, LEA).await;
        portal.clock.advance(13 * DAY + DAY / 2);
        assert_eq!(by_itself::run(&portal.app).await.unwrap(), 1);
        let slot = slot.to_string();
        let mut moved = form(&slots(&[[&slot, "2026-12-12", "09:00", "12:00", "3"]]));
        moved.push(("version", "0"));
        let saved = browser.post("/espace/1/missions/1", &moved).await;
        assert!(saved.header("location").contains("nouvelle="), "{}", saved.body);
        portal.clock.advance(7 * DAY);
        assert_eq!(by_itself::run(&portal.app).await.unwrap(), 1, "of the new time");
    }
}
