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

/// Counted on the last day of a month and in the next, seen by two sites, and one of those who came didn't after all.
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
        events.push(counted(need, 20_261_120, Step::Came, "", "", -1));
    }
    events
}

both! {
    async fn a_month_is_the_sum_of_its_days(portal: Portal) {
        let events = autumn(&portal).await;
        add(&portal.app.db, &events).await.unwrap();
        // Again: new rows and rows that were there, in one statement.
        let mut more = events.clone();
        more.push(counted(1, 20_261_119, Step::Liked, "", "", 1));
        add(&portal.app.db, &more).await.unwrap();
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
        let old = counted(1, 20_200_131, Step::Seen, "", "direct", 3);
        add(&portal.app.db, &[&events[..], &[old]].concat()).await.unwrap();
        let before = portal.count("figures_months").await;
        forget(&portal.app).await.unwrap();
        assert_eq!(before - portal.count("figures_months").await, 4, "the portal's, the association's, the need's, and which it was");
        assert_eq!(unlike(&portal).await, 0);
    }
}
