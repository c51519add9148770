//! What is typed into a need’s form is kept while one goes, and found again.

use crate::{
    harness::both,
    posting::{NEW, coordinator, form, leads_to, slots},
};
use axum::http::StatusCode;

both! {
    async fn a_draft_is_found_again_and_published(portal: Portal) {
        let mut browser = coordinator(&portal).await;
        let kept = browser.post(NEW, &form(&[("act", "draft"), ("description", "")])).await;
        leads_to(&kept, "/espace/1/missions/nouvelle?draft=1&fait=draft");
        browser.get("/espace/1").await.says("Brouillons").says("/missions/nouvelle?draft=1");
        browser.get("/espace/1/missions/nouvelle?draft=1").await.says("value=\"Servir la soupe\"");
        let again = browser.post(NEW, &form(&[("act", "draft"), ("draft", "1"), ("title", "Autre")])).await;
        leads_to(&again, "/espace/1/missions/nouvelle?draft=1&fait=draft");
        assert_eq!(portal.count("drafts").await, 1);
        leads_to(&browser.post(NEW, &form(&[("draft", "1")])).await, "/espace/1?fait=posted");
        assert_eq!(portal.count("drafts").await, 0);
        assert_eq!(browser.get("/espace/1/missions/nouvelle?draft=1").await.status, StatusCode::NOT_FOUND);
    }

    async fn changes_that_were_kept_are_offered_again(portal: Portal) {
        let mut browser = coordinator(&portal).await;
        browser.post(NEW, &form(&[])).await;
        let here = "/espace/1/missions/1";
        browser.post(here, &form(&[("act", "draft"), ("version", "0"), ("title", "Presque")])).await;
        portal.get("/missions/1-servir-la-soupe").await.says("Servir la soupe");
        browser.get(here).await.says("Vous avez des modifications non publiées").says("value=\"Presque\"");
        browser.get("/espace/1").await.says("modifications en cours");
        browser.post(here, &form(&[("act", "drop")])).await;
        browser.get(here).await.says("value=\"Servir la soupe\"");
        assert_eq!(portal.count("drafts").await, 0);
    }

    async fn what_is_typed_is_kept_checked_and_shown_as_one_goes(portal: Portal) {
        let mut browser = coordinator(&portal).await;
        browser.get(NEW).await.says("data-live=\"/espace/1/missions/nouvelle/vif\"").says("data-preview");
        let live = "/espace/1/missions/nouvelle/vif";
        let answer = browser.post(live, &form(&[("description", ""), ("title", "Un <b>titre</b>")])).await;
        let said: serde_json::Value = serde_json::from_str(&answer.body).unwrap();
        assert_eq!(said["problems"], serde_json::json!({ "description": "Il manque quelque chose ici." }));
        assert_eq!((&said["values"]["draft"], &said["saved"]), (&"1".into(), &"Gardé à 10\u{202f}h.".into()));
        let preview = said["preview"].as_str().unwrap();
        assert!(preview.contains("<h1>Un &lt;b&gt;titre&lt;/b&gt;</h1>"), "{preview}");
        browser.post(live, &form(&[("draft", "1")])).await.says("tisane");
        assert_eq!((portal.count("drafts").await, portal.count("needs").await), (1, 0));
        browser.get("/espace/1/missions/nouvelle?draft=1").await.says("value=\"Servir la soupe\"");

        browser.post(NEW, &form(&[("draft", "1")])).await;
        let late = browser.post(live, &form(&[("draft", "1")])).await;
        assert!(!late.body.contains("values"), "what was published is no draft again: {}", late.body);
        assert_eq!(portal.count("drafts").await, 0);

        let live = "/espace/1/missions/1/vif";
        let typed = form(&[("version", "0"), ("title", "Servir le thé")]);
        browser.post(live, &typed).await.says("\"problems\":{}");
        portal.get("/missions/1-servir-la-soupe").await.says("Servir la soupe");
        browser.get("/espace/1/missions/1").await.says("value=\"Servir le thé\"");
        browser.post("/espace/1/missions/1", &typed).await;
        browser.post(live, &typed).await;
        assert_eq!(portal.count("drafts").await, 0, "typed before it was saved");
    }

    async fn more_rows_keep_what_was_typed(portal: Portal) {
        let mut browser = coordinator(&portal).await;
        let mut more = slots(&[["", "2026-12-05", "09:00", "12:00", "3"]]);
        more.push(("act", "rows"));
        let answer = browser.post(NEW, &form(&more)).await;
        assert_eq!(answer.status, StatusCode::OK);
        answer.says("id=\"day-4\"").says("value=\"2026-12-05\"").says("Servir la soupe");
        assert_eq!(portal.count("needs").await, 0);
    }

    async fn each_coordinator_has_their_own_draft_of_a_change(portal: Portal) {
        let mut one = coordinator(&portal).await;
        let mut other = portal.signed_in("owner@mains.example").await;
        one.post(NEW, &form(&[])).await;
        let (here, live) = ("/espace/1/missions/1", "/espace/1/missions/1/vif");
        one.post(live, &form(&[("version", "0"), ("title", "Servir le thé")])).await.says("Gardé à");
        let page = other.get(here).await;
        page.says("value=\"Servir la soupe\"");
        assert!(!page.body.contains("modifications non publiées"), "not theirs");
        assert!(!other.get("/espace/1").await.body.contains("modifications en cours"));
        other.post(here, &form(&[("act", "draft"), ("version", "0"), ("title", "Servir le café")])).await;
        one.get(here).await.says("value=\"Servir le thé\"").says("modifications non publiées");

        // Saving is about one's own; the other sees both versions.
        leads_to(&one.post(here, &form(&[("version", "0"), ("title", "Servir le thé")])).await, "/espace/1/missions/1?fait=saved");
        other.get(here).await.says("value=\"Servir le café\"").says("name=\"version\" value=\"0\"");
        let both = other.post(here, &form(&[("version", "0"), ("title", "Servir le café")])).await;
        assert_eq!(both.status, StatusCode::CONFLICT);
        other.post(here, &form(&[("act", "drop")])).await;
        assert_eq!(portal.count("change_drafts").await, 0);
    }

    async fn a_draft_that_two_have_open_loses_nothing_and_is_published_once(portal: Portal) {
        let mut one = coordinator(&portal).await;
        let mut other = portal.signed_in("owner@mains.example").await;
        let live = "/espace/1/missions/nouvelle/vif";
        one.post(live, &form(&[])).await.says("\"version\":\"0\"");
        one.post(live, &form(&[("draft", "1"), ("version", "0"), ("audience", "Tous")])).await.says("\"version\":\"1\"");
        other.get("/espace/1/missions/nouvelle?draft=1").await.says("name=\"version\" value=\"1\"");
        let typed = |title, version| form(&[("draft", "1"), ("version", version), ("title", title)]);
        other.post(live, &typed("Servir le café", "1")).await.says("Gardé à");

        // The first goes on: nothing of the other's is lost, by typing or by a button.
        one.post(live, &typed("Servir le thé", "1")).await.says("Quelqu’un d’autre écrit dans ce brouillon");
        for act in ["draft", "publish", "drop"] {
            let mut form = typed("Servir le thé", "1");
            form.retain(|(name, _)| *name != "act");
            form.push(("act", act));
            let both = one.post(NEW, &form).await;
            assert_eq!(both.status, StatusCode::CONFLICT, "{act}");
            both.says("<td class=\"lines\">Servir le café</td>").says("<td class=\"lines\">Servir le thé</td>");
            both.says("name=\"version\" value=\"2\"").says("name=\"draft\" value=\"1\"");
        }
        other.get("/espace/1/missions/nouvelle?draft=1").await.says("value=\"Servir le café\"");

        // Who has seen both publishes; the other is told, and doesn't publish it again unawares.
        leads_to(&one.post(NEW, &typed("Servir le thé", "2")).await, "/espace/1?fait=posted");
        let gone = other.post(NEW, &typed("Servir le café", "2")).await;
        assert_eq!((gone.status, portal.count("needs").await), (StatusCode::CONFLICT, 1));
        gone.says("a été publié ou effacé entre-temps").says("value=\"Servir le café\"").says("name=\"draft\" value=\"\"");
        leads_to(&other.post(NEW, &form(&[("title", "Servir le café")])).await, "/espace/1?fait=posted");
    }

    async fn two_who_publish_one_draft_at_once_make_one_need(portal: Portal) {
        let mut one = coordinator(&portal).await;
        let mut other = portal.signed_in("owner@mains.example").await;
        one.post(NEW, &form(&[("act", "draft")])).await;
        let typed = |once| form(&[("draft", "1"), ("version", "0"), ("once", once)]);
        let (typed_by_one, typed_by_other) = (typed("a"), typed("b"));
        let (first, second) = tokio::join!(one.post(NEW, &typed_by_one), other.post(NEW, &typed_by_other));
        let mut statuses = [first.status, second.status];
        statuses.sort();
        assert_eq!(statuses, [StatusCode::SEE_OTHER, StatusCode::CONFLICT]);
        assert_eq!((portal.count("needs").await, portal.count("drafts").await), (1, 0));
    }
}
