//! Two servers on one database write to people at once: nobody is left out, nobody gets the same twice.

use crate::{
    harness::{Portal, both},
    outbox::another,
    people::on_pool,
    sow::Seed,
};
use server::{
    follow_ups::{by_itself, send::write_some},
    jobs::outbox::run_once,
    state::SharedApp,
};
use std::collections::BTreeMap;

const DAY: i64 = 86_400;

/// How often each letter to a volunteer was written, by whom it is to and how its subject begins.
async fn written(portal: &Portal) -> BTreeMap<(String, String), usize> {
    let all: Vec<(String, String)> = on_pool!(portal, |pool| sqlx::query_as(
        "SELECT to_address, subject FROM outbox WHERE kind = 'follow_up'"
    )
    .fetch_all(pool)
    .await
    .unwrap());
    let mut count = BTreeMap::new();
    for (to, subject) in all {
        *count.entry((to, subject.chars().take(7).collect())).or_default() += 1;
    }
    count
}

async fn write_often(app: &SharedApp) -> usize {
    let mut written = 0;
    for _ in 0..40 {
        written += write_some(app).await.unwrap();
        tokio::task::yield_now().await;
    }
    written
}

async fn run_often(app: &SharedApp) -> usize {
    let mut written = 0;
    for _ in 0..5 {
        written += by_itself::run(app).await.unwrap();
        tokio::task::yield_now().await;
    }
    written
}

both! {
    async fn follow_ups_are_written_once(portal: Portal) {
        let (_, need) = portal.with_need("mains", Seed::new("Servir la soupe").places(20)).await;
        let slot = portal.slots(need).await[0];
        for number in 0..12 {
            portal.sign_up(need, slot, &format!("p{number:02}@exemple.fr")).await;
        }
        let mut coordinator = portal.signed_in("coordinator@mains.example").await;
        for subject in ["1er mot", "2e mot", "3e mot"] {
            let form = [("mission", "1"), ("subject", subject), ("body", "Bonjour {{prénom}}"), ("faire", "envoyer")];
            coordinator.post("/espace/1/relances/nouvelle", &form).await;
        }
        let one = another(&portal, |settings| settings.mail_pace = 2).await;
        let other = another(&portal, |settings| { settings.mail_pace = 3; settings.index_dir.push('2') }).await;
        let (ours, theirs) = tokio::join!(write_often(&one), write_often(&other));
        // Who gets how much is up to the database.
        assert_eq!(ours + theirs, 36);
        let written = written(&portal).await;
        assert_eq!(written.len(), 36, "nobody is left out");
        assert!(written.values().all(|times| *times == 1), "{written:?}");
        run_once(&one).await.unwrap();
        let list = coordinator.get("/espace/1/relances").await;
        assert_eq!(list.body.matches("12 sur 12</span>").count(), 3, "{}", list.body);
        one.db.close().await;
        other.db.close().await;
    }

    async fn what_goes_by_itself_goes_once(portal: Portal) {
        let (_, yesterday) = portal.with_need("mains", Seed::new("Servir la soupe").dated(&[(1, 20)])).await;
        let soon = Seed::new("Trier des livres").dated(&[(3, 20)]).sow(&portal).await;
        portal.gives(soon, 1).await;
        let people: Vec<String> = (0..6).map(|number| format!("p{number}@exemple.fr")).collect();
        let (then, next) = (portal.slots(yesterday).await[0], portal.slots(soon).await[0]);
        for email in &people {
            portal.confirmed(yesterday, then, email).await;
            portal.confirmed(soon, next, email).await;
        }
        portal.clock.advance(DAY + 23 * 3600);
        let mut coordinator = portal.signed_in("coordinator@mains.example").await;
        let rule = [("kind", "signed_up"), ("active", "oui"), ("subject", "Soyez les bienvenus"), ("body", "Bonjour")];
        coordinator.post("/espace/1/relances/regles", &rule).await;
        let newcomers: Vec<String> = (0..6).map(|number| format!("q{number}@exemple.fr")).collect();
        for email in &newcomers {
            portal.confirmed(soon, next, email).await;
        }
        let other = another(&portal, |_| ()).await;
        let (ours, theirs) = tokio::join!(run_often(&portal.app), run_often(&other));
        let mut expected = BTreeMap::new();
        for email in people {
            expected.insert((email.clone(), "C’est b".to_owned()), 1);
            expected.insert((email, "Merci\u{202f}!".to_owned()), 1);
        }
        expected.extend(newcomers.into_iter().map(|email| ((email, "Soyez l".to_owned()), 1)));
        assert_eq!(written(&portal).await, expected, "each its message, once");
        assert_eq!(ours + theirs, 18, "whoever wrote it says so, nobody else");
        other.db.close().await;
    }
}
