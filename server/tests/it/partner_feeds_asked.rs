//! When feeds are asked for, and with what.

use crate::{
    harness::both,
    partner::{ONE, Partner, coordinator, feed, open, read},
    posting::leads_to,
};
use axum::http::{StatusCode, header};
use server::{
    feed::scheduled::fetch_one,
    store::{
        feed_runs::{After, Run, settle},
        feed_sources,
    },
};

const DAY: i64 = 86_400;

both! {
    async fn a_partner_that_knows_no_tags_is_asked_by_date(portal: Portal) {
        let mut browser = coordinator(&portal).await;
        let (partner, address) = Partner::with(feed(&["a"], "")).await;
        read(&portal, &mut browser, &format!("{address}/dated.xml")).await.says("1 nouvelle");
        portal.clock.advance(DAY);
        assert!(fetch_one(&portal.app).await.unwrap());
        browser.get(ONE).await.says("Rien n’a changé depuis la dernière fois");
        let heard = partner.asked.lock().unwrap().clone();
        assert_eq!(heard[1][header::IF_MODIFIED_SINCE], "Fri, 20 Nov 2026 08:00:00 GMT");
        assert!(!heard[1].contains_key(header::IF_NONE_MATCH));
    }

    async fn other_rules_read_the_same_answer_anew(portal: Portal) {
        let mut browser = coordinator(&portal).await;
        let (partner, address) = Partner::with(feed(&["a"], "")).await;
        read(&portal, &mut browser, &format!("{address}/flux.xml")).await;
        portal.sql("UPDATE feed_sources SET rules = 'others'").await;
        for _ in 0..2 {
            portal.clock.advance(DAY);
            assert!(fetch_one(&portal.app).await.unwrap());
        }
        let conditional: Vec<_> =
            partner.asked.lock().unwrap().iter().map(|one| one.contains_key(header::IF_NONE_MATCH)).collect();
        assert_eq!(conditional, [false, false, true]);
        browser.get(ONE).await.says("1 inchangée");
    }

    async fn what_is_asked_for_during_a_reading_is_done_after_it(portal: Portal) {
        let mut browser = coordinator(&portal).await;
        let (partner, address) = Partner::with(feed(&["a", "b", "c"], "")).await;
        read(&portal, &mut browser, &format!("{address}/flux.xml")).await;
        portal.clock.advance(DAY);
        partner.has(feed(&["a"], ""));
        let now = portal.clock.now();
        feed_sources::claim(&portal.app.db, now).await.unwrap().unwrap();
        browser.post(&format!("{ONE}/maintenant"), &[("voulu", "oui")]).await;
        let run = Run { outcome: "same".to_owned(), notes: "[]".to_owned(), ..Run::default() };
        let after = After { known: None, well: true, due_at: now + DAY };
        settle(&portal.app.db, 1, &run, &[], &after).await.unwrap();
        assert!(fetch_one(&portal.app).await.unwrap(), "at once");
        assert_eq!(open(&portal).await, 1, "and it is meant so");
        assert!(!fetch_one(&portal.app).await.unwrap(), "once");
    }

    async fn losses_stay_meant_until_something_is_taken(portal: Portal) {
        let mut browser = coordinator(&portal).await;
        let (partner, address) = Partner::with(feed(&["a", "b", "c"], "")).await;
        read(&portal, &mut browser, &format!("{address}/flux.xml")).await;
        partner.has(feed(&["a"], ""));
        *partner.status.lock().unwrap() = 503;
        portal.clock.advance(61);
        browser.post(&format!("{ONE}/maintenant"), &[("voulu", "oui")]).await;
        assert!(fetch_one(&portal.app).await.unwrap());
        browser.get(ONE).await.says("503");
        *partner.status.lock().unwrap() = 200;
        portal.clock.advance(3_600);
        assert!(fetch_one(&portal.app).await.unwrap());
        assert_eq!(open(&portal).await, 1);
        partner.has(feed(&[], ""));
        portal.clock.advance(DAY);
        assert!(fetch_one(&portal.app).await.unwrap());
        assert_eq!(open(&portal).await, 1, "meant once");
    }

    async fn a_feed_that_a_server_takes_is_not_removed_under_its_hands(portal: Portal) {
        let mut browser = coordinator(&portal).await;
        let (_, address) = Partner::with(feed(&["a"], "")).await;
        read(&portal, &mut browser, &format!("{address}/flux.xml")).await;
        portal.clock.advance(DAY);
        let now = portal.clock.now();
        assert!(feed_sources::claim(&portal.app.db, now).await.unwrap().is_some());
        let mut tx = portal.app.db.begin().await.unwrap();
        assert!(!feed_sources::remove(&mut tx, 1, now).await.unwrap());
        drop(tx);
        let removed = browser.post(&format!("{ONE}/retrait"), &[("missions", "garder")]).await;
        assert_eq!((removed.status, portal.count("feed_sources").await), (StatusCode::UNPROCESSABLE_ENTITY, 1));
        portal.clock.advance(DAY);
        leads_to(&browser.post(&format!("{ONE}/retrait"), &[("missions", "garder")]).await, "/espace/1/flux?fait=removed");
    }
}
