//! What passes between volunteers and associations: mails with their state, words back, what was made of a sign-up.

use crate::{
    desk::Browser,
    harness::{Portal, both},
    people::on_pool,
    sow::Seed,
};
use axum::http::StatusCode;
use server::{jobs::outbox, store::outbox::HISTORY_KEPT_FOR};

const LEA: &str = "lea@exemple.fr";
const CONTACT: &str = "contact@mains.example";
const DAY: i64 = 86_400;

/// A need of `mains` with Léa; its coordinator's browser, and the address of Léa's page.
async fn with_lea(portal: &Portal) -> (Browser<'_>, String) {
    let association = portal.association("mains").await;
    let need = Seed::new("Servir la soupe").dated(&[(3, 5)]).sow(portal).await;
    portal.gives(need, association).await;
    let token = portal.confirmed(need, portal.slots(need).await[0], LEA).await;
    (portal.signed_in("coordinator@mains.example").await, format!("/inscriptions/{token}"))
}

async fn answered(browser: &mut Browser<'_>, what: &str) {
    let answer = browser.post("/espace/1/inscriptions/reponse", &[("personne", "1"), ("faire", what)]).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
}

async fn reply_to(portal: &Portal, to: &str) -> Option<String> {
    on_pool!(portal, |pool| {
        sqlx::query_scalar(
        "SELECT reply_to FROM outbox WHERE kind = 'from_volunteer' AND to_address = $1 ORDER BY id DESC LIMIT 1"
    )
    .bind(to)
    .fetch_one(pool)
    .await
    .unwrap()
    })
}

both! {
    async fn mails_stand_on_both_pages_with_where_they_are(portal: Portal) {
        let (mut browser, own) = with_lea(&portal).await;
        portal.get(&own).await.says("en route").says("Servir la soupe");
        portal.clock.advance(60);
        outbox::run_once(&portal.app).await.unwrap();
        let sent = portal.get(&own).await;
        sent.says("envoyé");
        assert!(!sent.body.contains("en route") && !sent.body.contains(">Message</span>"), "{}", sent.body);
        let seen = browser.get("/espace/1/inscriptions/1").await;
        seen.says("envoyé").says("au bénévole").says("à l’association");
        let kept: Vec<(String, String)> = on_pool!(portal, |pool| sqlx::query_as(
            "SELECT to_address, body_text FROM outbox WHERE sent_at IS NOT NULL AND subject <> ''"
        ).fetch_all(pool).await.unwrap());
        assert!(!kept.is_empty() && kept.iter().all(|(to, body)| to.is_empty() && body.is_empty()), "{kept:?}");

        portal.sql("UPDATE outbox SET sent_at = NULL, gave_up_at = 1795165300 WHERE kind = 'confirm'").await;
        portal.get(&own).await.says("n’a pas pu être remis");
        browser.get("/espace/1/inscriptions/1").await.says("n’a pas pu être remis");
        portal.get(&format!("{own}/donnees.json")).await.says("\"given_up_at\":\"2026-11-20T09:01:40Z\"");

        portal.clock.advance(40 * DAY);
        outbox::forget_old(&portal.app).await.unwrap();
        portal.get(&own).await.says("n’a pas pu être remis");
        let after: i64 = on_pool!(portal, |pool| sqlx::query_scalar("SELECT COUNT(*) FROM outbox WHERE sign_up_id IS NULL")
            .fetch_one(pool).await.unwrap());
        assert_eq!(after, 0, "the others are forgotten after a month");
        portal.clock.advance(HISTORY_KEPT_FOR);
        outbox::forget_old(&portal.app).await.unwrap();
        assert_eq!(portal.count("outbox").await, 0);
    }

    async fn what_the_association_made_of_it_is_said(portal: Portal) {
        let (mut browser, own) = with_lea(&portal).await;
        assert!(!portal.get(&own).await.body.contains("Réponse de l’association"));
        for (what, words) in [
            ("contacted", "pris contact avec vous"),
            ("accepted", "On vous attend"),
            ("absent", "pas vu ce jour-là"),
            ("declined", "ne peut pas vous accueillir"),
        ] {
            answered(&mut browser, what).await;
            portal.get(&own).await.says("Réponse de l’association").says(words);
        }
    }

    async fn words_reach_whoever_looks_after_them(portal: Portal) {
        let (mut browser, own) = with_lea(&portal).await;
        let said = portal.post(&format!("{own}/mot"), &[("words", " J’aurai <10 min> de retard \n")]).await;
        assert_eq!(said.header("location"), format!("{own}?fait=mot"), "{}", said.body);
        portal.get(said.header("location")).await.says("transmis à l’association").says("J’aurai &lt;10 min&gt; de retard");
        let mail = portal.mails_to(CONTACT).await.pop().unwrap();
        assert_eq!(mail.kind, "from_volunteer");
        assert!(mail.body_text.contains("> J’aurai <10 min> de retard"), "{}", mail.body_text);
        assert!(mail.body_text.contains("https://portail.example/espace/1/inscriptions/1"), "{}", mail.body_text);
        assert_eq!(reply_to(&portal, CONTACT).await.as_deref(), Some(LEA));
        browser.get("/espace/1/inscriptions/1").await.says("vous a écrit").says("J’aurai &lt;10 min&gt; de retard");
        portal.get(&format!("{own}/donnees.json")).await.says("J’aurai <10 min> de retard");

        let me: i64 = on_pool!(portal, |pool| sqlx::query_scalar(
            "SELECT id FROM coordinators WHERE email = 'coordinator@mains.example'"
        ).fetch_one(pool).await.unwrap());
        browser.post("/espace/1/inscriptions/reponse", &[("personne", "1"), ("faire", "suivi"), ("membre", &me.to_string())]).await;
        portal.post(&format!("{own}/mot"), &[("words", "Merci")]).await;
        assert_eq!(reply_to(&portal, "coordinator@mains.example").await.as_deref(), Some(LEA));
        // Nobody looks after them any more, and there is no contact address: all who may answer.
        portal.sql("DELETE FROM members WHERE role = 'coordinator'").await;
        portal.sql("UPDATE associations SET contact_email = NULL").await;
        portal.post(&format!("{own}/mot"), &[("words", "Encore")]).await;
        assert_eq!(reply_to(&portal, "owner@mains.example").await.as_deref(), Some(LEA));

        portal.press(&format!("{own}/effacement")).await;
        assert_eq!(portal.count("volunteer_words").await, 0);
        let left: i64 = on_pool!(portal, |pool| sqlx::query_scalar("SELECT COUNT(*) FROM outbox WHERE kind = 'from_volunteer'")
            .fetch_one(pool).await.unwrap());
        assert_eq!(left, 0, "nothing of theirs stays");
    }

    async fn no_words_too_many_words_and_too_often(portal: Portal) {
        let (_, own) = with_lea(&portal).await;
        let there = format!("{own}/mot");
        let long = "é".repeat(2001);
        for (typed, says) in [(" ", "Il manque quelque chose"), (long.as_str(), "C’est trop long")] {
            let answer = portal.post(&there, &[("words", typed)]).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
            answer.says(says).says(typed);
        }
        let mut taken = 0;
        while portal.post(&there, &[("words", "Bonjour")]).await.status == StatusCode::SEE_OTHER {
            taken += 1;
            assert!(taken < 20, "there is no end to it");
        }
        assert_eq!(portal.post(&there, &[("words", "Bonjour")]).await.status, StatusCode::TOO_MANY_REQUESTS);
        assert_eq!(portal.count("volunteer_words").await, taken);
        portal.clock.advance(3600);
        assert_eq!(portal.post(&there, &[("words", "Bonjour")]).await.status, StatusCode::SEE_OTHER);
    }
}
