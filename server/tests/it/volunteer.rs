//! The volunteer's own page, and links that are wrong.

use crate::{harness::both, sow::Seed};
use axum::{
    body::Body,
    http::{Method, Request, StatusCode},
};
use server::{http::access::Access, router::addresses};

const LEA: &str = "lea@exemple.fr";
const CONTACT: &str = "contact@mains-ouvertes.example";

both! {
    async fn opening_the_link_changes_nothing_but_the_button_does(portal: Portal) {
        let need = Seed::new("Soupe").sow(&portal).await;
        let slot = portal.slots(need).await[0];
        portal.sign_up(need, slot, LEA).await;
        let own = format!("/inscriptions/{}", portal.own_token(LEA).await);
        let page = portal.get(&own).await;
        assert_eq!((page.status, page.header("cache-control")), (StatusCode::OK, "no-store"));
        page.says("Camille").says("noindex").says("Soupe");
        assert_eq!(portal.get(&format!("{own}/confirmation")).await.status, StatusCode::METHOD_NOT_ALLOWED);
        assert_eq!(portal.state_of(LEA).await.as_deref(), Some("unconfirmed"));
        for _ in 0..2 {
            let pressed = portal.press(&format!("{own}/confirmation")).await;
            assert_eq!(pressed.status, StatusCode::SEE_OTHER);
            portal.get(pressed.header("location")).await.says("C’est confirmé");
        }
        assert_eq!(portal.state_of(LEA).await.as_deref(), Some("confirmed"));
        assert_eq!(portal.taken(slot).await, 1);
    }

    async fn every_personal_address_asks_for_the_link(portal: Portal) {
        let need = Seed::new("Soupe").sow(&portal).await;
        let slot = portal.slots(need).await[0];
        portal.sign_up(need, slot, LEA).await;
        let personal: Vec<String> = addresses()
            .into_iter()
            .filter(|(access, _)| *access == Access::LinkHolder)
            .map(|(_, path)| path)
            .collect();
        assert!(personal.len() >= 12, "{personal:?}");
        let wrong = "A".repeat(43);
        for path in &personal {
            for token in [wrong.as_str(), "x", "..", "%00"] {
                for method in [Method::GET, Method::POST] {
                    let request = Request::builder()
                        .method(&method)
                        .uri(path.replace("{token}", token))
                        .body(Body::empty())
                        .unwrap();
                    let answer = portal.send(request).await;
                    let expected = [StatusCode::NOT_FOUND, StatusCode::METHOD_NOT_ALLOWED];
                    assert!(expected.contains(&answer.status), "{method} {path} {token}: {}", answer.status);
                    assert!(!answer.body.contains("Camille") && !answer.body.contains(LEA));
                }
            }
        }
        portal.get(&format!("/inscriptions/{wrong}")).await.says("Ce lien ne fonctionne pas").says("lien-perdu");
        assert_eq!(portal.state_of(LEA).await.as_deref(), Some("unconfirmed"));
    }

    async fn a_link_expires_after_a_year(portal: Portal) {
        let need = Seed::new("Soupe").sow(&portal).await;
        let slot = portal.slots(need).await[0];
        let token = portal.confirmed(need, slot, LEA).await;
        portal.clock.advance(364 * 86_400);
        assert_eq!(portal.get(&format!("/inscriptions/{token}")).await.status, StatusCode::OK);
        portal.clock.advance(86_400);
        assert_eq!(portal.get(&format!("/inscriptions/{token}")).await.status, StatusCode::NOT_FOUND);
    }

    async fn cancelled_the_place_is_free_and_both_are_told(portal: Portal) {
        let need = Seed::new("Soupe").sow(&portal).await;
        let slot = portal.slots(need).await[0];
        let token = portal.confirmed(need, slot, LEA).await;
        for _ in 0..2 {
            assert_eq!(portal.press(&format!("/inscriptions/{token}/annulation")).await.status, 303);
        }
        assert_eq!(portal.state_of(LEA).await.as_deref(), Some("cancelled"));
        assert_eq!(portal.taken(slot).await, 0);
        assert_eq!(portal.kinds_to(LEA).await, ["confirm", "cancelled"]);
        assert_eq!(portal.mails_to(CONTACT).await.len(), 2);
        assert_eq!(portal.get(&format!("/inscriptions/{token}")).await.status, StatusCode::OK);
        assert_eq!(portal.press(&format!("/inscriptions/{token}/confirmation")).await.status, 303);
        assert_eq!(portal.state_of(LEA).await.as_deref(), Some("cancelled"));

        portal.sign_up(need, slot, LEA).await;
        assert_eq!(portal.state_of(LEA).await.as_deref(), Some("unconfirmed"));
        assert_eq!((portal.count("sign_ups").await, portal.taken(slot).await), (1, 1));
        assert_eq!(portal.kinds_to(LEA).await, ["confirm", "cancelled", "confirm"]);
    }

    async fn a_change_keeps_the_address_and_moves_the_place(portal: Portal) {
        let need = Seed::new("Soupe").dated(&[(3, 8), (4, 1), (5, 1)]).sow(&portal).await;
        let slots = portal.slots(need).await;
        let ids: Vec<String> = slots.iter().map(ToString::to_string).collect();
        let token = portal.confirmed(need, slots[0], LEA).await;
        portal.sign_up(need, slots[2], "yann@exemple.fr").await;
        let own = format!("/inscriptions/{token}");
        let form = |slot: usize| {
            vec![("given-name", "Léa"), ("email", "autre@exemple.fr"), ("tel", "0612345678"), ("creneau", ids[slot].as_str())]
        };
        let moved = portal.post(&own, &form(1)).await;
        assert_eq!(moved.status, StatusCode::SEE_OTHER, "{}", moved.body);
        portal.get(moved.header("location")).await.says("enregistrés").says("Léa").says(LEA);
        assert_eq!((portal.taken(slots[0]).await, portal.taken(slots[1]).await), (0, 1));
        assert_eq!(portal.state_of(LEA).await.as_deref(), Some("confirmed"));

        let full = portal.post(&own, &form(2)).await;
        assert_eq!(full.status, StatusCode::UNPROCESSABLE_ENTITY);
        full.says("vient de se remplir");
        assert_eq!((portal.taken(slots[1]).await, portal.taken(slots[2]).await), (1, 1));
        let nameless = portal.post(&own, &[("given-name", ""), ("creneau", &ids[1])]).await;
        assert_eq!(nameless.status, StatusCode::UNPROCESSABLE_ENTITY);
        nameless.says("Indiquez votre prénom");

        portal.sql("UPDATE needs SET state = 'closed'").await;
        assert_eq!(portal.post(&own, &form(0)).await.status, StatusCode::CONFLICT);
        assert_eq!(portal.press(&format!("{own}/annulation")).await.status, StatusCode::SEE_OTHER);
        assert_eq!(portal.taken(slots[1]).await, 0);
    }

    async fn another_parent_has_to_agree_anew(portal: Portal) {
        let mut seed = Seed::new("Soupe");
        seed.open_to_minors = true;
        let need = seed.sow(&portal).await;
        let slot = portal.slots(need).await[0];
        let minor = [("mineur", "on"), ("email-parent", "un@exemple.fr")];
        portal.sign_up_with(need, slot, LEA, &minor).await;
        let own = format!("/inscriptions/{}", portal.own_token(LEA).await);
        portal.press(&format!("{own}/confirmation")).await;
        let first = portal.mails_to("un@exemple.fr").await[0].token("/accord-parental/");
        portal.press(&format!("/accord-parental/{first}")).await;
        assert_eq!(portal.state_of(LEA).await.as_deref(), Some("confirmed"));
        let other = [("given-name", "Léa"), ("mineur", "on"), ("email-parent", "deux@exemple.fr")];
        assert_eq!(portal.post(&own, &other).await.status, StatusCode::SEE_OTHER);
        assert_eq!(portal.state_of(LEA).await.as_deref(), Some("unconfirmed"));
        assert_eq!(portal.get(&format!("/accord-parental/{first}")).await.status, StatusCode::NOT_FOUND);
        let second = portal.mails_to("deux@exemple.fr").await[0].token("/accord-parental/");
        portal.press(&format!("/accord-parental/{second}")).await;
        assert_eq!(portal.state_of(LEA).await.as_deref(), Some("confirmed"));
    }

    async fn all_data_can_be_downloaded(portal: Portal) {
        let need = Seed::new("Soupe").dated(&[(15, 8)]).sow(&portal).await;
        let slot = portal.slots(need).await[0];
        let more = [("family-name", "Le Goff"), ("tel", "0612345678"), ("message", "Bonjour")];
        portal.sign_up_with(need, slot, LEA, &more).await;
        let token = portal.own_token(LEA).await;
        let file = portal.get(&format!("/inscriptions/{token}/donnees.json")).await;
        assert!(file.header("content-disposition").starts_with("attachment"));
        let data: serde_json::Value = serde_json::from_str(&file.body).unwrap();
        for (name, value) in [
            ("first_name", "Camille"), ("last_name", "Le Goff"), ("email", LEA), ("phone", "+33612345678"),
            ("message", "Bonjour"), ("state", "unconfirmed"), ("signed_up_at", "2026-11-20T09:00:00Z"),
        ] {
            assert_eq!(data[name], value, "{name}");
        }
        assert_eq!(data["mails"].as_array().unwrap().len(), 2);
        assert!(!file.body.contains(&token));
    }

    async fn erased_nothing_is_left(portal: Portal) {
        let mut seed = Seed::new("Soupe");
        seed.open_to_minors = true;
        let need = seed.sow(&portal).await;
        let slot = portal.slots(need).await[0];
        let more = [("tel", "0612345678"), ("mineur", "on"), ("email-parent", "parent@exemple.fr")];
        portal.sign_up_with(need, slot, LEA, &more).await;
        portal.post("/inscriptions/lien-perdu", &[("email", LEA)]).await;
        let token = portal.own_token(LEA).await;
        let erased = portal.press(&format!("/inscriptions/{token}/effacement")).await;
        assert_eq!(erased.status, StatusCode::OK);
        erased.says("Tout est effacé");
        assert!(!erased.body.contains(&token) && !erased.body.contains(LEA));
        assert_eq!((portal.count("sign_ups").await, portal.count("links").await), (0, 0));
        assert_eq!(portal.taken(slot).await, 0);
        assert_eq!((portal.mails_to(LEA).await.len(), portal.mails_to("parent@exemple.fr").await.len()), (0, 0));
        for mail in portal.mails_to(CONTACT).await {
            for trace in [LEA, "parent@exemple.fr", "+33612345678"] {
                assert!(!mail.body_text.contains(trace) && !mail.body_html.contains(trace), "{trace}");
            }
            assert!(!mail.subject.contains('@') && mail.to_address == CONTACT);
        }
        assert_eq!(portal.get(&format!("/inscriptions/{token}")).await.status, StatusCode::NOT_FOUND);
        assert_eq!(portal.press(&format!("/inscriptions/{token}/effacement")).await.status, 404);
    }

    async fn a_lost_link_is_sent_to_its_owner_alone(portal: Portal) {
        let one = Seed::new("Soupe").sow(&portal).await;
        let other = Seed::new("Collecte").dated(&[(15, 8)]).sow(&portal).await;
        for need in [one, other] {
            let slot = portal.slots(need).await[0];
            portal.sign_up(need, slot, LEA).await;
        }
        let known = portal.post("/inscriptions/lien-perdu", &[("email", " LEA@exemple.fr ")]).await;
        let unknown = portal.post("/inscriptions/lien-perdu", &[("email", "autre@exemple.fr")]).await;
        assert_eq!((known.status, known.header("location")), (unknown.status, unknown.header("location")));
        assert_eq!((known.status, &known.body), (StatusCode::SEE_OTHER, &unknown.body));
        portal.get(known.header("location")).await.says("C’est parti");
        let mail = portal.mails_to("LEA@exemple.fr").await.pop().unwrap();
        assert_eq!(mail.kind, "lost_link");
        assert_eq!(mail.body_text.matches("/inscriptions/").count(), 2);
        assert_eq!(portal.get(&format!("/inscriptions/{}", mail.own())).await.status, StatusCode::OK);
        assert_eq!(portal.mails_to("autre@exemple.fr").await.len(), 0);
        let wrong = portal.post("/inscriptions/lien-perdu", &[("email", "\"><script>")]).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(!wrong.body.contains("\"><script>"));
    }
}
