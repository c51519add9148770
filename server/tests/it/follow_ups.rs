//! Coordinators write to people who signed up: each once, at its time, with their own words filled in.

use crate::{
    desk::Browser,
    harness::{Portal, both, plain},
    sow::Seed,
};
use axum::http::StatusCode;
use server::{follow_ups::send::write_some, jobs::outbox::run_once};

const LEA: &str = "lea@exemple.fr";
const TOM: &str = "tom@exemple.fr";

/// A need of the association `mains` with Léa and Tom; its coordinator's browser, and the need.
async fn with_two(portal: &Portal) -> (Browser<'_>, i64) {
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

async fn written(portal: &Portal, to: &str) -> Vec<String> {
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
        browser.get("/espace/1/relances").await.says("2 sur 2").says("envoyé");
        let lea = written(&portal, LEA).await;
        assert_eq!(lea.len(), 1);
        assert!(lea[0].contains("On se voit lundi 23") && !lea[0].contains("{{"), "{}", lea[0]);
        let token = portal.mails_to(LEA).await.last().unwrap().own();
        assert_eq!(portal.get(&format!("/inscriptions/{token}")).await.status, StatusCode::OK);
        assert_eq!(written(&portal, TOM).await.len(), 1);
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
        assert_eq!(written(&portal, LEA).await.len(), 0);
    }
}

mod by_themselves {
    use super::*;
    use server::follow_ups::by_itself;

    const DAY: i64 = 86_400;

    fn hex(text: &str) -> String {
        text.bytes().map(|byte| format!("{byte:02X}")).collect()
    }

    both! {
        async fn a_reminder_before_and_thanks_the_day_after_each_once(portal: Portal) {
            let (mut browser, _) = with_two(&portal).await;
            assert_eq!(by_itself::run(&portal.app).await.unwrap(), 0, "three days before");
            portal.clock.advance(DAY + DAY / 4);
            assert_eq!(by_itself::run(&portal.app).await.unwrap(), 2);
            assert_eq!(by_itself::run(&portal.app).await.unwrap(), 0, "once");
            let reminder = portal.mails_to(LEA).await.pop().unwrap();
            assert!(reminder.subject.starts_with("C’est bientôt"), "{}", reminder.subject);

            portal.clock.advance(3 * DAY);
            assert_eq!(by_itself::run(&portal.app).await.unwrap(), 2);
            assert_eq!(by_itself::run(&portal.app).await.unwrap(), 0, "once");
            let thanks = portal.mails_to(LEA).await.pop().unwrap();
            assert_eq!(plain(&thanks.subject), "Merci !");
            let own = format!("/inscriptions/{}", thanks.own());
            portal.get(&own).await.says("Comment c’était");
            assert_eq!(portal.post(&format!("{own}/avis"), &[("note", "6")]).await.status, StatusCode::BAD_REQUEST);
            let said = portal.post(&format!("{own}/avis"), &[("note", "5"), ("words", "Bel accueil, <b>merci</b>")]).await;
            portal.get(said.header("location")).await.says("c’est transmis").says("Bel accueil");
            browser.get("/espace/1/avis").await.says("5 sur 5").says("Bel accueil, &lt;b&gt;merci").says("Servir la soupe");
        }

        async fn three_slots_are_one_reminder_that_names_them_all(portal: Portal) {
            let (_, _) = with_two(&portal).await;
            let other = portal.association("autre").await;
            for (title, association) in [("Trier des livres", 1), ("Planter des arbres", other)] {
                let need = Seed::new(title).dated(&[(3, 5)]).sow(&portal).await;
                portal.gives(need, association).await;
                portal.confirmed(need, portal.slots(need).await[0], LEA).await;
            }
            // Its turn comes half a day after the others': it comes along.
            let need = Seed::new("Ranger la salle").dated(&[(3, 5)]).sow(&portal).await;
            portal.gives(need, 1).await;
            portal.sql("UPDATE slots SET starts_at = starts_at + 40000, ends_at = ends_at + 40000 WHERE need_id = 4").await;
            portal.confirmed(need, portal.slots(need).await[0], LEA).await;
            portal.clock.advance(DAY + DAY / 4);
            assert_eq!(by_itself::run(&portal.app).await.unwrap(), 2, "one for Léa, one for Tom");
            let mail = written(&portal, LEA).await.pop().unwrap();
            for named in ["lundi 23", "Et aussi, ces jours-ci", "Trier des livres", "Planter des arbres", "autre", "Ranger la salle"] {
                assert!(mail.contains(named), "{named} in {mail}");
            }
            assert_eq!(mail.matches("https://portail.example/inscriptions/").count(), 2 + 3, "each with its own link: {mail}");
            assert!(!written(&portal, TOM).await[0].contains("Et aussi"));
            for hours in [1, 6, 12, 24] {
                portal.clock.advance(hours * 3600);
                assert_eq!(by_itself::run(&portal.app).await.unwrap(), 0, "they have been told");
            }
        }

        async fn a_second_reminder_waits_for_the_next_day(portal: Portal) {
            let (_, _) = with_two(&portal).await;
            let other = portal.association("autre").await;
            let need = Seed::new("Trier des livres").dated(&[(3, 5)]).sow(&portal).await;
            portal.gives(need, other).await;
            portal.confirmed(need, portal.slots(need).await[0], LEA).await;
            let mut theirs = portal.signed_in("coordinator@autre.example").await;
            let rule = |active| [("kind", "before"), ("days", "2"), ("subject", "Des livres"), ("body", "Bonjour"), ("active", active)];
            let rules = format!("/espace/{other}/relances/regles");
            theirs.post(&rules, &rule("")).await;
            portal.clock.advance(DAY + DAY / 4);
            assert_eq!(by_itself::run(&portal.app).await.unwrap(), 2);
            assert!(!written(&portal, LEA).await[0].contains("Trier des livres"), "that one wanted none");
            theirs.post(&rules, &rule("oui")).await;
            portal.clock.advance(3600);
            assert_eq!(by_itself::run(&portal.app).await.unwrap(), 0, "one a day");
            portal.clock.advance(8 * 3600);
            assert_eq!(by_itself::run(&portal.app).await.unwrap(), 1, "after midnight in Paris");
            assert_eq!(portal.mails_to(LEA).await.pop().unwrap().subject, "Des livres");
        }

        async fn an_association_changes_and_stops_them(portal: Portal) {
            let (mut browser, _) = with_two(&portal).await;
            browser.get("/espace/1/relances/regles").await.says("Avant un créneau").says("C’est bientôt");
            let wrong = [("kind", "before"), ("active", "oui"), ("days", "40"), ("subject", "a"), ("body", "{{prix}}")];
            let answer = browser.post("/espace/1/relances/regles", &wrong).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
            answer.says("de 1 à 14").says("« prix » n’est pas un champ connu");
            let three = [("kind", "before"), ("active", "oui"), ("days", "3"), ("subject", "À lundi"), ("body", "Salut {{prénom}}")];
            browser.post("/espace/1/relances/regles", &three).await;
            let none = [("kind", "after"), ("subject", "Merci"), ("body", "Merci")];
            browser.post("/espace/1/relances/regles", &none).await;
            portal.clock.advance(DAY + 60);
            assert_eq!(by_itself::run(&portal.app).await.unwrap(), 2);
            assert!(written(&portal, LEA).await[0].starts_with("Salut Camille"));
            portal.clock.advance(3 * DAY);
            assert_eq!(by_itself::run(&portal.app).await.unwrap(), 0, "no thanks");
        }

        async fn who_came_has_a_certificate(portal: Portal) {
            let (_, _) = with_two(&portal).await;
            let own = format!("/inscriptions/{}", portal.own_token(LEA).await);
            assert_eq!(portal.get(&format!("{own}/attestation.pdf")).await.status, StatusCode::NOT_FOUND);
            portal.sql("UPDATE sign_ups SET handling = 'came', last_name = 'Le Goff'").await;
            portal.get(&own).await.says("Mon attestation");
            let file = portal.get(&format!("{own}/attestation.pdf")).await;
            assert_eq!(file.header("content-type"), "application/pdf");
            assert!(file.body.starts_with("%PDF-"), "{:.40}", file.body);
            // Lines with accents are written in hexadecimal.
            file.says("Camille Le Goff").says(&hex("Servir la")).says(&hex("mains (Rennes)"));
            assert!(portal.get(&format!("/en{own}/attestation.pdf")).await.body.contains("Certificate of volunteering"));
        }
    }
}
