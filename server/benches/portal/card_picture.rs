//! The pictures that networks ask for: drawn for the first time, and out of memory.

use super::{client::Client, pages, table::Table};
use rand::rngs::StdRng;
use std::time::Duration;

type Outcome<T> = Result<T, Box<dyn std::error::Error + Send + Sync>>;

/// Pictures drawn.
const DRAWN: usize = 150;

/// Each of them once, then again and again, at the address that pages name.
pub fn measure(
    table: &mut Table,
    client: &mut Client,
    title: &str,
    size: i64,
    rng: &mut StdRng,
) -> Outcome<()> {
    let mut needs = pages::need_paths(client, size, rng)?;
    needs.sort();
    needs.dedup();
    let mut pictures = Vec::new();
    for need in needs.iter().take(DRAWN) {
        let page = client.read(need)?.body;
        let (_, rest) =
            page.split_once("property=\"og:image\" content=\"").ok_or("a page names no picture")?;
        let address = rest.split('"').next().unwrap_or_default();
        let path = address.find("/missions/").and_then(|at| address.get(at..)).ok_or("an odd address")?;
        pictures.push(path.to_owned());
    }
    let mut cold = Vec::new();
    for path in &pictures {
        let answer = client.get(path)?;
        if answer.status != 200 {
            return Err(format!("{path}: {}", answer.status).into());
        }
        cold.push(answer.time);
    }
    table.latencies(format!("{title}: card picture, drawn"), &mut cold, Some(Duration::from_millis(100)));
    let again: Vec<String> = pictures.iter().cycle().take(20_000).cloned().collect();
    let bound = Some(Duration::from_millis(1));
    pages::measure(table, client, &format!("{title}: card picture, drawn before"), &again, bound)
}
