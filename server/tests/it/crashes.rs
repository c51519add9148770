//! Whatever fails midway, nobody is left out and nobody gets the same twice: who was written to is noted together
//! with the letter, or not at all.

use crate::{
    desk::Browser,
    harness::{Portal, both},
    outbox::another,
    people::on_pool,
    sow::Seed,
};
use server::follow_ups::{by_itself, send::write_some};
use std::collections::BTreeMap;

/// Makes the next letter to p2 fail, as a full disk would, in the middle of what is written.
const FAIL: &str = "CREATE UNIQUE INDEX one_letter ON outbox (to_address) WHERE kind = 'follow_up' AND to_address = 'p2@exemple.fr'";
const MEND: &str = "DROP INDEX one_letter";

async fn send(browser: &mut Browser<'_>, subject: &str) {
    let form = [("mission", "1"), ("subject", subject), ("body", "Bonjour {{prénom}}"), ("faire", "envoyer")];
    browser.post("/espace/1/relances/nouvelle", &form).await;
}

/// Five people of a need, who have all had a first letter; their coordinator.
async fn with_five(portal: &Portal) -> Browser<'_> {
    let (_, need) = portal.with_need("mains", Seed::new("Servir la soupe").dated(&[(9, 9)])).await;
    let slot = portal.slots(need).await[0];
    for number in 0..5 {
        portal.confirmed(need, slot, &format!("p{number}@exemple.fr")).await;
    }
    let mut coordinator = portal.signed_in("coordinator@mains.example").await;
    send(&mut coordinator, "Le premier").await;
    while write_some(&portal.app).await.unwrap() > 0 {}
    coordinator
}

/// How often each got a letter whose subject begins so.
async fn written(portal: &Portal, subject: &str) -> BTreeMap<String, i64> {
    let all: Vec<(String, i64)> = on_pool!(portal, |pool| {
        sqlx::query_as(
        "SELECT to_address, COUNT(*) FROM outbox WHERE kind = 'follow_up' AND subject LIKE $1 GROUP BY to_address"
    )
    .bind(format!("{subject}%"))
    .fetch_all(pool)
    .await
    .unwrap()
    });
    all.into_iter().collect()
}

fn each_once(people: std::ops::Range<i64>) -> BTreeMap<String, i64> {
    people.map(|number| (format!("p{number}@exemple.fr"), 1)).collect()
}

both! {
    async fn a_follow_up_that_fails_midway_goes_on_where_it_was(portal: Portal) {
        let mut coordinator = with_five(&portal).await;
        let app = another(&portal, |settings| settings.mail_pace = 2).await;
        send(&mut coordinator, "Le second").await;
        assert_eq!(write_some(&app).await.unwrap(), 2);
        portal.sql(FAIL).await;
        for _ in 0..2 {
            assert!(write_some(&app).await.is_err());
            assert_eq!(written(&portal, "Le second").await, each_once(0..2), "nobody is half written to");
            coordinator.get("/espace/1/relances").await.says("0 sur 5").says("en cours");
        }
        portal.sql(MEND).await;
        assert_eq!(write_some(&app).await.unwrap() + write_some(&portal.app).await.unwrap(), 3);
        while write_some(&app).await.unwrap() > 0 {}
        assert_eq!(written(&portal, "Le second").await, each_once(0..5));
        assert_eq!(written(&portal, "Le premier").await, each_once(0..5));
        app.db.close().await;
    }

    async fn what_goes_by_itself_is_told_with_its_letter_or_not_at_all(portal: Portal) {
        let mut coordinator = with_five(&portal).await;
        let rule = [("kind", "signed_up"), ("active", "oui"), ("subject", "Bienvenue"), ("body", "Bonjour")];
        coordinator.post("/espace/1/relances/regles", &rule).await;
        portal.sql(FAIL).await;
        assert!(by_itself::run(&portal.app).await.is_err());
        assert_eq!(written(&portal, "Bienvenue").await.get("p2@exemple.fr"), None);
        portal.sql(MEND).await;
        by_itself::run(&portal.app).await.unwrap();
        assert_eq!(written(&portal, "Bienvenue").await, each_once(0..5));
        assert_eq!(by_itself::run(&portal.app).await.unwrap(), 0);

        // The same a week later for the reminder.
        portal.clock.advance(8 * 86_400);
        portal.sql("DELETE FROM outbox WHERE subject LIKE 'Bienvenue%'").await;
        portal.sql(FAIL).await;
        assert!(by_itself::run(&portal.app).await.is_err());
        portal.sql(MEND).await;
        by_itself::run(&portal.app).await.unwrap();
        assert_eq!(written(&portal, "C’est bientôt").await, each_once(0..5));
        assert_eq!(by_itself::run(&portal.app).await.unwrap(), 0);
    }
}
