//! A database that is locked or gone: a page that says so, and all well again without a restart.

use crate::{harness::both, sow::Seed};
use axum::http::StatusCode;
use server::store::Db;
use sqlx::PgPool;
use std::time::Duration;

/// Cuts all connections but the one that says so.
async fn cut(pool: &PgPool) {
    let (one, other) = tokio::join!(pool.acquire(), pool.acquire());
    drop((one.unwrap(), other.unwrap()));
    let others = "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity
        WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'";
    assert!(sqlx::query(others).execute(pool).await.unwrap().rows_affected() > 0);
}

both! {
    async fn locked_it_says_come_back_and_works_again_once_it_is_free(portal: Portal) {
        let need = Seed::new("Servir la soupe").sow(&portal).await;
        let slot = portal.slots(need).await[0];
        let address = format!("/missions/{need}-servir-la-soupe");
        match &portal.app.db {
            Db::Sqlite { .. } => {
                let file = portal.app.settings.database_url.clone();
                let Db::Sqlite { write: other, .. } = Db::open(&file).await.unwrap() else { unreachable!() };
                let lock = other.begin_with("BEGIN IMMEDIATE").await.unwrap();
                let refused = portal.sign_up(need, slot, "zoe@exemple.fr").await;
                assert_eq!(refused.status, StatusCode::SERVICE_UNAVAILABLE);
                assert!(refused.header("retry-after").parse::<u32>().unwrap() > 0);
                refused.says("Nous revenons dans un instant");
                assert_eq!(portal.get(&address).await.status, StatusCode::OK, "reading goes on");
                lock.rollback().await.unwrap();
            }
            Db::Postgres(pool) => {
                cut(pool).await;
                // A connection that was used a moment ago costs a request when it is cut, and no more than one.
                let connections = usize::try_from(pool.size()).unwrap();
                let mut answers = Vec::new();
                while answers.last() != Some(&StatusCode::SEE_OTHER) {
                    answers.push(portal.sign_up(need, slot, "zoe@exemple.fr").await.status);
                    assert!(answers.len() <= connections + 1, "{answers:?} of {connections}");
                }
                let refused = &answers[..answers.len() - 1];
                assert!(refused.iter().all(|status| *status == StatusCode::SERVICE_UNAVAILABLE), "{answers:?}");
                cut(pool).await;
                // One that rested for longer doesn't.
                tokio::time::sleep(Db::TRUSTED_FOR + Duration::from_millis(1)).await;
            }
        }
        assert_eq!(portal.sign_up(need, slot, "zoe@exemple.fr").await.status, StatusCode::SEE_OTHER);
        assert_eq!(portal.count("sign_ups").await, 1);
    }

    async fn gone_every_page_says_so(portal: Portal) {
        let need = Seed::new("Servir la soupe").sow(&portal).await;
        portal.app.db.close().await;
        for address in [format!("/missions/{need}-servir-la-soupe"), "/missions".to_owned(), "/".to_owned()] {
            let answer = portal.get(&address).await;
            assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE, "{address}");
            answer.says("Nous revenons dans un instant");
            assert!(!answer.body.to_lowercase().contains("sqlx"), "no cause is shown");
        }
    }
}
