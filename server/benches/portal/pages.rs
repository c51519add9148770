//! How long pages take, asked for one after the other over one connection. The client's own share, some tens
//! of microseconds, is counted too.

use super::{client::Client, table::Table, weighted::Weighted};
use rand::{RngExt, rngs::StdRng, seq::IndexedRandom};
use std::time::Duration;

type Outcome<T> = Result<T, Box<dyn std::error::Error + Send + Sync>>;

const WORDS: [&str; 12] = [
    "lecture",
    "jardin",
    "cuisine",
    "collecte",
    "devoirs",
    "maraude",
    "vélos",
    "rivière",
    "enfants",
    "isolées",
    "numérique",
    "theatre",
];

/// Places (half of the time one of the densest), words and fields as people might ask.
pub fn searches(communes: &Weighted<'_>, rng: &mut StdRng, count: usize) -> Vec<String> {
    (0..count)
        .map(|index| {
            let place = match index % 4 {
                0 => "75056",
                1 => ["69123", "13055", "59350"].choose(rng).copied().unwrap_or("69123"),
                _ => &*communes.pick(rng).insee,
            };
            let place = communes.value(place);
            let radius = if index % 4 == 0 { 50 } else { [5, 10, 20, 50][rng.random_range(0..4)] };
            let word = WORDS[rng.random_range(0..WORDS.len())];
            let field = app::domain::Field::ALL[rng.random_range(0..app::domain::Field::ALL.len())].code();
            let words = if rng.random_bool(0.7) { format!("&q={}", encoded(word)) } else { String::new() };
            let fields = if rng.random_bool(0.5) { format!("&domaine={field}") } else { String::new() };
            format!("/missions?lieu={place}&rayon={radius}{words}{fields}")
        })
        .collect()
}

/// What one has typed of a commune after one, two, three… letters.
pub fn typed(communes: &Weighted<'_>, rng: &mut StdRng, count: usize) -> Vec<String> {
    (0..count)
        .map(|_| {
            let name = &communes.pick(rng).name;
            let letters = rng.random_range(1..=name.chars().count());
            encoded(&name.chars().take(letters).collect::<String>())
        })
        .collect()
}

/// As it stands in an address.
pub fn encoded(text: &str) -> String {
    percent_encoding::utf8_percent_encode(text, percent_encoding::NON_ALPHANUMERIC).to_string()
}

/// Asks for each path, the first tenth unmeasured, and adds a row.
pub fn measure(
    table: &mut Table,
    client: &mut Client,
    what: &str,
    paths: &[String],
    bound: Option<Duration>,
) -> Outcome<()> {
    for path in paths.iter().take(paths.len() / 10) {
        client.get(path)?;
    }
    let mut times = Vec::with_capacity(paths.len());
    let mut failed = 0;
    for path in paths {
        let answer = client.get(path)?;
        failed += usize::from(answer.status >= 400);
        times.push(answer.time);
    }
    table.latencies(what, &mut times, bound);
    if failed > 0 {
        table.add(format!("{what}: answered with an error"), failed.to_string(), "0", false);
    }
    Ok(())
}

/// Addresses of needs that are signed up for here, drawn over the whole range of ids.
pub fn need_paths(client: &mut Client, size: i64, rng: &mut StdRng) -> Outcome<Vec<String>> {
    let mut paths = Vec::new();
    while paths.len() < 500 {
        let path = format!("/missions/{}-x", rng.random_range(1..=size));
        let Some(location) = client.get(&path)?.location else { continue };
        if client.get(&format!("{location}/inscription"))?.status == 200 {
            paths.push(location);
        }
    }
    let all = (0..3000).filter_map(|index| paths.get(index % paths.len()).cloned());
    Ok(all.collect())
}
