//! Follow-ups leave a few at a time, so that one can still stop them midway; answers reach who sent them.

use crate::{
    desk::Browser,
    harness::{Portal, both},
    outbox::another,
    people::on_pool,
    sow::Seed,
};
use axum::http::StatusCode;
use server::{follow_ups::send::write_some, jobs::outbox::run_once, state::SharedApp};
use std::collections::BTreeSet;

const LIST: &str = "/espace/1/relances";

/// A need of `mains` with five people; and a server on its database that writes two letters a second.
async fn with_five(portal: &Portal) -> (SharedApp, i64) {
    let (_, need) = portal.with_need("mains", Seed::new("Servir la soupe").places(10)).await;
    let slot = portal.slots(need).await[0];
    for number in 0..5 {
        portal.confirmed(need, slot, &format!("p{number}@exemple.fr")).await;
    }
    (another(portal, |settings| settings.mail_pace = 2).await, need)
}

async fn send(browser: &mut Browser<'_>, need: i64, subject: &str) {
    let need = need.to_string();
    let form = [
        ("mission", need.as_str()),
        ("subject", subject),
        ("body", "Bonjour {{prénom}}"),
        ("faire", "envoyer"),
    ];
    let sent = browser.post("/espace/1/relances/nouvelle", &form).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
}

/// What was written: to whom, what, and where answers go.
async fn written(portal: &Portal) -> Vec<(String, String, Option<String>)> {
    on_pool!(portal, |pool| sqlx::query_as(
        "SELECT to_address, subject, reply_to FROM outbox WHERE kind = 'follow_up' ORDER BY id"
    )
    .fetch_all(pool)
    .await
    .unwrap())
}

both! {
    async fn no_more_leave_in_a_second_than_the_pace_allows(portal: Portal) {
        let (app, need) = with_five(&portal).await;
        let mut coordinator = portal.signed_in("coordinator@mains.example").await;
        send(&mut coordinator, need, "Le premier").await;
        send(&mut coordinator, need, "Le second").await;
        let mut each = Vec::new();
        for second in 1..=6 {
            each.push(write_some(&app).await.unwrap());
            let so_far = written(&portal).await.len();
            assert_eq!(so_far, (2 * second).min(10), "whichever follow-up they are of");
        }
        assert_eq!(each, [2, 2, 2, 2, 2, 0]);
        let once: BTreeSet<_> = written(&portal).await.into_iter().map(|(to, subject, _)| (to, subject)).collect();
        assert_eq!(once.len(), 10, "everybody got both, once");
        app.db.close().await;
    }

    async fn stopped_midway_the_rest_is_never_written(portal: Portal) {
        let (app, need) = with_five(&portal).await;
        let mut coordinator = portal.signed_in("coordinator@mains.example").await;
        send(&mut coordinator, need, "On se voit ?").await;
        coordinator.get(LIST).await.says("0 sur 5").says("en cours").says("Arrêter l’envoi");
        assert_eq!(write_some(&app).await.unwrap(), 2);
        run_once(&app).await.unwrap();
        coordinator.get(LIST).await.says("2 sur 5").says("en cours").says("Arrêter l’envoi");
        let stopped = coordinator.post(&format!("{LIST}/1/arret"), &[]).await;
        coordinator.get(stopped.header("location")).await.says("Ce qui est parti est parti");
        for _ in 0..3 {
            portal.clock.advance(86_400);
            assert_eq!(write_some(&app).await.unwrap() + write_some(&portal.app).await.unwrap(), 0);
        }
        assert_eq!(written(&portal).await.len(), 2);
        let list = coordinator.get(LIST).await;
        list.says("2 sur 5").says(">arrêté<");
        assert!(!list.body.contains("Arrêter l’envoi") && !list.body.contains("en cours"), "{}", list.body);

        // Another one isn't held up by it.
        send(&mut coordinator, need, "Encore un mot").await;
        while write_some(&app).await.unwrap() > 0 {}
        assert_eq!(written(&portal).await.len(), 2 + 5);
        run_once(&app).await.unwrap();
        coordinator.get(LIST).await.says("2 sur 5").says("5 sur 5");
        app.db.close().await;
    }

    async fn answers_reach_whoever_sent_it(portal: Portal) {
        let (app, need) = with_five(&portal).await;
        for role in ["coordinator", "owner"] {
            let mut browser = portal.signed_in(&format!("{role}@mains.example")).await;
            send(&mut browser, need, role).await;
        }
        while write_some(&portal.app).await.unwrap() > 0 {}
        let written = written(&portal).await;
        assert_eq!(written.len(), 10);
        for (_, subject, reply_to) in written {
            let sender = if subject.starts_with("owner") { "owner" } else { "coordinator" };
            assert_eq!(reply_to, Some(format!("{sender}@mains.example")), "{subject}");
        }
        app.db.close().await;
    }
}
