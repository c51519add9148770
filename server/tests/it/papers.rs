//! What leaves on paper or as a file: workbooks are written down, attestations say which association it was.

use crate::{
    harness::{both, plain},
    people::on_pool,
    sow::Seed,
};
use axum::http::StatusCode;

both! {
    async fn hours_that_the_association_says_stand_in_the_attestation(portal: Portal) {
        let (mains, need) = portal.with_need("mains", Seed::new("Tenir la buvette")).await;
        portal.confirmed(need, portal.slots(need).await[0], "lea@exemple.fr").await;
        let own = format!("/inscriptions/{}", portal.own_token("lea@exemple.fr").await);
        let id = portal.sign_up_id("lea@exemple.fr").await;
        let person = format!("/espace/{mains}/inscriptions/{id}");
        let mut nadia = portal.signed_in("coordinator@mains.example").await;
        let early = nadia.post(&format!("{person}/heures"), &[("heures", "2")]).await;
        assert!(early.header("location").ends_with("restees=1"), "not before they came");
        assert!(!nadia.get(&person).await.body.contains("name=\"heures\""));

        let came = [("personne", id.to_string()), ("faire", "came".to_owned())];
        let came: Vec<_> = came.iter().map(|(name, value)| (*name, value.as_str())).collect();
        nadia.post(&format!("/espace/{mains}/inscriptions/reponse"), &came).await;
        nadia.get(&person).await.says("Heures données");
        let wrong = nadia.post(&format!("{person}/heures"), &[("heures", "deux")]).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        wrong.says("par exemple « 2 h 30 »").says("value=\"deux\"");
        nadia.post(&format!("{person}/heures"), &[("heures", "2h30")]).await;
        nadia.get(&person).await.says("value=\"2 h 30\"");
        // « Durée : 2 h 30. », as the file has it.
        let file = format!("{own}/attestation.pdf");
        portal.get(&file).await.says("447572E965A03A2032A068A033302E");
        portal.get(&format!("{own}/donnees.json")).await.says("\"minutes_given\":150");
        nadia.post(&format!("{person}/heures"), &[("heures", "")]).await;
        assert!(!portal.get(&file).await.body.contains("447572E965"), "an undated need has no length of its own");
        let mut owner = portal.signed_in("owner@mains.example").await;
        owner.get(&format!("/espace/{mains}/journal")).await.says("a noté les heures de 1 personne").says("1 personne est venue");
        let mut reader = portal.signed_in("reader@mains.example").await;
        assert_eq!(reader.post(&format!("{person}/heures"), &[("heures", "9")]).await.status, StatusCode::FORBIDDEN);
    }

    async fn a_workbook_that_leaves_is_in_the_log(portal: Portal) {
        let (mains, need) = portal.with_need("mains", Seed::new("Servir la soupe").places(9)).await;
        let slot = portal.slots(need).await[0];
        for email in ["a@exemple.fr", "b@exemple.fr", "c@exemple.fr"] {
            portal.confirmed(need, slot, email).await;
        }
        let mut reader = portal.signed_in("reader@mains.example").await;
        let desk = format!("/espace/{mains}");
        for path in ["inscriptions.xlsx", "inscriptions.xlsx?q=b%40exemple", &format!("missions/{need}/inscriptions.xlsx?colonne=prenom")] {
            assert_eq!(reader.get(&format!("{desk}/{path}")).await.status, StatusCode::OK, "{path}");
        }
        let theirs = reader.get(&format!("{desk}/missions/999/inscriptions.xlsx")).await;
        assert_eq!(theirs.status, StatusCode::NOT_FOUND);
        let noted: Vec<(String, i64, Option<i64>, String)> = on_pool!(portal, |pool| sqlx::query_as(
            "SELECT a.detail, a.people, a.need_id, c.email FROM acts a JOIN coordinators c ON c.id = a.coordinator_id
             WHERE a.kind = 'export' ORDER BY a.id"
        ).fetch_all(pool).await.unwrap());
        let by = |people, of| ("xlsx".to_owned(), people, of, "reader@mains.example".to_owned());
        assert_eq!(noted, [by(3, None), by(1, None), by(3, Some(need))]);
        let log = portal.signed_in("owner@mains.example").await.get(&format!("{desk}/journal")).await;
        log.says("a exporté 3 inscriptions").says("a exporté 1 inscription").says("reader@mains.example");
        assert!(!log.body.contains("exemple.fr"), "nobody's data: {}", log.body);
    }

    async fn an_attestation_names_the_registers(portal: Portal) {
        let (_, need) = portal.with_need("mains", Seed::new("La soupe").dated(&[(1, 5)])).await;
        let token = portal.confirmed(need, portal.slots(need).await[0], "lea@exemple.fr").await;
        portal.clock.advance(2 * 86_400);
        portal.sql("UPDATE sign_ups SET handling = 'came'").await;
        let file = format!("/inscriptions/{token}/attestation.pdf");
        let none = plain(&portal.get(&file).await.body);
        assert!(!none.contains("RNA") && !none.contains("SIREN"), "{none}");
        portal.sql("UPDATE associations SET rna = 'W351234567', siren = '732829320'").await;
        for path in [file.clone(), format!("/en{file}")] {
            let paper = portal.get(&path).await;
            assert_eq!((paper.status, paper.header("content-type")), (StatusCode::OK, "application/pdf"));
            // Lines with accents are written in hexadecimal, and a number never breaks in two.
            for part in ["W351234567", "732829320"] {
                let hex: String = part.bytes().map(|byte| format!("{byte:02X}")).collect();
                assert!(paper.body.contains(part) || paper.body.contains(&hex), "{part} in {}", paper.body);
            }
        }
        portal.sql("UPDATE associations SET siren = NULL").await;
        let one = portal.get(&format!("/en{file}")).await.body;
        assert!(one.contains("W351234567") && !one.contains("SIREN"), "{one}");
    }
}
