//! Owners change an association's entry: nothing is lost between two of them, and a new contact address proves itself.

use crate::{
    desk::Browser,
    harness::{Answer, Portal, both},
    people::on_pool,
};
use axum::http::StatusCode;

const OWNER: &str = "owner@mains.example";
const OLD: &str = "contact@mains.example";
const NEW: &str = "bonjour@ailleurs.example";

/// What the page's form says of itself.
fn value(page: &Answer, name: &str) -> String {
    let (_, rest) = page.body.split_once(&format!("name=\"{name}\"")).expect("no such input");
    let rest = rest.split('>').next().unwrap();
    let (_, value) = rest.split_once("value=\"").unwrap_or(("", "\""));
    value.split('"').next().unwrap().to_owned()
}

/// Saves the entry as it stands in `page`, but for one field.
async fn save(browser: &mut Browser<'_>, id: i64, page: &Answer, (field, typed): (&str, &str)) -> Answer {
    let mut form = vec![
        ("organization", "mains".to_owned()),
        ("lieu", "Rennes (35)".to_owned()),
        ("domaine", "solidarite-insertion".to_owned()),
        ("email", value(page, "email")),
        ("version", value(page, "version")),
    ];
    form.retain(|(name, _)| *name != field);
    form.push((field, typed.to_owned()));
    let form: Vec<(&str, &str)> = form.iter().map(|(name, value)| (*name, value.as_str())).collect();
    browser.post(&format!("/espace/{id}/fiche"), &form).await
}

async fn contact(portal: &Portal, id: i64) -> String {
    on_pool!(portal, |pool| sqlx::query_scalar("SELECT contact_email FROM associations WHERE id = $1")
        .bind(id)
        .fetch_one(pool)
        .await
        .unwrap())
}

async fn link(portal: &Portal, email: &str) -> String {
    let path = "/adresse-de-contact/";
    format!("{path}{}", portal.mails_to(email).await.last().unwrap().token(path))
}

both! {
    async fn of_two_owners_the_second_sees_both_and_loses_nothing(portal: Portal) {
        let id = portal.association("mains").await;
        let fiche = format!("/espace/{id}/fiche");
        let mut first = portal.signed_in(OWNER).await;
        portal.sql("UPDATE members SET role = 'owner'").await;
        let mut second = portal.signed_in("coordinator@mains.example").await;
        let (one, other) = (first.get(&fiche).await, second.get(&fiche).await);

        let saved = save(&mut first, id, &one, ("about", "La soupe, le soir.")).await;
        assert_eq!(saved.header("location"), format!("{fiche}?fait=1"), "{}", saved.body);
        let again = save(&mut first, id, &one, ("about", "La soupe, le soir.")).await;
        assert_eq!(again.header("location"), format!("{fiche}?fait=1"), "a button pressed twice");

        let late = save(&mut second, id, &other, ("about", "Des repas chauds.")).await;
        assert_eq!(late.status, StatusCode::CONFLICT);
        late.says("La soupe, le soir.").says("Des repas chauds.").says("Enregistré entre-temps");
        portal.get(&format!("/associations/{id}-mains")).await.says("La soupe, le soir.");

        // Who has seen both may send it again.
        let now = save(&mut second, id, &late, ("about", "La soupe, et des repas chauds.")).await;
        assert_eq!(now.status, StatusCode::SEE_OTHER, "{}", now.body);
        portal.get(&format!("/associations/{id}-mains")).await.says("et des repas chauds");

        let form = [("organization", "mains"), ("lieu", "Rennes (35)"), ("domaine", "sport"), ("email", OLD)];
        assert_eq!(second.post(&fiche, &form).await.status, StatusCode::CONFLICT, "nobody's version");
    }

    async fn a_new_contact_address_counts_once_it_is_proven(portal: Portal) {
        let id = portal.association("mains").await;
        let fiche = format!("/espace/{id}/fiche");
        let mut owner = portal.signed_in(OWNER).await;
        let page = owner.get(&fiche).await;
        let saved = save(&mut owner, id, &page, ("email", NEW)).await;
        assert_eq!(saved.header("location"), format!("{fiche}?fait=contact"), "{}", saved.body);
        assert_eq!(contact(&portal, id).await, OLD, "not yet");
        assert_eq!(portal.kinds_to(NEW).await, ["contact_link"]);
        assert!(portal.mails_to(OLD).await.is_empty(), "nothing has changed for it yet");
        let page = owner.get(&format!("{fiche}?fait=contact")).await;
        page.says("Il reste un clic").says("l’adresse de contact reste contact@mains.example");
        assert_eq!(value(&page, "email"), NEW);

        // Saving something else neither sends it again nor gives it up.
        let saved = save(&mut owner, id, &page, ("about", "La soupe.")).await;
        assert_eq!(saved.header("location"), format!("{fiche}?fait=1"));
        assert_eq!(portal.kinds_to(NEW).await.len(), 1);

        let link = link(&portal, NEW).await;
        let shown = portal.get(&link).await;
        shown.says(NEW).says("mains");
        assert_eq!(shown.header("cache-control"), "no-store");
        assert_eq!(contact(&portal, id).await, OLD, "looking changes nothing");
        let proven = portal.browser().post(&link, &[]).await;
        assert_eq!(proven.header("location"), "/adresse-de-contact/merci");
        portal.get("/adresse-de-contact/merci").await.says("C’est fait");
        assert_eq!(contact(&portal, id).await, NEW);
        assert_eq!(portal.kinds_to(OLD).await, ["contact_changed"]);
        assert_eq!(portal.kinds_to(NEW).await, ["contact_link", "contact_changed"]);
        let late = portal.browser().post(&link, &[]).await;
        assert_eq!(late.status, StatusCode::NOT_FOUND);
        late.says("Ce lien ne fonctionne plus").says("/espace");
        owner.get(&format!("/espace/{id}/journal")).await.says("a fait changer l’adresse de contact");
        assert!(!owner.get(&fiche).await.body.contains("ne compte pas encore"));
    }

    async fn a_change_of_address_can_be_given_up_or_die(portal: Portal) {
        let id = portal.association("mains").await;
        let fiche = format!("/espace/{id}/fiche");
        let mut owner = portal.signed_in(OWNER).await;
        let page = owner.get(&fiche).await;
        save(&mut owner, id, &page, ("email", NEW)).await;
        let first = link(&portal, NEW).await;
        let page = owner.get(&fiche).await;
        let saved = save(&mut owner, id, &page, ("email", "Contact@mains.example")).await;
        assert_eq!(saved.header("location"), format!("{fiche}?fait=1"));
        assert_eq!(portal.get(&first).await.status, StatusCode::NOT_FOUND, "given up");

        let page = owner.get(&fiche).await;
        assert_eq!(value(&page, "email"), OLD);
        save(&mut owner, id, &page, ("email", NEW)).await;
        let second = link(&portal, NEW).await;
        portal.clock.advance(24 * 3600);
        assert_eq!(portal.browser().post(&second, &[]).await.status, StatusCode::NOT_FOUND, "a day is over");
        assert_eq!(value(&owner.get(&fiche).await, "email"), OLD);

        let page = owner.get(&fiche).await;
        save(&mut owner, id, &page, ("email", NEW)).await;
        let third = link(&portal, NEW).await;
        portal.sql("UPDATE members SET role = 'reader' WHERE role = 'owner'").await;
        assert_eq!(portal.browser().post(&third, &[]).await.status, StatusCode::NOT_FOUND, "no owner any more");
        assert_eq!(contact(&portal, id).await, OLD);
        let forged = format!("/adresse-de-contact/{}", "x".repeat(43));
        assert_eq!(portal.get(&forged).await.status, StatusCode::NOT_FOUND);
    }

    async fn an_owners_own_address_has_proven_itself(portal: Portal) {
        let id = portal.association("mains").await;
        let mut owner = portal.signed_in(OWNER).await;
        let page = owner.get(&format!("/espace/{id}/fiche")).await;
        let saved = save(&mut owner, id, &page, ("email", OWNER)).await;
        assert_eq!(saved.header("location"), format!("/espace/{id}/fiche?fait=1"), "{}", saved.body);
        assert_eq!(contact(&portal, id).await, OWNER);
        assert_eq!(portal.kinds_to(OLD).await, ["contact_changed"]);
    }
}
