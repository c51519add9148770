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
}
