//! An association enters, waits for the moderators, is let in; its page.

use crate::harness::{Portal, both};
use axum::http::StatusCode;

const CONTACT: &str = "contact@mains.example";

fn form<'a>(stamp: &'a str, more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let mut form = vec![
        ("organization", "Les Mains ouvertes"),
        ("lieu", "Rennes"),
        ("domaine", "solidarite-insertion"),
        ("email", CONTACT),
        ("site", ""),
        ("t", stamp),
    ];
    form.retain(|(name, _)| !more.iter().any(|(other, _)| other == name));
    form.extend_from_slice(more);
    form
}

/// Enters it by the form and the mailed link; where that leads.
async fn entered(portal: &Portal) -> String {
    let stamp = portal.stamp();
    let sent = portal.post("/associations/inscription", &form(&stamp, &[])).await;
    assert_eq!(sent.header("location"), "/associations/inscription?envoye=1", "{}", sent.body);
    assert_eq!(portal.count("associations").await, 0, "nothing before the address has proven itself");
    let token = portal.mails_to(CONTACT).await[0].token("/connexion/");
    portal.get(&format!("/connexion/{token}")).await.says("Les Mains ouvertes");
    portal.browser().post(&format!("/connexion/{token}"), &[]).await.header("location").to_owned()
}

async fn contact(portal: &Portal, id: i64) -> String {
    let inside = server::store::associations::inside(&portal.app.db, id).await.unwrap();
    inside.contact_email.unwrap()
}

both! {
    async fn four_answers_and_a_click_enter_an_association(portal: Portal) {
        assert_eq!(entered(&portal).await, "/espace/1/missions/nouvelle");
        assert_eq!(portal.count("members").await, 1);
        assert_eq!(portal.get("/associations/1-les-mains-ouvertes").await.status, StatusCode::NOT_FOUND, "not yet");
        portal.signed_in(CONTACT).await.get("/espace").await.says("Les Mains ouvertes").says("propriétaire");
    }

    async fn who_is_signed_in_enters_one_at_once(portal: Portal) {
        let mut browser = portal.signed_in("nadia@mains.example").await;
        browser.get("/associations/inscription").await.says("nadia@mains.example");
        let stamp = portal.stamp();
        let own = form(&stamp, &[("email", "Nadia@mains.example")]);
        let answer = browser.post("/associations/inscription", &own).await;
        let again = browser.post("/associations/inscription", &own).await;
        assert_eq!(again.header("location"), answer.header("location"), "pressed twice");
        assert_eq!(portal.count("associations").await, 1);
        assert_eq!(answer.header("location"), "/espace/1/missions/nouvelle", "{}", answer.body);
        assert_eq!(contact(&portal, 1).await, "nadia@mains.example");
        assert_eq!(portal.count("contact_changes").await, 0, "it let them in");
    }

    async fn another_address_than_ones_own_counts_once_it_is_proven(portal: Portal) {
        let mut browser = portal.signed_in("nadia@mains.example").await;
        let stamp = portal.stamp();
        let answer = browser.post("/associations/inscription", &form(&stamp, &[])).await;
        let there = answer.header("location");
        assert_eq!(there, "/espace/1/missions/nouvelle?fait=contact", "{}", answer.body);
        browser.get(there).await.says("Un lien vient de partir à l’adresse de contact");
        assert_eq!(contact(&portal, 1).await, "nadia@mains.example", "a typo would get what volunteers write");
        browser.get("/espace/1/fiche").await.says("ne compte pas encore").says(CONTACT);
        let token = portal.mails_to(CONTACT).await.pop().unwrap().token("/adresse-de-contact/");
        portal.browser().post(&format!("/adresse-de-contact/{token}"), &[]).await;
        assert_eq!(contact(&portal, 1).await, CONTACT);
    }

    async fn what_is_wrong_is_said_beside_its_field_and_kept(portal: Portal) {
        let stamp = portal.stamp();
        for (field, typed, says) in [
            ("organization", " ", "Il manque quelque chose"),
            ("lieu", "Zzyxville", "Nous ne connaissons pas cette commune"),
            ("lieu", "Œuilly", "Plusieurs communes portent ce nom"),
            ("lieu", "Ille-et-Vilaine", "plutôt qu’un département ou une région"),
            ("domaine", "licorne", "Choisissez dans la liste"),
            ("email", "contact@", "@"),
            ("rna", "W1", "Un numéro RNA"),
            ("siren", "123456789", "Un numéro SIREN"),
            ("url", "pas une adresse", "https://"),
        ] {
            let answer = portal.post("/associations/inscription", &form(&stamp, &[(field, typed)])).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{field} {typed}");
            answer.says(says).says("Les Mains ouvertes".get(..usize::from(field != "organization") * 18).unwrap());
        }
        let trapped = portal.post("/associations/inscription", &form(&stamp, &[("site", "x")])).await;
        assert_eq!(trapped.status, StatusCode::SEE_OTHER, "a robot learns nothing");
        assert_eq!(portal.count("sign_in_links").await, 0);
    }

    async fn a_moderator_lets_it_in_with_a_mail(portal: Portal) {
        let mut moderator = portal.moderator("moderation@portail.example").await;
        entered(&portal).await;
        assert_eq!(portal.kinds_to("moderation@portail.example").await, ["sign_in", "moderation"]);
        moderator.get("/moderation").await.says("Les Mains ouvertes").says(CONTACT).says("Rennes");

        let ask = [("association", "1"), ("verdict", "asked"), ("words", "Où vous trouver ?")];
        assert_eq!(moderator.post("/moderation", &ask).await.header("location"), "/moderation?fait=asked");
        let mail = portal.mails_to(CONTACT).await.pop().unwrap();
        assert!(mail.body_text.contains("Où vous trouver ?"), "{}", mail.body_text);
        moderator.get("/moderation?fait=asked").await.says("La question est partie").says("Question posée");

        let approve = [("association", "1"), ("verdict", "approved")];
        moderator.post("/moderation", &approve).await;
        moderator.get("/moderation").await.says("Personne n’attend");
        portal.get("/associations/1-les-mains-ouvertes").await.says("Les Mains ouvertes").says("Rennes");
        assert_eq!(portal.get("/associations/1-autre").await.header("location"), "/associations/1-les-mains-ouvertes");

        let refuse = [("association", "1"), ("verdict", "refused"), ("words", "Non.")];
        assert_eq!(moderator.post("/moderation", &refuse).await.header("location"), "/moderation?fait=already");
        assert_eq!(portal.get("/associations/1-les-mains-ouvertes").await.status, StatusCode::OK);
    }

    async fn what_is_refused_or_asked_says_why_and_may_be_approved_later(portal: Portal) {
        let mut moderator = portal.moderator("moderation@portail.example").await;
        entered(&portal).await;
        for verdict in ["refused", "asked"] {
            let silent = [("association", "1"), ("verdict", verdict), ("words", "  ")];
            let answer = moderator.post("/moderation", &silent).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{verdict}");
            answer.says("Il manque quelque chose ici").says("Les Mains ouvertes");
        }
        let mut owner = portal.signed_in(CONTACT).await;
        let need = crate::posting::form(&[("act", "publish")]);
        let new = crate::posting::NEW;
        assert_eq!(owner.post(new, &need).await.header("location"), "/espace/1?fait=waits");
        let refuse = [("association", "1"), ("verdict", "refused"), ("words", "Vous vendez.")];
        moderator.post("/moderation", &refuse).await;
        moderator.get("/moderation").await.says("Personne n’attend").says("Associations refusées").says("Vous vendez.");

        // Nothing is promised meanwhile.
        let page = owner.get(new).await;
        assert!(!page.body.contains("value=\"publish\"") && !page.body.contains("Publier"), "{}", page.body);
        let later = crate::posting::form(&[("title", "Servir le thé")]);
        assert_eq!(owner.post(new, &later).await.header("location"), "/espace/1?fait=draft");

        // A page from before doesn't decide again; the one that shows it among the refused does.
        let approve = [("association", "1"), ("verdict", "approved")];
        assert_eq!(moderator.post("/moderation", &approve).await.header("location"), "/moderation?fait=already");
        let again = [("association", "1"), ("verdict", "approved"), ("again", "oui")];
        assert_eq!(moderator.post("/moderation", &again).await.header("location"), "/moderation?fait=approved");
        assert_eq!(moderator.post("/moderation", &again).await.header("location"), "/moderation?fait=already");
        assert!(!moderator.get("/moderation").await.body.contains("Associations refusées"));
        portal.get("/missions?q=soupe").await.says("Servir la soupe");
        assert_eq!((portal.count("needs").await, portal.count("drafts").await), (1, 1));
    }

    async fn only_moderators_see_the_queue(portal: Portal) {
        let mut other = portal.signed_in("nadia@mains.example").await;
        assert_eq!(other.get("/moderation").await.status, StatusCode::NOT_FOUND);
        assert_eq!(other.post("/moderation", &[]).await.status, StatusCode::NOT_FOUND);
        assert_eq!(portal.get("/moderation").await.header("location"), "/connexion?suite=%2Fmoderation");
    }
}
