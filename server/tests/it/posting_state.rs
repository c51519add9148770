//! A need is closed, opened again, copied, archived; what its log and its desk say of it.

use crate::{
    harness::both,
    posting::{NEW, coordinator, form, leads_to, slots},
};
use axum::http::StatusCode;

both! {
    async fn a_need_is_closed_reopened_copied_and_archived(portal: Portal) {
        let mut browser = coordinator(&portal).await;
        browser.post(NEW, &form(&slots(&[["", "2026-12-05", "09:00", "12:00", "3"]]))).await;
        let state = "/espace/1/missions/1/etat";
        leads_to(&browser.post(state, &[("act", "close")]).await, "/espace/1?fait=closed");
        assert_eq!(portal.get("/missions/1-servir-la-soupe").await.status, StatusCode::GONE);
        browser.get("/espace/1").await.says("Rouvrir");
        leads_to(&browser.post(state, &[("act", "reopen")]).await, "/espace/1?fait=open");
        portal.get("/missions?q=soupe").await.says("Servir la soupe");

        leads_to(
            &browser.post(state, &[("act", "copy")]).await,
            "/espace/1/missions/nouvelle?draft=1&fait=copied",
        );
        browser.get("/espace/1/missions/nouvelle?draft=1").await.says("2026-12-05").says("Servir la soupe");

        portal.clock.advance(20 * 86_400);
        browser.post(state, &[("act", "close")]).await;
        leads_to(&browser.post(state, &[("act", "reopen")]).await, "/espace/1/missions/1?fait=date");
        leads_to(&browser.post(state, &[("act", "archive")]).await, "/espace/1?fait=archived");
        assert!(!browser.get("/espace/1").await.body.contains("/missions/1/etat"));
        assert_eq!(browser.post(state, &[("act", "explode")]).await.status, StatusCode::BAD_REQUEST);
    }

    async fn one_that_is_reopened_is_in_the_list_again(portal: Portal) {
        let mut browser = coordinator(&portal).await;
        browser.post(NEW, &form(&[])).await;
        let state = "/espace/1/missions/1/etat";
        for act in ["close", "archive", "close"] {
            browser.post(state, &[("act", act)]).await;
        }
        assert!(!browser.get("/espace/1").await.body.contains("/missions/1/etat"), "archived");
        // A button on a page from before.
        leads_to(&browser.post(state, &[("act", "reopen")]).await, "/espace/1?fait=open");
        portal.get("/missions?q=soupe").await.says("Servir la soupe");
        browser.get("/espace/1").await.says("/missions/1/etat").says("Servir la soupe");
    }

    async fn the_log_says_what_was_done_with_a_need(portal: Portal) {
        let mut browser = coordinator(&portal).await;
        let rows = [["", "2026-12-05", "09:00", "", "3"], ["", "2026-12-12", "09:00", "", "3"]];
        browser.post(NEW, &form(&slots(&rows))).await;
        let slot = portal.slots(1).await[0];
        portal.confirmed(1, slot, "lea@exemple.fr").await;
        browser.post(&format!("/espace/1/missions/1/creneaux/{slot}"), &[]).await;
        browser.post("/espace/1/missions/1/nouvelles/1", &[]).await;
        for act in ["close", "reopen", "archive"] {
            browser.post("/espace/1/missions/1/etat", &[("act", act)]).await;
        }
        let log = portal.signed_in("owner@mains.example").await.get("/espace/1/journal").await;
        log.says("a publié une mission").says("a annulé un créneau où 1 personne était inscrite");
        log.says("a choisi de ne rien dire d’un changement à 1 personne");
        log.says("a fermé une mission").says("a rouvert une mission").says("a archivé une mission");
    }

    async fn a_slot_of_hundreds_is_cancelled_and_they_are_told(portal: Portal) {
        let mut browser = coordinator(&portal).await;
        let rows = [["", "2026-12-05", "09:00", "", "500"], ["", "2026-12-12", "09:00", "", "3"]];
        browser.post(NEW, &form(&slots(&rows))).await;
        let slot = portal.slots(1).await[0];
        portal.confirmed(1, slot, "lea@exemple.fr").await;
        portal.sql(
            "INSERT INTO sign_ups (need_id, slot_id, email_key, email, first_name, lang, minor, state, created_at, updated_at)
             WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 250)
             SELECT s.need_id, s.slot_id, 'p' || n.i || '@exemple.fr', 'p' || n.i || '@exemple.fr', 'Zoé', s.lang, s.minor,
                s.state, s.created_at, s.updated_at FROM sign_ups s, n WHERE s.id = 1",
        )
        .await;
        let path = format!("/espace/1/missions/1/creneaux/{slot}");
        browser.get(&path).await.says("251 personnes y sont inscrites").says("Annuler le créneau");
        leads_to(&browser.post(&path, &[]).await, "/espace/1/relances/nouvelle?nouvelle=1&fait=slot");
        browser.get("/espace/1/relances/nouvelle?nouvelle=1").await.says("À 251 personnes");
    }
}
