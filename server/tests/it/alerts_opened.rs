//! What is new goes by when needs opened to the public, not by when they were written.

use crate::{
    alerts::{DAY, LEA, alerts_to, confirmed, run_all, sow, told},
    harness::{Portal, START, both, plain},
    people::on_pool,
    sow::Seed,
};
use server::{
    catch_up::catch_up,
    store::{holds, needs_import::take_revisions, needs_over::close_over},
};

/// A need that nobody has seen yet, for its words look like fraud.
async fn held(portal: &Portal, title: &'static str) -> i64 {
    let description = "Servir un repas chaud. Écrivez-moi sur w h a t s a p p, merci.";
    Seed { description, ..Seed::new(title) }.sow(portal).await
}

async fn sql(portal: &Portal, sql: String) {
    on_pool!(portal, |pool| sqlx::query(sqlx::AssertSqlSafe(sql)).execute(pool).await.map(|_| ()).unwrap());
}

/// A moderator lets it pass.
async fn passed(portal: &Portal, need: i64) {
    let mut tx = portal.app.db.begin().await.unwrap();
    holds::pass(&mut tx, need, portal.clock.now()).await.unwrap();
    tx.commit().await.unwrap();
    catch_up(&portal.app).await.unwrap();
}

/// Its feed brings it again, without a last day.
async fn reopened(portal: &Portal, need: i64) {
    let mut tx = portal.app.db.begin().await.unwrap();
    take_revisions(&mut tx, 1).await.unwrap();
    tx.commit().await.unwrap();
    let revision = "(SELECT last FROM need_revision)";
    let open = format!(
        "UPDATE needs SET state = 'open', over_at = NULL, last_day = NULL, revision = {revision} WHERE id = {need}"
    );
    sql(portal, open).await;
    let mut tx = portal.app.db.begin().await.unwrap();
    holds::look_over(&mut tx, need, holds::Wrote::Known, portal.clock.now()).await.unwrap();
    tx.commit().await.unwrap();
    catch_up(&portal.app).await.unwrap();
}

both! {
    async fn what_opens_to_the_public_is_new_whenever_it_was_written(portal: Portal) {
        let held = held(&portal, "Mission relue").await;
        let over = Seed { last_day: Some(jiff::civil::date(2026, 11, 20)), ..Seed::new("Mission datée") }.sow(&portal).await;
        let shut = sow(&portal, "Mission en pause").await;
        sql(&portal, format!("UPDATE needs SET state = 'closed' WHERE id = {shut}")).await;
        portal.clock.advance(DAY);
        close_over(&portal.app.db, portal.clock.now()).await.unwrap();
        confirmed(&portal, "", LEA, "daily").await;
        let page = portal.get("/missions/alerte").await.body;
        passed(&portal, held).await;
        assert_ne!(portal.get("/missions/alerte").await.body, page, "whoever got the form before has not seen it");
        for need in [over, shut] {
            reopened(&portal, need).await;
        }
        portal.clock.advance(DAY);
        run_all(&portal).await;
        let mut titles = told(&alerts_to(&portal, LEA).await[0]);
        titles.sort();
        assert_eq!(titles, ["Mission datée", "Mission relue"], "a pause makes nothing new");
        // Over once more, and open once more.
        sql(&portal, format!("UPDATE needs SET last_day = 20700 WHERE id = {over}")).await;
        assert_eq!(close_over(&portal.app.db, portal.clock.now()).await.unwrap(), 1);
        reopened(&portal, over).await;
        portal.clock.advance(DAY);
        run_all(&portal).await;
        assert_eq!(alerts_to(&portal, LEA).await.len(), 1, "told once");
    }

    async fn what_is_remembered_is_bounded(portal: Portal) {
        let held = held(&portal, "Mission relue").await;
        confirmed(&portal, "", LEA, "daily").await;
        for _ in 0..4 {
            sow(&portal, "Mission").await;
        }
        portal.sql("INSERT INTO needs (association_id, title, slug, description_html, description_text, field, remote,
                open_to_minors, reduced_mobility, close_to_transport, sign_up, state, posted_at, updated_at, revision)
            SELECT a.association_id, 'Mission', 'm', '', '', a.field, 'no', a.open_to_minors, a.reduced_mobility,
                a.close_to_transport, 'here', 'open', a.posted_at, a.updated_at, 100
            FROM needs a, needs b, needs c, needs d, needs e
            WHERE a.state = 'open' AND b.state = 'open' AND c.state = 'open' AND d.state = 'open' AND e.state = 'open'").await;
        portal.sql("UPDATE need_revision SET last = 100").await;
        portal.clock.advance(DAY);
        run_all(&portal).await;
        assert!(plain(&alerts_to(&portal, LEA).await[0].subject).starts_with("1 028 nouvelles missions"));
        assert_eq!(portal.count("alert_told").await, 1_000);
        sow(&portal, "Mission nouvelle").await;
        portal.clock.advance(DAY);
        run_all(&portal).await;
        assert_eq!(told(&alerts_to(&portal, LEA).await[1]), ["Mission nouvelle"], "and told once all the same");
        assert_eq!(portal.count("alert_told").await, 1_000);
        assert_eq!(START + 2 * DAY, portal.clock.now());
        // Its turn to be told comes after a thousand others, though it was written before them.
        passed(&portal, held).await;
        portal.clock.advance(DAY);
        run_all(&portal).await;
        assert_eq!(told(&alerts_to(&portal, LEA).await[2]), ["Mission relue"]);
    }
}
