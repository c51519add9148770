//! What the moderators decide, as the association reads it, and what visitors see of it.

use crate::{
    harness::{Portal, both, plain},
    people::{Mail, on_pool},
    posting::{form, leads_to},
};
use axum::http::StatusCode;

const OWNER: &str = "owner@mains.example";
const MODERATOR: &str = "moderation@portail.example";
const PAGE: &str = "/associations/1-mains";

/// `mains` waits, with a need that is ready; the moderators decide. What its owner is written, and where answers go.
async fn decided(portal: &Portal, verdict: &str, words: &str) -> (Mail, Option<String>) {
    let mut moderator = portal.moderator(MODERATOR).await;
    portal.association("mains").await;
    portal.sql("UPDATE associations SET state = 'pending', entered_at = 1795165200").await;
    let mut coordinator = portal.signed_in("coordinator@mains.example").await;
    leads_to(&coordinator.post("/espace/1/missions/nouvelle", &form(&[])).await, "/espace/1?fait=waits");
    moderator.get("/moderation").await.says("mains");
    let form = [("association", "1"), ("verdict", verdict), ("words", words)];
    leads_to(&moderator.post("/moderation", &form).await, &format!("/moderation?fait={verdict}"));
    moderator.get("/moderation").await.says("Personne n’attend");
    assert_eq!(
        portal.kinds_to("coordinator@mains.example").await,
        ["sign_in"],
        "the owners are told, nobody else"
    );
    let reply_to: Option<String> =
        on_pool!(portal, |pool| sqlx::query_scalar("SELECT reply_to FROM outbox WHERE to_address = $1")
            .bind(OWNER)
            .fetch_one(pool)
            .await
            .unwrap());
    (portal.mails_to(OWNER).await.remove(0), reply_to)
}

async fn state(portal: &Portal) -> (String, String) {
    on_pool!(portal, |pool| sqlx::query_as("SELECT state, moderators_words FROM associations WHERE id = 1")
        .fetch_one(pool)
        .await
        .unwrap())
}

both! {
    async fn who_is_refused_is_told_why_and_stays_unseen(portal: Portal) {
        let (mail, reply_to) = decided(&portal, "refused", "  C’est une entreprise,\npas une association.  ").await;
        assert_eq!(state(&portal).await, ("refused".to_owned(), "C’est une entreprise,\npas une association.".to_owned()));
        assert_eq!(plain(&mail.subject), "mains n’est pas acceptée · Coup de main");
        let text = plain(&mail.body_text);
        for part in ["n’a pas été acceptée sur ce portail", "répondez à ce message", "> C’est une entreprise,\n> pas une association."] {
            assert!(text.contains(part), "{part} in {text}");
        }
        assert!(!text.contains("/espace/"), "there is nothing to open: {text}");
        assert_eq!(reply_to.as_deref(), Some(MODERATOR), "an answer reaches who refused");
        assert_eq!(portal.get(PAGE).await.status, StatusCode::NOT_FOUND);
        assert_eq!((portal.count("needs").await, portal.count("drafts").await), (0, 1), "its need stays where it was");
        assert!(!portal.get("/missions?q=soupe").await.body.contains("Servir la soupe"));
        // Nothing turns it into an approved one behind the moderators' backs.
        let late = [("association", "1"), ("verdict", "approved")];
        let mut other = portal.moderator("autre@portail.example").await;
        leads_to(&other.post("/moderation", &late).await, "/moderation?fait=already");
        assert_eq!((state(&portal).await.0.as_str(), portal.mails_to(OWNER).await.len()), ("refused", 1));
    }

    async fn who_is_let_in_reads_so_and_is_seen(portal: Portal) {
        let (mail, reply_to) = decided(&portal, "approved", "Bienvenue <b>à tous</b> !").await;
        assert_eq!(state(&portal).await.0, "approved");
        assert_eq!(plain(&mail.subject), "mains est en ligne · Coup de main");
        let text = plain(&mail.body_text);
        for part in ["Votre association est acceptée", "visibles de tous", "> Bienvenue <b>à tous</b> !", "https://portail.example/espace/1"] {
            assert!(text.contains(part), "{part} in {text}");
        }
        assert!(mail.body_html.contains("href=\"https://portail.example/espace/1\""), "{}", mail.body_html);
        assert!(mail.body_html.contains("&lt;b&gt;à tous") && !mail.body_html.contains("<b>à tous"), "{}", mail.body_html);
        assert_eq!(reply_to.as_deref(), Some(MODERATOR));
        portal.get(PAGE).await.says("Servir la soupe");
    }

    async fn without_words_nothing_is_quoted(portal: Portal) {
        let (mail, _) = decided(&portal, "approved", " \n ").await;
        assert!(!mail.body_text.contains("\n>") && !mail.body_html.contains("<blockquote"), "{}", mail.body_text);
    }
}
