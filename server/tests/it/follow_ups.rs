//! Coordinators write to people who signed up: each once, at its time, with their own words filled in.

use crate::{
    desk::Browser,
    harness::{Portal, both},
    sow::Seed,
};
use axum::http::StatusCode;
use server::{follow_ups::send::write_some, jobs::outbox::run_once};

pub const LEA: &str = "lea@exemple.fr";
pub const TOM: &str = "tom@exemple.fr";

/// A need of the association `mains` with Léa and Tom; its coordinator's browser, and the need.
pub async fn with_two(portal: &Portal) -> (Browser<'_>, i64) {
    let association = portal.association("mains").await;
    let need = Seed::new("Servir la soupe").dated(&[(3, 5)]).sow(portal).await;
    portal.gives(need, association).await;
    let slot = portal.slots(need).await[0];
    portal.confirmed(need, slot, LEA).await;
    portal.confirmed(need, slot, TOM).await;
    (portal.signed_in("coordinator@mains.example").await, need)
}

fn form<'a>(need: &'a str, what: &'a str, when: &'a str) -> [(&'a str, &'a str); 5] {
    [
        ("mission", need),
        ("subject", "À propos de {{mission}}"),
        ("body", "Bonjour {{prénom}},\n\nOn se voit {{créneau}} : {{lien}}"),
        ("when", when),
        ("faire", what),
    ]
}

pub async fn written(portal: &Portal, to: &str) -> Vec<String> {
    let mails = portal.mails_to(to).await;
    mails.into_iter().filter(|mail| mail.kind == "follow_up").map(|mail| mail.body_text).collect()
}

both! {
    async fn all_whom_a_filter_finds_are_written_to(portal: Portal) {
        let (mut browser, need) = with_two(&portal).await;
        let slot = portal.slots(need).await[0];
        portal.confirmed(need, slot, "partie@exemple.fr").await;
        let token = portal.own_token("partie@exemple.fr").await;
        portal.press(&format!("/inscriptions/{token}/annulation")).await;
        portal.sql("UPDATE sign_ups SET handling = 'accepted' WHERE email = 'tom@exemple.fr'").await;
        let table = format!("/espace/1/missions/{need}/inscriptions");
        browser.get(&table).await.says(&format!("/espace/1/relances/nouvelle?filtre=mission%3D{need}\""));
        browser.get("/espace/1/inscriptions").await.says("/espace/1/relances/nouvelle?filtre=tous\"");
        let compose = "/espace/1/relances/nouvelle?filtre=";
        for (filter, found) in [
            ("tous", "À 2 personnes"),
            ("etat%3Dcancelled", "À 1 personne"),
            ("q%3Dtom", "À 1 personne"),
            ("q%3Dtom%26etat%3Dnew", "Personne à qui écrire"),
            ("mission%3D999", "Personne à qui écrire"),
        ] {
            browser.get(&format!("{compose}{filter}")).await.says(found);
        }
        let send = [("filtre", "etat=accepted"), ("subject", "Bientôt"), ("body", "Bonjour {{prénom}}"), ("faire", "envoyer")];
        assert_eq!(browser.post("/espace/1/relances/nouvelle", &send).await.status, StatusCode::SEE_OTHER);
        assert_eq!(write_some(&portal.app).await.unwrap(), 1);
        assert_eq!((written(&portal, TOM).await.len(), written(&portal, LEA).await.len()), (1, 0));
    }

    async fn letters_leave_while_others_are_written(portal: Portal) {
        let (mut browser, _) = with_two(&portal).await;
        let need = Seed::new("Courir").places(100).sow(&portal).await;
        portal.gives(need, 1).await;
        let slot = portal.slots(need).await[0];
        for number in 0..8 {
            portal.sign_up(need, slot, &format!("p{number}@exemple.fr")).await;
        }
        for _ in 0..30 {
            browser.post("/espace/1/relances/nouvelle", &form(&need.to_string(), "envoyer", "")).await;
        }
        // Whoever writes and whoever sends both read meanwhile: neither may wait for what the other holds.
        let write = async {
            while write_some(&portal.app).await.unwrap() > 0 {}
        };
        let send = async {
            for _ in 0..20 {
                run_once(&portal.app).await.unwrap();
            }
        };
        tokio::join!(write, send);
        run_once(&portal.app).await.unwrap();
        let letters = crate::outbox::outbox(&portal.app).await;
        assert!(letters.len() >= 30 * 8 && letters.iter().all(|letter| letter.sent_at.is_some()));
    }

    async fn everybody_of_a_need_is_written_to_once(portal: Portal) {
        let (mut browser, need) = with_two(&portal).await;
        let need = need.to_string();
        browser.get(&format!("/espace/1/relances/nouvelle?mission={need}")).await.says("À 2 personnes");
        let preview = browser.post("/espace/1/relances/nouvelle", &form(&need, "apercu", "")).await;
        preview.says("Bonjour Camille,").says("À propos de Servir la soupe").says(LEA).says(TOM);
        assert_eq!(portal.count("follow_ups").await, 0, "looking sends nothing");

        let sent = browser.post("/espace/1/relances/nouvelle", &form(&need, "envoyer", "")).await;
        assert!(sent.header("location").starts_with("/espace/1/relances?fait=parti"), "{}", sent.body);
        browser.get("/espace/1/relances").await.says("0 sur 2").says("en cours");
        assert_eq!(write_some(&portal.app).await.unwrap(), 2);
        assert_eq!(write_some(&portal.app).await.unwrap(), 0);
        browser.get("/espace/1/relances").await.says("0 sur 2").says("en cours");
        let lea = written(&portal, LEA).await;
        assert_eq!(lea.len(), 1);
        assert!(lea[0].contains("On se voit lundi 23") && !lea[0].contains("{{"), "{}", lea[0]);
        let token = portal.mails_to(LEA).await.last().unwrap().own();
        assert_eq!(portal.get(&format!("/inscriptions/{token}")).await.status, StatusCode::OK);
        assert_eq!(written(&portal, TOM).await.len(), 1);
        run_once(&portal.app).await.unwrap();
        browser.get("/espace/1/relances").await.says("2 sur 2").says("envoyé");
    }

    async fn chosen_people_alone_are_written_to_and_never_those_of_others(portal: Portal) {
        let (mut browser, _) = with_two(&portal).await;
        let other = portal.association("autre").await;
        let theirs = Seed::new("Ailleurs").sow(&portal).await;
        portal.gives(theirs, other).await;
        portal.confirmed(theirs, portal.slots(theirs).await[0], "zoe@exemple.fr").await;
        let more = [("personne", "2"), ("personne", "3"), ("personne", "99"), ("subject", "a"), ("body", "b"), ("faire", "envoyer")];
        browser.post("/espace/1/relances/nouvelle", &more).await;
        write_some(&portal.app).await.unwrap();
        assert_eq!(
            (written(&portal, LEA).await.len(), written(&portal, TOM).await.len(), written(&portal, "zoe@exemple.fr").await.len()),
            (0, 1, 0)
        );
        let theirs = theirs.to_string();
        browser.get(&format!("/espace/1/relances/nouvelle?mission={theirs}")).await.says("Personne à qui écrire");
    }

    async fn it_waits_for_its_time_and_can_be_stopped(portal: Portal) {
        let (mut browser, need) = with_two(&portal).await;
        let need = need.to_string();
        let planned = browser.post("/espace/1/relances/nouvelle", &form(&need, "envoyer", "2026-11-20T12:00")).await;
        assert!(planned.header("location").contains("fait=prevu"), "{}", planned.body);
        browser.get("/espace/1/relances").await.says("prévu");
        assert_eq!(write_some(&portal.app).await.unwrap(), 0);
        portal.clock.advance(2 * 3600);
        assert_eq!(write_some(&portal.app).await.unwrap(), 2);

        browser.post("/espace/1/relances/nouvelle", &form(&need, "envoyer", "2026-11-21T12:00")).await;
        browser.post("/espace/1/relances/2/arret", &[]).await;
        portal.clock.advance(2 * 86_400);
        assert_eq!(write_some(&portal.app).await.unwrap(), 0);
        browser.get("/espace/1/relances").await.says("arrêté");
        assert_eq!(written(&portal, LEA).await.len(), 1);
    }

    async fn what_is_wrong_is_said_and_kept(portal: Portal) {
        let (mut browser, need) = with_two(&portal).await;
        let need = need.to_string();
        for (field, typed, says) in [
            ("subject", "", "Il manque quelque chose"),
            ("body", "Bonjour {{prix}}", "« prix » n’est pas un champ connu"),
            ("when", "hier", "Écrivez le jour"),
            ("when", "2020-01-01T10:00", "déjà passé"),
        ] {
            let mut wrong = form(&need, "envoyer", "").to_vec();
            wrong.retain(|(name, _)| *name != field);
            wrong.push((field, typed));
            let answer = browser.post("/espace/1/relances/nouvelle", &wrong).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{field} {typed}");
            answer.says(says).says(&format!("value=\"{need}\""));
        }
        assert_eq!(portal.count("follow_ups").await, 0);
    }

    async fn a_prepared_message_is_where_to_begin(portal: Portal) {
        let (mut browser, need) = with_two(&portal).await;
        let page = browser.get(&format!("/espace/1/relances/nouvelle?mission={need}&modele=Rappel")).await;
        page.says("C’est bientôt : {{mission}}").says("Un empêchement ?");
    }

    async fn a_dead_address_is_passed_over(portal: Portal) {
        let (mut browser, need) = with_two(&portal).await;
        let mut tx = portal.app.db.begin().await.unwrap();
        let now = portal.clock.now();
        server::store::dead_addresses::note(&mut tx, "LEA@exemple.fr", "550", now).await.unwrap();
        tx.commit().await.unwrap();
        browser.post("/espace/1/relances/nouvelle", &form(&need.to_string(), "envoyer", "")).await;
        assert_eq!(write_some(&portal.app).await.unwrap(), 1);
        browser.get("/espace/1/relances").await.says("1 personne laissée de côté");
        browser.get("/espace/1/inscriptions/1").await.says("Les mails à cette adresse reviennent");
        assert_eq!(written(&portal, LEA).await.len(), 0);
    }

    async fn what_has_not_left_yet_is_stopped_too(portal: Portal) {
        let (mut browser, need) = with_two(&portal).await;
        browser.post("/espace/1/relances/nouvelle", &form(&need.to_string(), "envoyer", "")).await;
        assert_eq!(write_some(&portal.app).await.unwrap(), 2);
        browser.post("/espace/1/relances/1/arret", &[]).await;
        run_once(&portal.app).await.unwrap();
        let list = browser.get("/espace/1/relances").await;
        list.says("arrêté").says("0 sur 2");
        assert!(!list.body.contains("pas pu être remis"), "nobody failed");
        let sent: i64 = crate::people::on_pool!(portal, |pool| sqlx::query_scalar(
            "SELECT COUNT(*) FROM outbox WHERE kind = 'follow_up' AND sent_at IS NOT NULL"
        ).fetch_one(pool).await.unwrap());
        assert_eq!(sent, 0);
    }

    async fn who_withdraws_before_it_leaves_is_passed_over(portal: Portal) {
        let (mut browser, need) = with_two(&portal).await;
        browser.post("/espace/1/relances/nouvelle", &form(&need.to_string(), "envoyer", "2026-11-20T12:00")).await;
        portal.clock.advance(3600);
        let token = portal.own_token(TOM).await;
        portal.press(&format!("/inscriptions/{token}/annulation")).await;
        portal.clock.advance(3600);
        assert_eq!(write_some(&portal.app).await.unwrap(), 1);
        assert_eq!((written(&portal, LEA).await.len(), written(&portal, TOM).await.len()), (1, 0));
        browser.get("/espace/1/relances").await.says("1 personne laissée de côté");
    }
}
