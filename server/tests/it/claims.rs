//! An association that came by a feed is claimed by somebody who belongs to it.

use crate::{
    harness::{Answer, Portal, both},
    people::on_pool,
    sow::Seed,
};
use axum::http::StatusCode;

/// The contact address of the association that [`Seed`] sows.
const CONTACT: &str = "contact@mains-ouvertes.example";
const LEA: &str = "lea@mains-ouvertes.example";
const PAGE: &str = "/associations/1-les-mains-ouvertes";

async fn ask(portal: &Portal, email: &str) -> Answer {
    portal.post(&format!("{PAGE}/revendication"), &[("email", email)]).await
}

/// Where the mailed link leads.
async fn link(portal: &Portal, email: &str) -> String {
    ask(portal, email).await;
    format!("/revendication/{}", portal.mails_to(email).await.last().unwrap().token("/revendication/"))
}

async fn name_and_page(portal: &Portal) -> (String, Option<String>, Option<String>) {
    on_pool!(portal, |pool| sqlx::query_as(
        "SELECT name, web_page, contact_email FROM associations WHERE id = 1"
    )
    .fetch_one(pool)
    .await
    .unwrap())
}

both! {
    async fn who_belongs_to_it_becomes_its_owner(portal: Portal) {
        Seed::new("Servir la soupe").sow(&portal).await;
        portal.get(PAGE).await.says("C’est votre association").says(&format!("{PAGE}/revendication"));
        portal.get(&format!("{PAGE}/revendication")).await.says("Les Mains ouvertes").says("name=\"email\"");
        portal.get(&format!("/en{PAGE}/revendication")).await.says("Take over the page");

        let asked = ask(&portal, LEA).await;
        assert_eq!(asked.header("location"), format!("{PAGE}/revendication?envoye=1"));
        portal.get(asked.header("location")).await.says("Si cette adresse est celle de l’association");
        let mail = portal.mails_to(LEA).await.pop().unwrap();
        assert!(mail.kind == "claim" && mail.subject.contains("Les Mains ouvertes"), "{}", mail.body_text);
        let link = format!("/revendication/{}", mail.token("/revendication/"));
        let page = portal.get(&link).await;
        page.says(LEA).says("Les Mains ouvertes");
        assert_eq!(page.header("cache-control"), "no-store");
        assert_eq!(portal.count("members").await, 0, "looking changes nothing");

        let mut lea = portal.browser();
        assert_eq!(lea.post(&link, &[]).await.header("location"), "/espace/1");
        lea.get("/espace/1").await.says("Servir la soupe");
        lea.get("/espace/1/journal").await.says("a repris la page");
        assert_eq!(lea.get("/espace/1/fiche").await.status, StatusCode::OK, "an owner");
        assert_eq!(lea.post(&link, &[]).await.header("location"), "/espace", "pressed twice");
        let late = portal.browser().post(&link, &[]).await;
        assert_eq!(late.status, StatusCode::NOT_FOUND);
        late.says("Ce lien ne fonctionne plus").says("/connexion");

        assert!(!portal.get(PAGE).await.body.contains("C’est votre association"));
        assert_eq!(portal.get(&format!("{PAGE}/revendication")).await.status, StatusCode::NOT_FOUND);
        assert_eq!(ask(&portal, CONTACT).await.status, StatusCode::NOT_FOUND, "it is somebody's");
    }

    async fn an_address_that_shows_nothing_gets_the_same_answer_and_no_mail(portal: Portal) {
        Seed::new("Servir la soupe").sow(&portal).await;
        let right = ask(&portal, CONTACT).await;
        for wrong in ["lea@gmail.com", "lea@ailleurs.example", "lea@mains-ouvertes.example.mechant.fr"] {
            let answer = ask(&portal, wrong).await;
            assert_eq!((answer.status, answer.header("location")), (right.status, right.header("location")));
            assert!(portal.mails_to(wrong).await.is_empty(), "{wrong}");
        }
        assert_eq!(portal.count("claims").await, 1);
        let typed = ask(&portal, "lea@").await;
        assert_eq!(typed.status, StatusCode::UNPROCESSABLE_ENTITY);
        typed.says("value=\"lea@\"").says("aria-invalid");
        for _ in 0..9 {
            ask(&portal, "lea@gmail.com").await;
        }
        assert_eq!(ask(&portal, "lea@gmail.com").await.status, StatusCode::TOO_MANY_REQUESTS);
    }

    async fn a_link_works_for_a_day_and_the_last_one_counts(portal: Portal) {
        Seed::new("Servir la soupe").sow(&portal).await;
        let old = link(&portal, LEA).await;
        portal.clock.advance(24 * 3600 - 1);
        assert_eq!(portal.get(&old).await.status, StatusCode::OK);
        portal.clock.advance(1);
        assert_eq!(portal.get(&old).await.status, StatusCode::NOT_FOUND);
        assert_eq!(portal.browser().post(&old, &[]).await.status, StatusCode::NOT_FOUND);
        let first = link(&portal, LEA).await;
        let second = link(&portal, LEA).await;
        assert_eq!(portal.get(&first).await.status, StatusCode::NOT_FOUND);
        assert_eq!(portal.get(&second).await.status, StatusCode::OK);
        for forged in ["x".repeat(43), "x".to_owned()] {
            assert_eq!(portal.browser().post(&format!("/revendication/{forged}"), &[]).await.status, StatusCode::NOT_FOUND);
        }
        assert_eq!(portal.count("members").await, 0);
        portal.clock.advance(24 * 3600);
        server::store::claims::forget(&portal.app.db, portal.clock.now()).await.unwrap();
        assert_eq!(portal.count("claims").await, 0);
    }

    async fn of_two_who_claim_the_first_is_the_owner(portal: Portal) {
        Seed::new("Servir la soupe").sow(&portal).await;
        let (one, other) = (link(&portal, LEA).await, link(&portal, CONTACT).await);
        let (mut lea, mut contact) = (portal.browser(), portal.browser());
        let (first, second) = tokio::join!(lea.post(&one, &[]), contact.post(&other, &[]));
        let mut statuses = [first.status, second.status];
        statuses.sort();
        assert_eq!(statuses, [StatusCode::SEE_OTHER, StatusCode::NOT_FOUND]);
        assert_eq!(portal.count("members").await, 1);
        assert_eq!(portal.count("acts").await, 1);
    }

    async fn one_that_entered_by_itself_is_nobodys_to_claim(portal: Portal) {
        let id = portal.association("mains").await;
        portal.sql("DELETE FROM members").await;
        let page = format!("/associations/{id}-mains");
        assert!(!portal.get(&page).await.body.contains("revendication"));
        assert_eq!(portal.get(&format!("{page}/revendication")).await.status, StatusCode::NOT_FOUND);
        for wrong in ["/associations/x/revendication", "/associations/99/revendication"] {
            assert_eq!(portal.get(wrong).await.status, StatusCode::NOT_FOUND);
        }
    }

    async fn a_feed_leaves_what_an_owner_changed(portal: Portal) {
        let mut seed = Seed::new("Servir la soupe");
        seed.contact = None;
        seed.clone().sow(&portal).await;
        let link = link(&portal, LEA).await;
        let mut lea = portal.browser();
        lea.post(&link, &[]).await;
        assert_eq!(name_and_page(&portal).await.2.as_deref(), Some(LEA), "nobody could be written to before");

        // Claimed, but not changed yet: the feed still says what it is called.
        portal.sql("UPDATE associations SET name = 'Autrement'").await;
        seed.clone().sow(&portal).await;
        assert_eq!(name_and_page(&portal).await.0, "Les Mains ouvertes");

        let form = [
            ("organization", "Mains ouvertes de Rennes"),
            ("lieu", "Rennes"),
            ("domaine", "solidarite-insertion"),
            ("email", LEA),
            ("url", "https://rennes.mains-ouvertes.example"),
            ("version", "0"),
        ];
        let saved = lea.post("/espace/1/fiche", &form).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
        seed.contact = Some("feed@ailleurs.example");
        seed.sow(&portal).await;
        let (name, page, contact) = name_and_page(&portal).await;
        assert_eq!((name.as_str(), page.as_deref()), ("Mains ouvertes de Rennes", Some("https://rennes.mains-ouvertes.example")));
        assert_eq!(contact.as_deref(), Some(LEA));
        portal.get("/associations/1-mains-ouvertes-de-rennes").await.says("Servir la soupe");
    }
}
