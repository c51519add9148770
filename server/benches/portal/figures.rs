//! What counting costs a page, and how long a year of 1,000,000 events takes to show.

use super::{client::Client, crowd::Crowd, pages, process::Server, table::Table};
use app::domain::figures::{Step, day_code};
use axum::{extract::FromRequestParts, http::Request};
use jiff::ToSpan;
use rand::{RngExt, SeedableRng, rngs::StdRng, seq::IndexedRandom};
use server::{
    clock::Clock,
    figures::{self, Event, Passer},
    local_time::today,
    settings::Settings,
    store::{
        Db,
        figures::{Counted, Of, add},
    },
};
use std::{
    collections::HashMap,
    path::Path,
    time::{Duration, Instant},
};

type Outcome<T = ()> = Result<T, Box<dyn std::error::Error + Send + Sync>>;

/// Events of the year.
const EVENTS: usize = 1_000_000;
/// Written in one transaction.
const BATCH: usize = 10_000;
/// What counting may add to a page.
const BOUND: Duration = Duration::from_micros(50);
const SOURCES: [&str; 14] = [
    "direct",
    "here",
    "google.com",
    "facebook.com",
    "instagram.com",
    "ouest-france.fr",
    "mairie-de-rennes.fr",
    "linkedin.com",
    "de:whatsapp",
    "de:poster",
    "de:friends",
    "c:rentree",
    "c:lettre-2026",
    "other",
];
/// Each as often as it stands here.
const STEPS: [Step; 20] = [
    Step::Seen,
    Step::Seen,
    Step::Seen,
    Step::Seen,
    Step::Seen,
    Step::Seen,
    Step::Seen,
    Step::Seen,
    Step::Seen,
    Step::Seen,
    Step::Begun,
    Step::Begun,
    Step::Finished,
    Step::Confirmed,
    Step::Accepted,
    Step::Came,
    Step::Liked,
    Step::Shared,
    Step::Followed,
    Step::Left,
];

pub fn measure(table: &mut Table, folder: &Path, database: &str, title: &str, crowd: &Crowd) -> Outcome {
    counting(table, folder, database, title)?;
    need_page(table, folder, database, title)?;
    year(database, crowd)?;
    let server = Server::start(folder, database, "/")?;
    let mut client = server.client()?;
    crowd.sign_in(database, &mut client)?;
    let bound = Some(Duration::from_millis(50));
    let need = crowd.needs.first().copied().unwrap_or(1);
    for (what, path) in [
        ("the association's", format!("/espace/{}/chiffres", crowd.association)),
        ("a need's", format!("/espace/{}/missions/{need}/chiffres", crowd.association)),
        ("the portal's", "/moderation/chiffres".to_owned()),
    ] {
        let paths = vec![format!("{path}?periode=12-mois"); 200];
        pages::measure(
            table,
            &mut client,
            &format!("{title}: 12 months of {EVENTS} events, {what}"),
            &paths,
            bound,
        )?;
    }
    Ok(())
}

/// `count` itself, with all that is read of a request for it, on as many threads as there are cores.
fn counting(table: &mut Table, folder: &Path, database: &str, title: &str) -> Outcome {
    let values = HashMap::from([
        ("DATABASE_URL".to_owned(), database.to_owned()),
        ("INDEX_DIR".to_owned(), folder.join("var/index").display().to_string()),
        ("TRUSTED_PROXIES".to_owned(), "1".to_owned()),
    ]);
    let settings = Settings::from_values(&values)?;
    let runtime = tokio::runtime::Runtime::new()?;
    let app = runtime.block_on(server::serve::start(settings, Clock::System))?;
    let threads = std::thread::available_parallelism().map_or(2, usize::from);
    let mut times: Vec<Duration> = std::thread::scope(|scope| {
        let workers: Vec<_> = (0..threads)
            .map(|thread| {
                let app = app.clone();
                scope.spawn(move || {
                    let runtime = tokio::runtime::Builder::new_current_thread().build().ok()?;
                    runtime.block_on(async move {
                        let mut times = Vec::new();
                        for number in 0..20_000_i64 {
                            let request = Request::get("/missions/1-x?utm_source=lettre")
                                .header("user-agent", agent(number))
                                .header("referer", "https://www.ouest-france.fr/bretagne/rennes/article-12")
                                .header("x-forwarded-for", format!("192.0.{thread}.{}", number % 250))
                                .body(())
                                .ok()?;
                            let (mut parts, ()) = request.into_parts();
                            let started = Instant::now();
                            let Ok(passer) = Passer::from_request_parts(&mut parts, &app).await;
                            figures::count(&app, &passer, number % 500 + 1, Event::Seen);
                            times.push(started.elapsed());
                        }
                        Some(times)
                    })
                })
            })
            .collect();
        workers.into_iter().filter_map(|worker| worker.join().ok()?).flatten().collect()
    });
    let count = times.len();
    times.sort_unstable();
    let micros = |index: usize| times.get(index).map_or(0.0, |time| time.as_secs_f64() * 1e6);
    let words = format!("p50 {:.1} µs p99 {:.1} µs", micros(count / 2), micros(count * 99 / 100));
    let right = times.get(count * 99 / 100).is_some_and(|time| *time < BOUND);
    table.add(format!("{title}: counting a view, {threads} threads"), words, "p99 < 50 µs", right);
    let started = Instant::now();
    runtime.block_on(figures::flush(&app))?;
    let time = started.elapsed();
    table.add(format!("{title}: {count} views written down"), super::ms(time), "", true);
    Ok(())
}

fn agent(number: i64) -> String {
    format!("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/{number}.0")
}

/// A need's page asked for in turn by people who are counted and by people who ask not to be.
fn need_page(table: &mut Table, folder: &Path, database: &str, title: &str) -> Outcome {
    let server = Server::start(folder, database, "/")?;
    let mut client = server.client()?;
    let mut rng = StdRng::seed_from_u64(23);
    let needs = pages::need_paths(&mut client, 1000, &mut rng)?;
    let (mut with, mut without) = (Vec::new(), Vec::new());
    for (number, path) in (0_i64..).zip(&needs) {
        // As long, so that reading the headers costs the same.
        let counted = format!("user-agent: {}\r\nxxx: 1\r\n", agent(number));
        let not = format!("user-agent: {}\r\ndnt: 1\r\n", agent(number));
        // Whoever comes second finds the need in memory.
        if number % 2 == 0 {
            with.push(timed(&mut client, path, &counted)?);
            without.push(timed(&mut client, path, &not)?);
        } else {
            without.push(timed(&mut client, path, &not)?);
            with.push(timed(&mut client, path, &counted)?);
        }
    }
    let median = |times: &mut Vec<Duration>| {
        times.sort_unstable();
        times.get(times.len() / 2).copied().unwrap_or_default()
    };
    let (with, without) = (median(&mut with), median(&mut without));
    let more = with.saturating_sub(without);
    let words =
        format!("{:.1} µs ({} against {})", more.as_secs_f64() * 1e6, super::ms(with), super::ms(without));
    table.add(format!("{title}: a need's page, counted against not"), words, "< 50 µs", more < BOUND);
    Ok(())
}

fn timed(client: &mut Client, path: &str, headers: &str) -> Outcome<Duration> {
    let answer = client.get_with(path, headers)?;
    if answer.status == 200 { Ok(answer.time) } else { Err(format!("{path}: {}", answer.status).into()) }
}

/// A year of an association's, over its needs and days, from everywhere; its coordinator watches over the portal, too.
fn year(database: &str, crowd: &Crowd) -> Outcome {
    println!("    writing {EVENTS} events");
    let mut rng = StdRng::seed_from_u64(2311);
    let today = today(Clock::System.now());
    let days: Vec<i64> = (0..364).map(|back: i64| day_code(today.saturating_sub(back.days()))).collect();
    tokio::runtime::Runtime::new()?.block_on(async {
        let db = Db::open(database).await?;
        for table in ["figures", "figures_months", "figures_seen"] {
            let sql = sqlx::AssertSqlSafe(format!("DELETE FROM {table}"));
            match &db {
                Db::Sqlite { write, .. } => sqlx::query(sql).execute(write).await.map(drop)?,
                Db::Postgres(pool) => sqlx::query(sql).execute(pool).await.map(drop)?,
            }
        }
        let mut tx = db.begin().await?;
        server::store::coordinators::make_moderator(&mut tx, crowd.coordinator).await?;
        tx.commit().await?;
        // Day by day, as they come: a server never writes a year at once.
        let batches = EVENTS / BATCH;
        for number in 0..batches {
            let some = &days[number * days.len() / batches..((number + 1) * days.len()).div_ceil(batches)];
            let some: Vec<_> = (0..BATCH).map(|_| event(&mut rng, some, &crowd.needs)).collect();
            add(&db, &some).await?;
        }
        super::generate::settle(&db).await?;
        db.close().await;
        Ok(())
    })
}

fn event(rng: &mut StdRng, days: &[i64], needs: &[i64]) -> Counted {
    let step = STEPS.choose(rng).copied().unwrap_or(Step::Seen);
    let detail = match step {
        Step::Shared => ["whatsapp", "link", "email", "sheet"][rng.random_range(0..4)],
        Step::Left => ["tel", "email", "creneau", "message"][rng.random_range(0..4)],
        _ => "",
    };
    let sourced = matches!(step, Step::Seen | Step::Begun | Step::Finished | Step::Liked | Step::Followed);
    let source = if sourced { SOURCES.choose(rng).copied().unwrap_or_default() } else { "" };
    Counted {
        hash: None,
        of: Of::Need(needs.choose(rng).copied().unwrap_or(1)),
        day: days.choose(rng).copied().unwrap_or_default(),
        step,
        detail,
        source: source.to_owned(),
        total: 1,
    }
}
