//! A coordinator posts a need and changes it; two who change it at once.

use crate::{
    desk::Browser,
    harness::{Answer, Portal, both},
};
use axum::http::StatusCode;

pub const NEW: &str = "/espace/1/missions/nouvelle";

/// What is typed, with some of it otherwise.
pub fn form<'a>(more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let mut form = vec![
        ("title", "Servir la soupe"),
        ("description", "Servir un repas chaud, puis ranger.\n\nOn finit par une tisane."),
        ("domaine", "solidarite-insertion"),
        ("lieu", "Rennes (35)"),
        ("remote", "no"),
        ("kind", "regular"),
        ("seats", "6"),
        ("act", "publish"),
    ];
    form.retain(|(name, _)| !more.iter().any(|(other, _)| other == name));
    form.extend_from_slice(more);
    form
}

/// Rows of slots: slot, day, from, until, places.
pub fn slots<'a>(rows: &[[&'a str; 5]]) -> Vec<(&'a str, &'a str)> {
    let mut all = vec![("kind", "slots")];
    for row in rows {
        all.extend(["slot", "day", "from", "until", "places"].into_iter().zip(row.iter().copied()));
    }
    all
}

pub async fn coordinator(portal: &Portal) -> Browser<'_> {
    assert_eq!(portal.association("mains").await, 1);
    portal.signed_in("coordinator@mains.example").await
}

#[track_caller]
pub fn leads_to(answer: &Answer, there: &str) {
    assert_eq!(answer.header("location"), there, "{} {}", answer.status, answer.body);
}

both! {
    async fn a_need_is_posted_and_found_at_once(portal: Portal) {
        let mut browser = coordinator(&portal).await;
        browser.get(NEW).await.says("Rennes (35)").says("Publier la mission");
        leads_to(&browser.post(NEW, &form(&[])).await, "/espace/1?fait=posted");
        browser.get("/espace/1?fait=posted").await.says("La mission est publiée").says("Servir la soupe");
        portal.get("/missions?q=soupe&lieu=Rennes").await.says("Servir la soupe");
        let page = portal.get("/missions/1-servir-la-soupe").await;
        page.says("<p>Servir un repas chaud, puis ranger.</p><p>On finit par une tisane.</p>").says("6");
        assert_eq!(portal.count("acts").await, 1);
        let signed_up = portal.sign_up(1, portal.slots(1).await[0], "lea@exemple.fr").await;
        leads_to(&signed_up, "/missions/1-servir-la-soupe/merci?creneau=1");
    }

    async fn slots_are_on_the_clocks_of_the_place_and_made_weekly(portal: Portal) {
        let mut browser = coordinator(&portal).await;
        let rows = [["", "2026-12-05", "09:00", "12:00", "3"], ["", "", "", "", "4"]];
        let mut more = slots(&rows);
        more.extend([("repeat", "19/12/2026"), ("lieu", "Saint-Denis (974)")]);
        leads_to(&browser.post(NEW, &form(&more)).await, "/espace/1?fait=posted");
        assert_eq!(portal.slots(1).await.len(), 3);
        let first = server::store::slots::facts(&portal.app.db, portal.slots(1).await[0]).await.unwrap().unwrap();
        // 2026-12-05 05:00 UTC, which is nine o'clock on La Réunion.
        assert_eq!((first.starts_at, first.ends_at), (Some(1_796_446_800), Some(1_796_457_600)));
        portal.get("/missions/1-servir-la-soupe").await.says("samedi 19\u{a0}décembre").says("La Réunion");
        browser.get("/espace/1/missions/1").await.says("2026-12-19").says("value=\"09:00\"");
    }

    async fn what_is_wrong_is_said_and_everything_typed_is_kept(portal: Portal) {
        let mut browser = coordinator(&portal).await;
        let past = slots(&[["", "2026-11-01", "09:00", "", "3"]]);
        for (more, says) in [
            (vec![("title", " ")], "Il manque quelque chose ici"),
            (vec![("description", "Venez")], "Dites-le en 5 mots"),
            (vec![("lieu", "Zzyxville")], "Nous ne connaissons pas cette commune"),
            (vec![("domaine", "licorne")], "Choisissez dans la liste"),
            (vec![("seats", "beaucoup")], "Indiquez un nombre"),
            (vec![("url", "pas une adresse")], "https://"),
            (past, "Ce jour est déjà passé"),
        ] {
            let mut more = more;
            more.push(("audience", "Des familles du quartier"));
            let answer = browser.post(NEW, &form(&more)).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{says}");
            answer.says(says).says("Des familles du quartier");
        }
        assert_eq!(portal.count("needs").await, 0);
    }

    async fn tags_that_are_typed_are_only_words(portal: Portal) {
        let mut browser = coordinator(&portal).await;
        let typed = "Un <script>alert(1)</script> et <img src=x onerror=alert(1)> puis trois mots.";
        browser.post(NEW, &form(&[("description", typed)])).await;
        let page = portal.get("/missions/1-servir-la-soupe").await;
        assert!(!page.body.contains("<script>alert") && !page.body.contains("<img src=x"), "{}", page.body);
        page.says("puis trois mots.");
        browser.get("/espace/1/missions/1").await.says("&lt;script&gt;alert(1)");
    }

    async fn what_waits_for_the_moderators_is_published_with_the_association(portal: Portal) {
        let mut moderator = portal.moderator("moderation@portail.example").await;
        let mut browser = coordinator(&portal).await;
        portal.sql("UPDATE associations SET state = 'pending' WHERE id = 1").await;
        browser.get(NEW).await.says("Publier dès que l’association est acceptée");
        leads_to(&browser.post(NEW, &form(&[])).await, "/espace/1?fait=waits");
        browser.get("/espace/1?fait=waits").await.says("prête à être publiée");
        // Typed before the button was pressed, arrived after it.
        browser.post("/espace/1/missions/nouvelle/vif", &form(&[("draft", "1"), ("title", "Servir la s")])).await;
        browser.get("/espace/1").await.says("prête à être publiée").says("Servir la soupe");
        browser.post(NEW, &form(&[("act", "draft"), ("title", "Pas encore prête")])).await;
        assert_eq!(portal.count("needs").await, 0);
        moderator.post("/moderation", &[("association", "1"), ("verdict", "approved")]).await;
        portal.get("/missions?q=soupe").await.says("Servir la soupe");
        assert_eq!((portal.count("needs").await, portal.count("drafts").await), (1, 1));
    }

    async fn a_need_is_changed_and_keeps_who_signed_up(portal: Portal) {
        let mut browser = coordinator(&portal).await;
        let rows = [["", "2026-12-05", "09:00", "12:00", "3"], ["", "2026-12-12", "09:00", "12:00", "3"]];
        browser.post(NEW, &form(&slots(&rows))).await;
        let held = portal.slots(1).await[0];
        portal.confirmed(1, held, "lea@exemple.fr").await;
        let id = held.to_string();
        let mut more = slots(&[[&id, "2026-12-06", "10:00", "13:00", "8"]]);
        more.extend([("version", "0"), ("title", "Servir le déjeuner")]);
        let here = "/espace/1/missions/1";
        let told = browser.post(here, &form(&more)).await;
        assert!(told.header("location").starts_with("/espace/1/relances/nouvelle?nouvelle="), "{}", told.body);
        assert_eq!(portal.slots(1).await, [held], "moved, and the other is gone");
        assert_eq!(portal.taken(held).await, 1);
        portal.get("/missions/1-servir-le-dejeuner").await.says("dimanche 6\u{a0}décembre, 10\u{202f}h");
        portal.get("/missions?q=dejeuner").await.says("Servir le déjeuner");

        let mut gone = slots(&[["", "2026-12-20", "10:00", "13:00", "8"]]);
        gone.push(("version", "1"));
        let refused = browser.post(here, &form(&gone)).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        refused.says("Des personnes sont inscrites à un créneau retiré").says("2026-12-20");
        assert_eq!(portal.slots(1).await, [held], "nothing vanishes silently");
    }

    async fn the_second_of_two_who_change_it_sees_both(portal: Portal) {
        let mut first = coordinator(&portal).await;
        let mut second = portal.signed_in("owner@mains.example").await;
        first.post(NEW, &form(&[])).await;
        let here = "/espace/1/missions/1";
        first.post(here, &form(&[("version", "0"), ("title", "Servir le thé")])).await;
        let typed = [("version", "0"), ("title", "Servir le café"), ("audience", "Tout le quartier")];
        let answer = second.post(here, &form(&typed)).await;
        assert_eq!(answer.status, StatusCode::CONFLICT);
        answer.says("<td class=\"lines\">Servir le thé</td>").says("<td class=\"lines\">Servir le café</td>");
        answer.says("value=\"Tout le quartier\"").says("name=\"version\" value=\"1\"");
        portal.get("/missions/1-servir-le-the").await.says("Servir le thé");
        let seen = [("version", "1"), ("title", "Servir le café")];
        leads_to(&second.post(here, &form(&seen)).await, "/espace/1/missions/1?fait=saved");
    }

    async fn nobody_changes_a_need_of_others(portal: Portal) {
        let mut browser = coordinator(&portal).await;
        browser.post(NEW, &form(&[])).await;
        assert_eq!(portal.association("autre").await, 2);
        let mut other = portal.signed_in("owner@autre.example").await;
        other.post("/espace/2/missions/nouvelle", &form(&[("act", "draft")])).await;
        let fed = crate::sow::Seed::new("Venue par un flux").sow(&portal).await;
        for there in ["/espace/2/missions/1".to_owned(), format!("/espace/1/missions/{fed}")] {
            for browser in [&mut other, &mut browser] {
                assert_eq!(browser.get(&there).await.status, StatusCode::NOT_FOUND, "{there}");
                let sent = browser.post(&there, &form(&[("version", "0")])).await;
                assert_eq!(sent.status, StatusCode::NOT_FOUND, "{there}");
                let closed = browser.post(&format!("{there}/etat"), &[("act", "close")]).await;
                assert_eq!(closed.status, StatusCode::NOT_FOUND, "{there}");
            }
        }
        // A draft of others is none: it makes one of one's own.
        assert_eq!(browser.get("/espace/1/missions/nouvelle?draft=1").await.status, StatusCode::NOT_FOUND);
        browser.post(NEW, &form(&[("act", "draft"), ("draft", "1"), ("title", "Volé")])).await;
        other.get("/espace/2/missions/nouvelle?draft=1").await.says("value=\"Servir la soupe\"");
    }

    async fn a_button_pressed_twice_posts_one_need(portal: Portal) {
        let mut browser = coordinator(&portal).await;
        let page = browser.get(NEW).await;
        let (_, rest) = page.body.split_once("name=\"once\" value=\"").unwrap();
        let once = rest.split('"').next().unwrap().to_owned();
        assert!(!browser.get(NEW).await.body.contains(&once), "each form has its own");
        let cookie = browser.cookie.clone();
        let mut other = portal.browser();
        other.cookie = cookie;
        let form_once = form(&[("once", &once)]);
        let (first, second) = tokio::join!(browser.post(NEW, &form_once), other.post(NEW, &form_once));
        leads_to(&first, "/espace/1?fait=posted");
        leads_to(&second, "/espace/1?fait=posted");
        assert_eq!((portal.count("needs").await, portal.count("acts").await), (1, 1));

        // Who goes back and changes something means another need.
        let changed = form(&[("once", &once), ("title", "Servir le dessert")]);
        leads_to(&browser.post(NEW, &changed).await, "/espace/1?fait=posted");
        assert_eq!(portal.count("needs").await, 2);

        // While the association waits, it is the draft that is there once.
        portal.sql("UPDATE associations SET state = 'pending'").await;
        let waits = form(&[("once", "b")]);
        for _ in 0..2 {
            leads_to(&browser.post(NEW, &waits).await, "/espace/1?fait=waits");
        }
        assert_eq!(portal.count("drafts").await, 1);
        // Opened again, it is another form: what is changed in it isn't lost.
        let page = browser.get("/espace/1/missions/nouvelle?draft=1").await;
        assert!(!page.body.contains("name=\"once\" value=\"b\"") && page.body.contains("name=\"once\" value="));
        portal.clock.advance(3 * 86_400);
        server::store::forms_taken::forget(&portal.app.db, portal.clock.now()).await.unwrap();
        assert_eq!(portal.count("forms_taken").await, 0);
    }

    async fn what_is_no_number_is_no_need(portal: Portal) {
        let mut browser = coordinator(&portal).await;
        for wrong in ["abc", "1x", "-", "99999999999999999999"] {
            for path in ["", "/vif", "/etat", "/inscriptions", "/presence"] {
                let path = format!("/espace/1/missions/{wrong}{path}");
                for answer in [browser.get(&path).await, browser.post(&path, &[]).await] {
                    let status = answer.status;
                    assert!(
                        matches!(status, StatusCode::NOT_FOUND | StatusCode::METHOD_NOT_ALLOWED),
                        "{path}: {status}"
                    );
                }
            }
            for path in ["", "/aller", "/inscription", "/merci", "/places", "/creneaux/x"] {
                let path = format!("/missions/{wrong}{path}");
                assert_eq!(portal.get(&path).await.status, StatusCode::NOT_FOUND, "{path}");
            }
        }
    }

    async fn a_need_has_several_places_and_an_activity(portal: Portal) {
        let mut browser = coordinator(&portal).await;
        browser.get(NEW).await.says("Ajouter un lieu").says("<optgroup label=\"De ses mains\">");
        let one_more = browser.post(NEW, &form(&[("act", "place"), ("autre_lieu", "Brest"), ("autre_rue", "2 quai")])).await;
        one_more.says("id=\"autre_lieu-1\"").says("value=\"Brest\"").says("value=\"2 quai\"").says("Servir la soupe");

        let wrong = [
            ("autre_lieu", "Zzyxville"),
            ("autre_rue", ""),
            ("autre_lieu", ""),
            ("autre_rue", "3 rue sans commune"),
            ("activite", "licorne"),
        ];
        let answer = browser.post(NEW, &form(&wrong)).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        answer.says("href=\"#autre_lieu-0\"").says("href=\"#autre_lieu-1\"").says("href=\"#activite\"").says("Zzyxville");
        let mut many = form(&[]);
        many.extend(std::iter::repeat_n(("autre_lieu", "Brest"), 10));
        browser.post(NEW, &many).await.says("10 lieux au plus");

        let right = [
            ("autre_lieu", "Brest (29)"),
            ("autre_rue", "2 quai de la Douane"),
            ("autre_lieu", ""),
            ("autre_rue", ""),
            ("autre_lieu", "Brest (29)"),
            ("autre_rue", "2 quai  de la Douane"),
            ("activite", "distribution"),
        ];
        leads_to(&browser.post(NEW, &form(&right)).await, "/espace/1?fait=posted");
        assert_eq!(portal.count("need_addresses").await, 2, "the same place twice is one");
        let page = portal.get("/missions/1-servir-la-soupe").await;
        page.says("2 quai de la Douane").says("Rennes").says("Activité\u{202f}: Distribution");
        for place in ["Rennes", "Brest"] {
            portal.get(&format!("/missions?q=soupe&lieu={place}&rayon=5")).await.says("Servir la soupe");
        }

        // It is found again to be changed; who is in is told when one of the places is another.
        let edit = browser.get("/espace/1/missions/1").await;
        edit.says("value=\"2 quai de la Douane\"").says("<option value=\"distribution\" selected");
        portal.sign_up(1, portal.slots(1).await[0], "lea@exemple.fr").await;
        let moved = [("version", "0"), ("autre_lieu", "Quimper"), ("activite", "")];
        let answer = browser.post("/espace/1/missions/1", &form(&moved)).await;
        assert!(answer.header("location").contains("/relances/nouvelle?"), "{} {}", answer.status, answer.body);
        let page = portal.get("/missions/1-servir-la-soupe").await;
        assert!(page.body.contains("Quimper") && !page.body.contains("Activité"));
    }
}
