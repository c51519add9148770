//! Ten thousand sign-ups, 64 at once, over needs with room and needs with one place left; then the database is
//! asked whether anything is half-saved or overbooked.

use super::{
    client::Client,
    process::Server,
    table::{Table, ms},
};
use server::store::Db;
use std::{
    path::Path,
    sync::atomic::{AtomicUsize, Ordering},
    time::{Duration, Instant},
};

type Outcome<T = ()> = Result<T, Box<dyn std::error::Error + Send + Sync>>;

const SIGN_UPS: usize = 10_000;
const AT_ONCE: usize = 64;
/// Needs with room, and as many with one place.
const NEEDS: usize = 100;
/// One sign-up in five is for the last place of a need.
const ONE_IN: usize = 5;
const COMMITS: usize = 2_000;
/// Longer than the time below which the form takes one for a robot.
const AS_A_PERSON: Duration = Duration::from_secs(6);

macro_rules! on_either {
    ($db:expr, |$connection:ident| $what:expr) => {
        match $db {
            Db::Sqlite { write: $connection, .. } => $what,
            Db::Postgres($connection) => $what,
        }
    };
}

/// A need's form: where it is posted, and the stamp that it was given out with.
struct Form {
    path: String,
    stamp: String,
}

pub fn measure(table: &mut Table, folder: &Path, database: &str, title: &str) -> Outcome {
    let runtime = tokio::runtime::Runtime::new()?;
    let db = runtime.block_on(Db::open(database))?;
    let (bare, needs) =
        runtime.block_on(async { Outcome::Ok((commits(&db).await?, prepare(&db).await?)) })?;
    table.add(format!("{title}: bare durable commits"), format!("{bare:.0}/s"), "", true);

    let server = Server::start(folder, database, "/")?;
    let mut client = server.client()?;
    let forms = needs.iter().map(|id| form(&mut client, *id)).collect::<Outcome<Vec<_>>>()?;
    std::thread::sleep(AS_A_PERSON);
    let started = Instant::now();
    let (refused, mut times) = everybody(&server, &forms)?;
    let elapsed = started.elapsed().as_secs_f64();
    #[allow(clippy::cast_precision_loss)]
    let rate = SIGN_UPS as f64 / elapsed;

    let least = bare / 2.0;
    table.add(
        format!("{title}: sign-ups"),
        format!("{rate:.0}/s"),
        &format!("≥ {least:.0}/s"),
        rate >= least,
    );
    table.latencies(format!("{title}: a sign-up, {AT_ONCE} at once"), &mut times, None);
    let mut none = |what: &str, count: i64| {
        table.add(format!("{title}: {what}"), count.to_string(), "0", count == 0);
    };
    none("sign-ups answered with an error", i64::try_from(refused)?);
    for (what, sql) in CHECKS {
        none(what, runtime.block_on(count(&db, sql))?);
    }
    let stored = runtime
        .block_on(count(&db, "SELECT count(*) FROM sign_ups WHERE email_key LIKE '%@bench.example'"))?;
    none("sign-ups lost", i64::try_from(SIGN_UPS)? - stored);
    let last_letter = runtime.block_on(all_sent(&db, started))?;
    table.add(format!("{title}: the last letter left after"), ms(last_letter), "", true);
    runtime.block_on(db.close());
    Ok(())
}

/// What must count to nought afterwards.
const CHECKS: [(&str, &str); 4] = [
    (
        "sign-ups without a mail",
        "SELECT count(*) FROM sign_ups WHERE NOT EXISTS (SELECT 1 FROM outbox WHERE sign_up_id = sign_ups.id)",
    ),
    (
        "sign-ups without a link",
        "SELECT count(*) FROM sign_ups WHERE NOT EXISTS (SELECT 1 FROM links WHERE sign_up_id = sign_ups.id)",
    ),
    ("slots overbooked", "SELECT count(*) FROM slots WHERE taken > capacity"),
    (
        "slots whose count is wrong",
        "SELECT count(*) FROM slots WHERE taken <> (SELECT count(*) FROM sign_ups WHERE slot_id = slots.id \
         AND state IN ('unconfirmed', 'confirmed', 'offered'))",
    ),
];

/// Single-row commits a second, one after the other, each on disk before the next.
async fn commits(db: &Db) -> Outcome<f64> {
    on_either!(db, |pool| {
        sqlx::query("DROP TABLE IF EXISTS bench_commits").execute(pool).await?;
        sqlx::query("CREATE TABLE bench_commits (value BIGINT NOT NULL)").execute(pool).await?;
        let mut connection = pool.acquire().await?;
        let started = Instant::now();
        for value in 0..COMMITS {
            let value = i64::try_from(value)?;
            sqlx::query("INSERT INTO bench_commits (value) VALUES ($1)")
                .bind(value)
                .execute(&mut *connection)
                .await?;
        }
        let elapsed = started.elapsed().as_secs_f64();
        drop(connection);
        sqlx::query("DROP TABLE bench_commits").execute(pool).await?;
        #[allow(clippy::cast_precision_loss)]
        Ok(COMMITS as f64 / elapsed)
    })
}

/// Forgets earlier sign-ups; gives some needs room and as many one place. The ids, those with room first.
async fn prepare(db: &Db) -> Outcome<Vec<i64>> {
    on_either!(db, |pool| {
        for sql in
            ["DELETE FROM outbox", "DELETE FROM links", "DELETE FROM sign_ups", "UPDATE slots SET taken = 0"]
        {
            sqlx::query(sql).execute(pool).await?;
        }
        let needs: Vec<i64> = sqlx::query_scalar(
            "SELECT needs.id FROM needs JOIN slots ON slots.need_id = needs.id WHERE sign_up = 'here' \
             AND needs.state = 'open' GROUP BY needs.id HAVING count(*) = 1 AND max(starts_at) IS NULL \
             ORDER BY needs.id LIMIT $1",
        )
        .bind(i64::try_from(2 * NEEDS)?)
        .fetch_all(pool)
        .await?;
        for (index, need) in needs.iter().enumerate() {
            let capacity: i64 = if index < NEEDS { 1_000 } else { 1 };
            sqlx::query("UPDATE slots SET capacity = $1 WHERE need_id = $2")
                .bind(capacity)
                .bind(*need)
                .execute(pool)
                .await?;
        }
        Ok(needs)
    })
}

/// Waits until every letter has left, which the next measurement should not be beside; how long since `started`.
async fn all_sent(db: &Db, started: Instant) -> Outcome<Duration> {
    let deadline = started + Duration::from_secs(300);
    while count(db, "SELECT count(*) FROM outbox WHERE due_at IS NOT NULL").await? > 0 {
        if Instant::now() > deadline {
            return Err("letters still wait after five minutes".into());
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    Ok(started.elapsed())
}

pub async fn count(db: &Db, sql: &'static str) -> Outcome<i64> {
    on_either!(db, |pool| Ok(sqlx::query_scalar(sql).fetch_one(pool).await?))
}

fn form(client: &mut Client, need: i64) -> Outcome<Form> {
    let location =
        client.get(&format!("/missions/{need}-x"))?.location.ok_or("a wrong slug does not redirect")?;
    let path = format!("{location}/inscription");
    let page = client.read(&path)?.body;
    let input = page
        .split("<input")
        .find(|input| input.contains(r#"name="t""#))
        .ok_or_else(|| format!("no stamp on {path}"))?;
    let stamp = input.split(r#"value=""#).nth(1).and_then(|rest| rest.split('"').next()).ok_or("no stamp")?;
    Ok(Form { path, stamp: stamp.to_owned() })
}

/// Posts all sign-ups; how many were answered with an error, and how long each took.
fn everybody(server: &Server, forms: &[Form]) -> Outcome<(usize, Vec<Duration>)> {
    let (next, refused) = (AtomicUsize::new(0), AtomicUsize::new(0));
    std::thread::scope(|scope| {
        let people: Vec<_> = (0..AT_ONCE)
            .map(|_| {
                scope.spawn(|| {
                    let mut client = server.client()?;
                    let mut times = Vec::new();
                    loop {
                        let number = next.fetch_add(1, Ordering::Relaxed);
                        if number >= SIGN_UPS {
                            return Outcome::Ok(times);
                        }
                        let last_place = number % ONE_IN == 0;
                        let Form { path, stamp } =
                            &forms[number / ONE_IN % NEEDS + if last_place { NEEDS } else { 0 }];
                        let stamp =
                            percent_encoding::utf8_percent_encode(stamp, percent_encoding::NON_ALPHANUMERIC);
                        let body = format!(
                            "given-name=Camille&email=camille{number}%40bench.example&site=&t={stamp}"
                        );
                        let answer = client.post(path, &body)?;
                        times.push(answer.time);
                        if answer.status != 303 && refused.fetch_add(1, Ordering::Relaxed) == 0 {
                            println!("    first refusal: {} at {path}: {:.2000}", answer.status, answer.body);
                        }
                    }
                })
            })
            .collect();
        let mut all = Vec::new();
        for person in people {
            all.extend(person.join().map_err(|_| "a thread panicked")??);
        }
        Ok((refused.load(Ordering::Relaxed), all))
    })
}
