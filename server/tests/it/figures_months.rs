//! What the database adds up by month is what was counted by the day, whoever counts.

use crate::{
    figures_page::counted,
    harness::{Portal, both},
    people::on_pool,
    sow::Seed,
};
use app::domain::figures::Step;
use server::{
    figures::forget,
    store::{
        Db,
        figures::{Counted, add},
    },
};

/// How many months say something else than their days, in either table.
async fn unlike(portal: &Portal) -> i64 {
    on_pool!(portal, |pool| sqlx::query_scalar(
        "WITH days AS (SELECT scope, of_id, day / 100 AS month, event, detail, source, SUM(total) AS total
                FROM figures GROUP BY 1, 2, 3, 4, 5, 6),
            months AS (SELECT scope, of_id, month, event, detail, source, total FROM figures_months)
         SELECT (SELECT COUNT(*) FROM (SELECT * FROM days EXCEPT SELECT * FROM months) a)
            + (SELECT COUNT(*) FROM (SELECT * FROM months EXCEPT SELECT * FROM days) b)"
    )
    .fetch_one(pool)
    .await
    .unwrap())
}

/// Two needs of an association, seen by readers of two sites on the last day of a month and in the next.
async fn autumn(portal: &Portal) -> Vec<Counted> {
    let association = portal.association("mains").await;
    let mut events = Vec::new();
    for title in ["Servir la soupe", "Trier des livres"] {
        let need = Seed::new(title).sow(portal).await;
        portal.gives(need, association).await;
        for day in [20_261_031, 20_261_101, 20_261_102, 20_261_120] {
            events.push(counted(need, day, Step::Seen, "", "direct", day % 7 + 1));
            events.push(counted(need, day, Step::Seen, "", "exemple.fr", 6));
            events.push(counted(need, day, Step::Came, "", "", 2));
        }
    }
    events
}

both! {
    async fn a_month_is_the_sum_of_its_days(portal: Portal) {
        let events = autumn(&portal).await;
        add(&portal.app.db, &events).await.unwrap();
        // Once more all of it, a day that is new in a month that isn't, and a step that is new.
        let day = counted(1, 20_261_119, Step::Seen, "", "direct", 4);
        let step = counted(1, 20_261_119, Step::Liked, "", "", 1);
        add(&portal.app.db, &[&events[..], &[day, step]].concat()).await.unwrap();
        assert_eq!(unlike(&portal).await, 0);
        // Some didn't come after all: of one day fewer, of another fewer than none.
        for day in [20_261_120, 20_261_121] {
            add(&portal.app.db, &[counted(1, day, Step::Came, "", "", -1)]).await.unwrap();
        }
        let came = on_pool!(portal, |pool| sqlx::query_scalar::<_, i64>(
            "SELECT total FROM figures_months WHERE scope = 2 AND of_id = 1 AND month = 202611 AND event = 'came'"
        ).fetch_one(pool).await.unwrap());
        assert_eq!(came, 2 * 3 * 2 - 2);
        let days = portal.count("figures").await;
        assert!(portal.count("figures_months").await < days, "of {days}");
        assert_eq!(unlike(&portal).await, 0);
    }

    async fn what_was_counted_before_is_added_up_at_the_upgrade(portal: Portal) {
        add(&portal.app.db, &autumn(&portal).await).await.unwrap();
        portal.sql("DELETE FROM figures_months").await;
        assert!(unlike(&portal).await > 0);
        let migration = match &portal.app.db {
            Db::Sqlite { .. } => include_str!("../../../migrations/sqlite/0028_figures_add_up_by_month.sql"),
            Db::Postgres(_) => include_str!("../../../migrations/postgres/0028_figures_add_up_by_month.sql"),
        };
        let (_, last) = migration.rsplit_once("\n\n").unwrap();
        portal.sql(last).await;
        assert_eq!(unlike(&portal).await, 0);
    }

    async fn months_too_old_are_forgotten_with_their_days(portal: Portal) {
        let events = autumn(&portal).await;
        let old = |day| counted(1, day, Step::Seen, "", "direct", 3);
        let ages = [old(20_200_131), old(20_241_031), old(20_241_101)];
        add(&portal.app.db, &[&events[..], &ages].concat()).await.unwrap();
        let before = portal.count("figures_months").await;
        forget(&portal.app).await.unwrap();
        let gone = before - portal.count("figures_months").await;
        assert_eq!(gone, 2 * 4, "each the portal's, the association's, the need's, and which it was");
        assert_eq!(unlike(&portal).await, 0);
    }
}
