//! What the log is told, and what stands in addresses: never a mail address, a phone number or a token.

use crate::{
    desk::Browser,
    harness::{Answer, Portal, both},
    people::on_pool,
    sow::Seed,
};
use axum::http::StatusCode;
use server::follow_ups::{by_itself, send::write_some};
use std::{
    io::Write,
    sync::{Arc, Mutex},
};
use tracing_subscriber::fmt::MakeWriter;

/// Everything logged, kept.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for Log {
    type Writer = Self;

    fn make_writer(&'a self) -> Self {
        self.clone()
    }
}

/// What is no address of ours to keep: names, mail addresses, phone numbers, words.
const SECRETS: [&str; 4] = ["secret", "exemple.fr", "612345678", "0612345678"];

/// Does something; where one is led from there is noted.
async fn led(
    browser: &mut Browser<'_>,
    (path, form): (&str, &[(&str, &str)]),
    places: &mut Vec<String>,
) -> Answer {
    let answer = browser.post(path, form).await;
    places.push(answer.header("location").to_owned());
    answer
}

/// The newest letter's link of this kind.
async fn link(portal: &Portal, to: &str, path: &str) -> String {
    format!("{path}{}", portal.mails_to(to).await.last().unwrap().token(path))
}

both! {
    async fn nothing_personal_of_the_associations_side_is_logged_or_in_an_address(portal: Portal) {
        const OWNER: &str = "owner@secret-mains.example";
        const NADIA: &str = "nadia.secret@exemple.fr";
        const ZOE: &str = "zoe.secret@exemple.fr";
        let log = Log::default();
        let subscriber = tracing_subscriber::fmt().with_max_level(tracing::Level::DEBUG).with_writer(log.clone()).finish();
        let guard = tracing::subscriber::set_default(subscriber);
        let (mut places, mut tokens) = (Vec::new(), Vec::new());

        // Signing in, rightly and wrongly.
        let (mains, need) = portal.with_need("secret-mains", Seed::new("Servir la soupe").places(5)).await;
        portal.sign_up_with(need, portal.slots(need).await[0], ZOE, &[("tel", "0612345678")]).await;
        let mut owner = portal.browser();
        for typed in [OWNER, "pas-une-adresse-secret"] {
            led(&mut owner, ("/connexion", &[("email", typed)]), &mut places).await;
        }
        let sign_in = link(&portal, OWNER, "/connexion/").await;
        owner.get(&sign_in).await.says("secret-mains");
        led(&mut owner, (&sign_in, &[]), &mut places).await;
        portal.browser().post(&sign_in, &[]).await;
        tokens.push(sign_in);

        // An invitation.
        let desk = format!("/espace/{mains}");
        let nadia = [("email", NADIA), ("role", "coordinator")];
        led(&mut owner, (&format!("{desk}/equipe/invitations"), &nadia), &mut places).await;
        let invitation = link(&portal, NADIA, "/invitation/").await;
        portal.get(&invitation).await.says(NADIA);
        let mut invited = portal.browser();
        led(&mut invited, (&invitation, &[]), &mut places).await;
        portal.get(&invitation).await;
        tokens.push(invitation);

        // A new contact address.
        let entry = [
            ("organization", "secret-mains"), ("lieu", "Rennes (35)"), ("domaine", "sport"),
            ("email", "contact.secret@exemple.fr"), ("version", "0"),
        ];
        led(&mut owner, (&format!("{desk}/fiche"), &entry), &mut places).await;
        let contact = link(&portal, "contact.secret@exemple.fr", "/adresse-de-contact/").await;
        portal.get(&contact).await.says("contact.secret@exemple.fr");
        led(&mut portal.browser(), (&contact, &[]), &mut places).await;
        tokens.push(contact);

        // An association that came by a feed is claimed.
        Seed { association: "Les Voisins", contact: Some("contact@secret.exemple.fr"), ..Seed::new("Trier des livres") }.sow(&portal).await;
        let claimed = format!("/associations/{}-les-voisins/revendication", mains + 2);
        led(&mut portal.browser(), (&claimed, &[("email", "contact@secret.exemple.fr")]), &mut places).await;
        let claim = link(&portal, "contact@secret.exemple.fr", "/revendication/").await;
        portal.get(&claim).await.says("Les Voisins");
        led(&mut portal.browser(), (&claim, &[]), &mut places).await;
        tokens.push(claim);

        // Looking for people, taking them along, noting and writing to them, who no longer want it.
        let table = format!("{desk}/inscriptions");
        for query in ["?q=zoe.secret%40exemple.fr", ".csv?q=secret", ".xlsx?q=secret"] {
            assert_eq!(owner.get(&format!("{table}{query}")).await.status, StatusCode::OK, "{query}");
        }
        let back = format!("{table}?tri=nom");
        let note = [("personne", "1"), ("faire", "note"), ("note", "Rappeler Zoé secret au 0612345678"), ("retour", &back)];
        led(&mut owner, (&format!("{table}/reponse"), &note), &mut places).await;
        let write = |act| [("personne", "1"), ("subject", "Un secret"), ("body", "Le secret : {{lien}}"), ("faire", act)];
        led(&mut owner, (&format!("{desk}/relances/nouvelle"), &write("apercu")), &mut places).await;
        led(&mut owner, (&format!("{desk}/relances/nouvelle"), &write("envoyer")), &mut places).await;
        assert_eq!(write_some(&portal.app).await.unwrap(), 1);
        by_itself::run(&portal.app).await.unwrap();
        let unsubscribe: String = on_pool!(portal, |pool| sqlx::query_scalar(
            "SELECT unsubscribe FROM outbox WHERE kind = 'follow_up'"
        ).fetch_one(pool).await.unwrap());
        let unsubscribe = unsubscribe.strip_prefix("https://portail.example").unwrap().to_owned();
        tokens.push(link(&portal, ZOE, "/inscriptions/").await);
        portal.get(&unsubscribe).await.says("secret-mains");
        let gone = led(&mut portal.browser(), (&unsubscribe, &[("List-Unsubscribe", "One-Click")]), &mut places).await;
        assert_eq!(gone.status, StatusCode::OK, "{}", gone.body);
        tokens.push(unsubscribe);
        portal.clock.advance(3 * 86_400);
        server::coordination::sign_ups::nudge::remind(&portal.app).await.unwrap();
        server::jobs::outbox::run_once(&portal.app).await.unwrap();

        // Nor when all of it fails.
        portal.app.db.close().await;
        for path in &tokens {
            assert_eq!(portal.get(path).await.status, StatusCode::SERVICE_UNAVAILABLE, "{path}");
            portal.post(path, &[]).await;
        }
        portal.post("/connexion", &[("email", OWNER)]).await;
        drop(guard);

        let log = String::from_utf8(log.0.lock().unwrap().clone()).unwrap();
        for route in ["/connexion/{token}", "/invitation/{token}", "/adresse-de-contact/{token}", "/revendication/{token}", "/desabonnement/{token}", "/espace/{association}/inscriptions.csv"] {
            assert!(log.contains(route), "{route} is logged by its pattern:\n{log}");
        }
        let tokens: Vec<&str> = tokens.iter().map(|path| path.rsplit('/').next().unwrap()).collect();
        assert!(tokens.iter().all(|token| token.len() > 20), "{tokens:?}");
        for secret in SECRETS.iter().chain(&tokens) {
            assert!(!log.contains(secret), "{secret} in the log:\n{log}");
            assert!(!places.iter().any(|place| place.contains(secret)), "{secret} in {places:?}");
        }
        assert!(places.iter().filter(|place| !place.is_empty()).count() >= 8, "{places:?}");
    }

    async fn nothing_personal_is_logged_however_much_is_logged(portal: Portal) {
        let log = Log::default();
        let subscriber = tracing_subscriber::fmt().with_max_level(tracing::Level::DEBUG).with_writer(log.clone()).finish();
        let guard = tracing::subscriber::set_default(subscriber);

        let need = Seed::new("Servir la soupe").places(1).sow(&portal).await;
        let slot = portal.slots(need).await[0];
        portal.sign_up_with(need, slot, "zoe.secret@exemple.fr", &[("tel", "0612345678")]).await;
        portal.sign_up_with(need, slot, "pas-une-adresse-secret", &[("tel", "0612345678")]).await;
        let token = portal.mails_to("zoe.secret@exemple.fr").await[0].own();
        portal.get(&format!("/inscriptions/{token}")).await;
        portal.post(&format!("/inscriptions/{token}/confirmation"), &[]).await;
        portal.get("/inscriptions/un-jeton-secret-qui-n-existe-pas").await;
        portal.post("/inscriptions/lien-perdu", &[("email", "zoe.secret@exemple.fr")]).await;
        server::jobs::outbox::run_once(&portal.app).await.unwrap();
        portal.app.db.close().await;
        portal.get(&format!("/inscriptions/{token}")).await;
        drop(guard);

        let log = String::from_utf8(log.0.lock().unwrap().clone()).unwrap();
        assert!(log.contains("/inscriptions/{token}"), "requests are logged by their pattern:\n{log}");
        for secret in ["secret", "exemple.fr", "612345678", &token] {
            assert!(!log.contains(secret), "{secret} in the log:\n{log}");
        }
    }
}
