//! Signing up: what is stored, what is answered, what is refused.

use crate::{harness::both, sow::Seed};
use app::domain::need::SignUpAt;
use axum::{
    body::Body,
    http::{Request, StatusCode, header},
};

const LEA: &str = "lea@exemple.fr";
const CONTACT: &str = "contact@mains-ouvertes.example";

both! {
    async fn a_sign_up_is_stored_answered_and_mailed(portal: Portal) {
        let need = Seed::new("Servir la soupe").dated(&[(15, 8)]).sow(&portal).await;
        let slot = portal.slots(need).await[0];
        let form = portal.get(&format!("/missions/{need}-servir-la-soupe/inscription")).await;
        assert_eq!(form.status, StatusCode::OK);
        form.says("name=\"given-name\"").says("name=\"email\"").says("autocomplete=\"email\"").says("name=\"t\"");
        let more = [("family-name", "Le Goff"), ("tel", "06 12 34 56 78"), ("message", "À bientôt")];
        let answer = portal.sign_up_with(need, slot, "Lea@Exemple.fr", &more).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
        let thanks = format!("/missions/{need}-servir-la-soupe/merci?creneau={slot}");
        assert_eq!(answer.header("location"), thanks);
        assert_eq!(portal.get(&thanks).await.status, StatusCode::OK);
        assert_eq!(portal.taken(slot).await, 1);
        assert_eq!(portal.state_of(LEA).await.as_deref(), Some("unconfirmed"));
        let mail = portal.mails_to("Lea@exemple.fr").await.remove(0);
        assert_eq!(mail.kind, "confirm");
        assert!(mail.body_text.contains("https://portail.example/inscriptions/"), "{}", mail.body_text);
        assert!(mail.calendar.is_some());
        let told = portal.mails_to(CONTACT).await.remove(0);
        for word in ["Camille", "Le Goff", "Lea@exemple.fr", "+33612345678", "À bientôt"] {
            assert!(told.body_text.contains(word), "{word}: {}", told.body_text);
        }
    }

    async fn in_english_too(portal: Portal) {
        let need = Seed::new("Soupe").sow(&portal).await;
        let slot = portal.slots(need).await[0];
        let (stamp, slot) = (portal.stamp(), slot.to_string());
        let form = [("given-name", "Sam"), ("email", "sam@example.org"), ("creneau", &slot), ("t", &stamp)];
        let answer = portal.post(&format!("/en/missions/{need}-soupe/inscription"), &form).await;
        assert!(answer.header("location").starts_with("/en/missions/"), "{}", answer.body);
        assert!(portal.mails_to("sam@example.org").await[0].body_text.contains("/en/inscriptions/"));
    }

    async fn signing_up_twice_is_the_same_sign_up_and_strangers_learn_nothing(portal: Portal) {
        let need = Seed::new("Soupe").dated(&[(3, 8), (4, 8)]).sow(&portal).await;
        let slots = portal.slots(need).await;
        let first = portal.sign_up(need, slots[0], LEA).await;
        let second = portal.sign_up(need, slots[0], "LEA@exemple.FR").await;
        assert_eq!((first.status, first.header("location")), (second.status, second.header("location")));
        assert_eq!(first.body, second.body);
        assert_eq!(portal.sign_up(need, slots[1], LEA).await.status, StatusCode::SEE_OTHER);
        assert_eq!((portal.taken(slots[0]).await, portal.taken(slots[1]).await), (1, 0));
        assert_eq!(portal.count("sign_ups").await, 1);
        assert_eq!(portal.kinds_to("lea@exemple.fr").await, ["confirm", "already_in", "already_in"]);
        assert_eq!(portal.mails_to(CONTACT).await.len(), 1);
        let token = portal.own_token(LEA).await;
        assert_eq!(portal.get(&format!("/inscriptions/{token}")).await.status, StatusCode::OK);
    }

    async fn one_slot_need_not_be_chosen_but_several_must(portal: Portal) {
        let one = Seed::new("Un").sow(&portal).await;
        let several = Seed::new("Deux").dated(&[(3, 8), (4, 8)]).sow(&portal).await;
        let stamp = portal.stamp();
        let form = [("given-name", "Léa"), ("email", LEA), ("t", &stamp)];
        assert_eq!(portal.post(&format!("/missions/{one}-un/inscription"), &form).await.status, 303);
        let again = portal.post(&format!("/missions/{several}-deux/inscription"), &form).await;
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
        again.says("Choisissez un créneau");
    }

    async fn what_is_wrong_is_said_and_what_was_typed_is_kept_escaped(portal: Portal) {
        let need = Seed::new("Soupe").sow(&portal).await;
        let slot = portal.slots(need).await[0];
        let evil = "</textarea><script>alert(1)</script>";
        let more = [("message", evil), ("family-name", "\"><img src=x>"), ("tel", "12")];
        let page = portal.sign_up_with(need, slot, "lea@exemple", &more).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        page.says("value=\"lea@exemple\"").says("&lt;script").says("aria-invalid=\"true\"");
        assert!(!page.body.contains("<script>alert") && !page.body.contains("<img src=x"), "{}", page.body);
        assert_eq!(portal.count("sign_ups").await, 0);
    }

    async fn a_full_slot_has_a_waiting_list(portal: Portal) {
        let need = Seed::new("Soupe").places(1).sow(&portal).await;
        let slot = portal.slots(need).await[0];
        portal.sign_up(need, slot, LEA).await;
        let answer = portal.sign_up(need, slot, "yann@exemple.fr").await;
        assert!(answer.header("location").ends_with("&attente=1"), "{}", answer.header("location"));
        assert_eq!(portal.state_of("yann@exemple.fr").await.as_deref(), Some("waiting"));
        assert_eq!(portal.kinds_to("yann@exemple.fr").await, ["waiting"]);
        assert_eq!(portal.taken(slot).await, 1);
        let places = portal.get(&format!("/missions/{need}/places")).await;
        assert_eq!(places.body, format!("{{\"slots\":[[{slot},0,1]]}}"));
        assert_eq!(places.header("cache-control"), "no-store");
        // Léa, who is in, is answered as anybody else would be.
        assert_eq!(portal.sign_up(need, slot, LEA).await.header("location"), answer.header("location"));
    }

    async fn nobody_gets_a_place_that_is_not_there(portal: Portal) {
        let need = Seed::new("Soupe").places(5).sow(&portal).await;
        let slot = portal.slots(need).await[0];
        let emails: Vec<String> = (0..50).map(|number| format!("personne{number}@exemple.fr")).collect();
        let answers = futures_util::future::join_all(emails.iter().map(|email| portal.sign_up(need, slot, email))).await;
        let waiting = answers.iter().filter(|answer| answer.header("location").ends_with("attente=1")).count();
        assert!(answers.iter().all(|answer| answer.status == StatusCode::SEE_OTHER));
        assert_eq!((waiting, portal.taken(slot).await), (45, 5));
        assert_eq!(portal.count("sign_ups WHERE state = 'waiting'").await, 45);
        assert_eq!((portal.count("links").await, portal.count("outbox").await), (50, 100));
    }

    async fn the_same_person_at_once_is_in_once(portal: Portal) {
        let need = Seed::new("Soupe").places(5).sow(&portal).await;
        let slot = portal.slots(need).await[0];
        let answers = futures_util::future::join_all((0..5).map(|_| portal.sign_up(need, slot, LEA))).await;
        assert!(answers.iter().all(|answer| answer.status == StatusCode::SEE_OTHER));
        assert_eq!((portal.count("sign_ups").await, portal.taken(slot).await), (1, 1));
    }

    async fn under_eighteen_a_parent_is_asked(portal: Portal) {
        let adults = Seed::new("Adultes").sow(&portal).await;
        let mut seed = Seed::new("Soupe");
        seed.open_to_minors = true;
        let all = seed.sow(&portal).await;
        let (slot, other) = (portal.slots(all).await[0], portal.slots(adults).await[0]);
        let minor = [("mineur", "on"), ("email-parent", "parent@exemple.fr")];
        let refused = portal.sign_up_with(adults, other, LEA, &minor).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        refused.says("réservée aux adultes");
        let refused = portal.sign_up_with(all, slot, LEA, &[("mineur", "on")]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        let answer = portal.sign_up_with(all, slot, LEA, &minor).await;
        assert!(answer.header("location").ends_with("&mineur=1"), "{}", answer.body);
        assert_eq!(portal.kinds_to("parent@exemple.fr").await, ["parent"]);

        let token = portal.own_token(LEA).await;
        let pressed = portal.press(&format!("/inscriptions/{token}/confirmation")).await;
        portal.get(pressed.header("location")).await.says("l’accord d’un parent");
        assert_eq!(portal.state_of(LEA).await.as_deref(), Some("unconfirmed"));
        let parents = portal.mails_to("parent@exemple.fr").await[0].token("/accord-parental/");
        let page = portal.get(&format!("/accord-parental/{parents}")).await;
        page.says("Camille");
        assert_eq!(portal.state_of(LEA).await.as_deref(), Some("unconfirmed"), "looking is not agreeing");
        assert_eq!(portal.press(&format!("/accord-parental/{parents}")).await.status, 303);
        assert_eq!(portal.state_of(LEA).await.as_deref(), Some("confirmed"));
        assert_eq!(portal.kinds_to(LEA).await, ["confirm", "place_confirmed"]);
        assert_eq!(portal.press(&format!("/accord-parental/{parents}")).await.status, 303);
        assert_eq!(portal.get(&format!("/inscriptions/{parents}")).await.status, 404, "a parent's link is not the child's");
        assert_eq!(portal.get(&format!("/accord-parental/{token}")).await.status, 404);
    }

    async fn a_closed_full_or_vanished_need_says_so(portal: Portal) {
        let need = Seed::new("Soupe").sow(&portal).await;
        let slot = portal.slots(need).await[0];
        portal.sql("UPDATE needs SET state = 'closed'").await;
        let page = portal.sign_up(need, slot, LEA).await;
        assert_eq!(page.status, StatusCode::GONE);
        page.says("Les inscriptions sont closes");
        assert_eq!(portal.get(&format!("/missions/{need}-soupe/inscription")).await.status, StatusCode::GONE);
        assert_eq!(portal.sign_up(need + 1000, slot, LEA).await.status, StatusCode::NOT_FOUND);
        assert_eq!(portal.get("/missions/999999/places").await.status, StatusCode::NOT_FOUND);

        let past = Seed::new("Passée").dated(&[(1, 8)]).sow(&portal).await;
        let slot = portal.slots(past).await[0];
        portal.clock.advance(2 * 86_400);
        assert_eq!(portal.sign_up(past, slot, LEA).await.status, StatusCode::GONE);
        assert_eq!(portal.count("sign_ups").await, 0);

        let mut there = Seed::new("Ailleurs");
        there.sign_up = SignUpAt::There;
        there.page_url = Some("https://exemple.org/mission");
        let there = there.sow(&portal).await;
        let slot = portal.slots(there).await.first().copied().unwrap_or(0);
        assert_eq!(portal.sign_up(there, slot, LEA).await.status, StatusCode::CONFLICT);
    }

    async fn a_slot_of_another_need_is_not_taken(portal: Portal) {
        let one = Seed::new("Un").sow(&portal).await;
        let other = Seed::new("Autre").sow(&portal).await;
        let slot = portal.slots(other).await[0];
        assert_eq!(portal.sign_up(one, slot, LEA).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(portal.taken(slot).await, 0);
    }

    async fn robots_are_thanked_and_forgotten(portal: Portal) {
        let need = Seed::new("Soupe").sow(&portal).await;
        let slot = portal.slots(need).await[0];
        let answer = portal.sign_up_with(need, slot, LEA, &[]).await;
        portal.sql("DELETE FROM sign_ups").await;
        let slot_text = slot.to_string();
        let trap = [("given-name", "X"), ("email", LEA), ("creneau", &slot_text), ("site", "http://spam")];
        let robot = portal.post(&format!("/missions/{need}-soupe/inscription"), &trap).await;
        assert_eq!((robot.status, robot.header("location")), (answer.status, answer.header("location")));
        assert_eq!(portal.count("sign_ups").await, 0);
    }

    async fn too_fast_or_too_old_a_form_comes_again(portal: Portal) {
        let need = Seed::new("Soupe").sow(&portal).await;
        let address = format!("/missions/{need}-soupe/inscription");
        let stamp = server::http::form_stamp::fresh(&portal.app.secrets.forms, portal.clock.now());
        let form = |stamp: &str| vec![("given-name".to_owned(), "Léa".to_owned()), ("email".into(), LEA.into()), ("t".into(), stamp.to_owned())];
        let send = async |stamp: &str| {
            let form = form(stamp);
            let form: Vec<(&str, &str)> = form.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
            portal.post(&address, &form).await
        };
        let fast = send(&stamp).await;
        assert_eq!(fast.status, StatusCode::UNPROCESSABLE_ENTITY);
        fast.says("très rapide").says("value=\"Léa\"").says(&stamp);
        portal.clock.advance(86_400 + 1);
        let old = send(&stamp).await;
        assert_eq!(old.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(!old.body.contains(&stamp));
        let fresh = old.body.split("name=\"t\"").nth(1).unwrap().split("value=\"").nth(1).unwrap().split('"').next().unwrap();
        assert_eq!(send(fresh).await.status, StatusCode::SEE_OTHER, "the form given back can be sent at once");
        assert_eq!(send("").await.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(portal.count("sign_ups").await, 1);
    }

    async fn a_returning_volunteer_finds_the_form_filled_in(portal: Portal) {
        let need = Seed::new("Soupe").sow(&portal).await;
        let other = Seed::new("Collecte").sow(&portal).await;
        let slot = portal.slots(need).await[0];
        portal.sign_up_with(need, slot, LEA, &[("family-name", "Le Goff"), ("message", "Bonjour")]).await;
        let token = portal.own_token(LEA).await;
        let page = portal.get(&format!("/missions/{other}-collecte/inscription?lien={token}")).await;
        page.says("value=\"lea@exemple.fr\"").says("value=\"Le Goff\"");
        assert!(!page.body.contains("Bonjour") && !page.body.contains(&token));
        let wrong = portal.get(&format!("/missions/{other}-collecte/inscription?lien={}", "A".repeat(43))).await;
        assert_eq!(wrong.status, StatusCode::OK);
        assert!(!wrong.body.contains(LEA));
    }

    async fn a_body_over_64_kb_is_refused(portal: Portal) {
        let need = Seed::new("Soupe").sow(&portal).await;
        let slot = portal.slots(need).await[0];
        let long = "a".repeat(65 * 1024);
        let answer = portal.sign_up_with(need, slot, LEA, &[("message", &long)]).await;
        assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
        answer.says("64");
    }

    async fn nonsense_is_answered_calmly(portal: Portal) {
        let need = Seed::new("Soupe").sow(&portal).await;
        for body in [&b"\xff\xfe=%ff&email=%00"[..], b"", b"given-name=a&given-name=b&email=x&email=y", b"{}"] {
            let request = Request::post(format!("/missions/{need}-soupe/inscription"))
                .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
                .body(Body::from(body.to_vec()))
                .unwrap();
            assert_eq!(portal.send(request).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        }
    }

    async fn a_dated_slot_has_a_calendar_file(portal: Portal) {
        let need = Seed::new("Soupe").dated(&[(15, 8)]).sow(&portal).await;
        let slot = portal.slots(need).await[0];
        let file = portal.get(&format!("/missions/{need}-soupe/creneaux/{slot}.ics")).await;
        assert_eq!(file.status, StatusCode::OK);
        assert!(file.header("content-type").starts_with("text/calendar"));
        assert_eq!(portal.get(&format!("/missions/{need}-soupe/creneaux/99999.ics")).await.status, 404);
        assert_eq!(portal.get(&format!("/missions/{need}-soupe/creneaux/x")).await.status, 404);
    }

    async fn throw_away_domains_are_known(portal: Portal) {
        assert_eq!(portal.get("/courriel?domaine=yopmail.com").await.body, "{\"disposable\":true}");
        assert_eq!(portal.get("/courriel?domaine=orange.fr").await.body, "{\"disposable\":false}");
        assert_eq!(portal.get("/courriel").await.body, "{\"disposable\":false}");
    }
}
