//! How many requests a second the API answers, asked by some connections at once from the same machine: what the client
//! takes of the two processors is the server's loss. Pages of twenty needs, not compressed, as programs ask.

use super::{client::Client, pages, process::Server, table::Table, weighted::Weighted};
use rand::{RngExt, SeedableRng, rngs::StdRng};
use std::{
    net::SocketAddr,
    path::Path,
    time::{Duration, Instant},
};

type Outcome<T = ()> = Result<T, Box<dyn std::error::Error + Send + Sync>>;

/// Connections at once.
const CONNECTIONS: usize = 8;
/// How long each question is asked.
const FOR: Duration = Duration::from_secs(5);
/// Requests a second to reach.
const BOUND: f64 = 3000.0;

pub fn measure(
    table: &mut Table,
    folder: &Path,
    database: &str,
    title: &str,
    communes: &Weighted<'_>,
    size: i64,
) -> Outcome {
    let server = Server::start(folder, database, "/api/v1/needs")?;
    let mut rng = StdRng::seed_from_u64(22);
    let searches = |rng: &mut StdRng, count| {
        let paths = pages::searches(communes, rng, count);
        let [place, radius, field] = [("lieu=", "place="), ("rayon=", "radius_km="), ("domaine=", "field=")];
        let named = |path: &String| {
            [("/missions", "/api/v1/needs"), place, radius, field]
                .into_iter()
                .fold(path.clone(), |path, (ours, theirs)| path.replacen(ours, theirs, 1))
        };
        paths.iter().map(named).collect::<Vec<_>>()
    };
    let known = searches(&mut rng, 500);
    let fresh = searches(&mut rng, 100_000);
    let ids: Vec<String> =
        (0..20_000).map(|_| format!("/api/v1/needs/{}", rng.random_range(1..=size))).collect();
    for (what, paths, judged) in [
        ("API, the newest twenty, again and again", vec!["/api/v1/needs".to_owned()], true),
        ("API, 500 different searches, again and again", known, true),
        ("API, searches of which hardly one comes twice", fresh, false),
        ("API, one need, any of all", ids, true),
    ] {
        let (each, size) = asked(server.address, &paths)?;
        let bound = if judged { "≥ 3,000/s" } else { "" };
        table.add(
            format!("{title}: {what}"),
            format!("{each:.0}/s of {size} bytes"),
            bound,
            !judged || each >= BOUND,
        );
    }
    let memory = server.resident()?;
    table.add(format!("{title}: memory after the API was asked"), format!("{memory} MB"), "", true);
    Ok(())
}

/// Requests a second, and bytes of an answer on average.
fn asked(address: SocketAddr, paths: &[String]) -> Outcome<(f64, usize)> {
    let started = Instant::now();
    let each = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..CONNECTIONS)
            .map(|number| {
                scope.spawn(move || {
                    let mut client = Client::connect(address)?;
                    let (mut count, mut bytes) = (0_usize, 0);
                    let mut from_here = paths.iter().cycle().skip(number * paths.len() / CONNECTIONS);
                    while started.elapsed() < FOR {
                        let path = from_here.next().ok_or("no path")?;
                        let answer = client.read(path)?;
                        if answer.status != 200 {
                            return Err(format!("{path}: {}", answer.status).into());
                        }
                        count += 1;
                        bytes += answer.body.len();
                    }
                    Outcome::Ok((count, bytes))
                })
            })
            .collect();
        threads
            .into_iter()
            .map(|thread| thread.join().map_err(|_| "a client failed")?)
            .collect::<Outcome<Vec<_>>>()
    })?;
    let (count, bytes) = each.into_iter().fold((0, 0), |(count, all), (one, size)| (count + one, all + size));
    #[allow(clippy::cast_precision_loss)]
    let each = count as f64 / started.elapsed().as_secs_f64();
    Ok((each, bytes / count.max(1)))
}
