//! Twenty thousand likes, 64 at once, each of another browser, over a hundred needs; then the database is asked whether
//! one was lost, or counted that isn't there.

use super::{process::Server, sign_ups::count, table::Table};
use server::store::Db;
use std::{
    path::Path,
    sync::atomic::{AtomicUsize, Ordering},
    time::{Duration, Instant},
};

type Outcome<T = ()> = Result<T, Box<dyn std::error::Error + Send + Sync>>;

const LIKES: usize = 20_000;
const AT_ONCE: usize = 64;
const NEEDS: usize = 100;
/// To be reached on SQLite.
const LEAST: f64 = 2_000.0;

pub fn measure(table: &mut Table, folder: &Path, database: &str, title: &str) -> Outcome {
    let runtime = tokio::runtime::Runtime::new()?;
    let db = runtime.block_on(Db::open(database))?;
    let needs = runtime.block_on(prepare(&db))?;
    let server = Server::start(folder, database, "/")?;
    let started = Instant::now();
    let (refused, mut times) = everybody(&server, &needs)?;
    let elapsed = started.elapsed().as_secs_f64();
    #[allow(clippy::cast_precision_loss)]
    let rate = LIKES as f64 / elapsed;
    let bound = format!("≥ {LEAST:.0}/s");
    let judged = if title == "SQLite" { bound.as_str() } else { "" };
    let reached = judged.is_empty() || rate >= LEAST;
    table.add(format!("{title}: likes"), format!("{rate:.0}/s"), judged, reached);
    table.latencies(format!("{title}: a like, {AT_ONCE} at once"), &mut times, None);
    let mut none = |what: &str, count: i64| {
        table.add(format!("{title}: {what}"), count.to_string(), "0", count == 0);
    };
    none("likes answered with an error", i64::try_from(refused)?);
    let stored = runtime.block_on(count(&db, "SELECT count(*) FROM likes"))?;
    let counted = runtime.block_on(count(&db, "SELECT CAST(SUM(likes) AS BIGINT) FROM like_counts"))?;
    none("likes lost", i64::try_from(LIKES)? - stored);
    none("likes wrongly counted", i64::try_from(LIKES)? - counted);
    runtime.block_on(db.close());
    Ok(())
}

/// Forgets earlier likes; open needs, by id.
async fn prepare(db: &Db) -> Outcome<Vec<i64>> {
    let forget = ["DELETE FROM likes", "DELETE FROM likers", "DELETE FROM like_counts"];
    let open = "SELECT id FROM needs WHERE state = 'open' ORDER BY id LIMIT $1";
    let most = i64::try_from(NEEDS)?;
    Ok(match db {
        Db::Sqlite { write: pool, .. } => {
            for sql in forget {
                sqlx::query(sql).execute(pool).await?;
            }
            sqlx::query_scalar(open).bind(most).fetch_all(pool).await?
        }
        Db::Postgres(pool) => {
            for sql in forget {
                sqlx::query(sql).execute(pool).await?;
            }
            sqlx::query_scalar(open).bind(most).fetch_all(pool).await?
        }
    })
}

/// Sends all likes; how many were answered with an error, and how long each took.
fn everybody(server: &Server, needs: &[i64]) -> Outcome<(usize, Vec<Duration>)> {
    let (next, refused) = (AtomicUsize::new(0), AtomicUsize::new(0));
    std::thread::scope(|scope| {
        let person = || {
            let mut client = server.client()?;
            let mut times = Vec::new();
            loop {
                let number = next.fetch_add(1, Ordering::Relaxed);
                if number >= LIKES {
                    return Outcome::Ok(times);
                }
                client.forget_cookie();
                let answer = client
                    .post(&format!("/missions/{}/aimer", needs[number % needs.len()]), "like=1&vif=1")?;
                times.push(answer.time);
                if answer.status != 200 && refused.fetch_add(1, Ordering::Relaxed) == 0 {
                    println!("    first refusal: {}: {:.2000}", answer.status, answer.body);
                }
            }
        };
        let people: Vec<_> = (0..AT_ONCE).map(|_| scope.spawn(person)).collect();
        let mut all = Vec::new();
        for person in people {
            all.extend(person.join().map_err(|_| "a thread panicked")??);
        }
        Ok((refused.load(Ordering::Relaxed), all))
    })
}
