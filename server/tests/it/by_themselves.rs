//! Messages that go by themselves: before a slot and the day after, each once.

use crate::{
    follow_ups::{LEA, TOM, with_two, written},
    harness::{both, plain},
    people::on_pool,
    sow::Seed,
};
use axum::http::StatusCode;
use server::{follow_ups::by_itself, sign_ups::upkeep::expire_due, store::needs_over::close_over};

const HOUR: i64 = 3600;
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
        let need = Seed::new("Trier des livres").dated(&[(3, 5)]).sow(&portal).await;
        portal.gives(need, 1).await;
        portal.confirmed(need, portal.slots(need).await[0], LEA).await;
        // Its turn comes half a day after the others': it comes along.
        let need = Seed::new("Ranger la salle").dated(&[(3, 5)]).sow(&portal).await;
        portal.gives(need, 1).await;
        portal.sql("UPDATE slots SET starts_at = starts_at + 40000, ends_at = ends_at + 40000 WHERE need_id = 3").await;
        portal.confirmed(need, portal.slots(need).await[0], LEA).await;
        portal.clock.advance(DAY + DAY / 4);
        assert_eq!(by_itself::run(&portal.app).await.unwrap(), 2, "one for Léa, one for Tom");
        let mail = written(&portal, LEA).await.pop().unwrap();
        for named in ["lundi 23", "Et aussi, ces jours-ci", "Trier des livres", "Ranger la salle"] {
            assert!(mail.contains(named), "{named} in {mail}");
        }
        assert_eq!(mail.matches("https://portail.example/inscriptions/").count(), 1 + 3, "each with its own link: {mail}");
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
        portal.sql("UPDATE associations SET name = 'Association des mains'").await;
        let renamed = portal.get(&format!("{own}/attestation.pdf")).await;
        renamed.says("(Association des mains (Rennes) atteste que)");
        assert!(portal.get(&format!("/en{own}/attestation.pdf")).await.body.contains("Certificate of volunteering"));
    }

    async fn no_association_hears_of_another(portal: Portal) {
        with_two(&portal).await;
        let other = portal.association("autre").await;
        let need = Seed::new("Planter des arbres").dated(&[(3, 5)]).sow(&portal).await;
        portal.gives(need, other).await;
        portal.confirmed(need, portal.slots(need).await[0], LEA).await;
        portal.clock.advance(DAY + DAY / 4);
        assert_eq!(by_itself::run(&portal.app).await.unwrap(), 2, "one for Léa, one for Tom");
        let first = portal.mails_to(LEA).await.pop().unwrap();
        assert!(first.subject.ends_with("Servir la soupe"), "{}", first.subject);
        assert!(!first.body_text.contains("Planter"), "{}", first.body_text);
        portal.clock.advance(9 * HOUR);
        assert_eq!(by_itself::run(&portal.app).await.unwrap(), 1, "the other's, after midnight");
        let second = portal.mails_to(LEA).await.pop().unwrap();
        assert!(second.subject.ends_with("Planter des arbres"), "{}", second.subject);
    }

    async fn thanks_come_the_day_after_and_by_day(portal: Portal) {
        with_two(&portal).await;
        portal.clock.advance(3 * DAY + 12 * HOUR);
        assert_eq!(by_itself::run(&portal.app).await.unwrap(), 0, "at ten in the evening of that day");
        portal.clock.advance(6 * HOUR);
        assert_eq!(by_itself::run(&portal.app).await.unwrap(), 0, "at four in the morning");
        portal.clock.advance(5 * HOUR);
        assert_eq!(by_itself::run(&portal.app).await.unwrap(), 2, "at nine");
    }

    async fn who_is_in_is_reminded_though_the_need_takes_nobody_any_more(portal: Portal) {
        with_two(&portal).await;
        portal.sql("UPDATE needs SET last_day = 20777").await;
        portal.clock.advance(DAY + DAY / 4);
        assert_eq!(close_over(&portal.app.db, portal.clock.now()).await.unwrap(), 1);
        assert_eq!(by_itself::run(&portal.app).await.unwrap(), 2);
    }

    async fn what_somebody_closed_before_its_day_gets_neither_reminder_nor_thanks(portal: Portal) {
        let (mut browser, need) = with_two(&portal).await;
        portal.sql("UPDATE needs SET posted_form = '{}'").await;
        browser.post(&format!("/espace/1/missions/{need}/etat"), &[("act", "close")]).await;
        for _ in 0..5 {
            portal.clock.advance(DAY);
            assert_eq!(by_itself::run(&portal.app).await.unwrap(), 0);
        }
    }

    async fn who_was_accepted_keeps_the_place_and_is_reminded_without_confirming(portal: Portal) {
        let (mut browser, need) = with_two(&portal).await;
        let slot = portal.slots(need).await[0];
        for email in ["ali@exemple.fr", "zoe@exemple.fr"] {
            portal.sign_up(need, slot, email).await;
        }
        let ali = portal.sign_up_id("ali@exemple.fr").await.to_string();
        browser.post("/espace/1/inscriptions/reponse", &[("personne", &ali), ("faire", "accepted")]).await;
        portal.clock.advance(DAY + DAY / 4);
        assert_eq!(by_itself::run(&portal.app).await.unwrap(), 3, "Léa, Tom and Ali");
        portal.clock.advance(2 * DAY);
        assert_eq!(expire_due(&portal.app).await.unwrap(), 1, "Zoé's");
        assert_eq!(portal.state_of("ali@exemple.fr").await.as_deref(), Some("unconfirmed"));
        portal.clock.advance(DAY);
        assert_eq!(by_itself::run(&portal.app).await.unwrap(), 3, "thanks");
    }

    async fn who_came_from_the_waiting_list_is_reminded_too(portal: Portal) {
        let association = portal.association("mains").await;
        let need = Seed::new("Servir la soupe").dated(&[(3, 1)]).sow(&portal).await;
        portal.gives(need, association).await;
        let slot = portal.slots(need).await[0];
        portal.confirmed(need, slot, TOM).await;
        portal.sign_up(need, slot, LEA).await;
        let lea = portal.sign_up_id(LEA).await.to_string();
        let mut browser = portal.signed_in("coordinator@mains.example").await;
        let accept = [("personne", lea.as_str()), ("faire", "accepted"), ("agrandir", "oui")];
        browser.post("/espace/1/inscriptions/reponse", &accept).await;
        portal.clock.advance(DAY + DAY / 4);
        assert_eq!(by_itself::run(&portal.app).await.unwrap(), 2);
        assert!(portal.mails_to(LEA).await.pop().unwrap().subject.ends_with("Servir la soupe"));
    }

    async fn how_it_was_is_said_of_what_has_been(portal: Portal) {
        with_two(&portal).await;
        let own = format!("/inscriptions/{}", portal.own_token(LEA).await);
        let rate = [("note", "5"), ("words", "Bel accueil,\nmerci")];
        portal.post(&format!("{own}/avis"), &rate).await;
        assert_eq!(portal.count("ratings").await, 0, "not before the day");
        portal.clock.advance(3 * DAY + 4 * HOUR);
        portal.post(&format!("{own}/avis"), &rate).await;
        portal.get(&own).await.says("Bel accueil, merci");
        portal.get(&format!("{own}/donnees.json")).await.says("\"words\":\"Bel accueil, merci\"");
        let toms = format!("/inscriptions/{}", portal.own_token(TOM).await);
        portal.press(&format!("{toms}/annulation")).await;
        portal.post(&format!("{toms}/avis"), &rate).await;
        assert_eq!(portal.count("ratings").await, 1, "nor by who withdrew");
    }

    async fn answers_go_to_who_looks_after_the_volunteer(portal: Portal) {
        let (mut browser, _) = with_two(&portal).await;
        let me: i64 = on_pool!(portal, |pool| sqlx::query_scalar(
            "SELECT coordinator_id FROM members WHERE role = 'coordinator'"
        ).fetch_one(pool).await.unwrap());
        let (lea, me) = (portal.sign_up_id(LEA).await.to_string(), me.to_string());
        let assign = [("personne", lea.as_str()), ("faire", "suivi"), ("membre", me.as_str())];
        browser.post("/espace/1/inscriptions/reponse", &assign).await;
        portal.clock.advance(DAY + DAY / 4);
        assert_eq!(by_itself::run(&portal.app).await.unwrap(), 2);
        let answers: Vec<(String, String)> = on_pool!(portal, |pool| sqlx::query_as(
            "SELECT to_address, reply_to FROM outbox WHERE kind = 'follow_up' ORDER BY to_address"
        ).fetch_all(pool).await.unwrap());
        let goes = |to: &str, reply_to: &str| (to.to_owned(), reply_to.to_owned());
        assert_eq!(answers, [goes(LEA, "coordinator@mains.example"), goes(TOM, "contact@mains.example")]);
    }
}
