//! The feeds for partners: how long all needs take, and what the server holds meanwhile.

use super::{process::Server, table::Table};
use std::{path::Path, time::Duration};

type Outcome<T = ()> = Result<T, Box<dyn std::error::Error + Send + Sync>>;

/// How long a feed may take.
const BOUND: Duration = Duration::from_secs(5);
/// What the server may hold more while it writes one, in megabytes.
const MORE_MEMORY: u64 = 20;

/// Reads both feeds as a partner does that takes nothing packed, and one packed.
pub fn measure(table: &mut Table, folder: &Path, database: &str, title: &str, size: i64) -> Outcome {
    let server = Server::start(folder, database, "/missions?lieu=75056&rayon=50")?;
    let mut client = server.client()?;
    for (name, end) in [("api-engagement", "</source>"), ("all-for-good", "</FootprintFeed>")] {
        let before = server.settled()?;
        server.forget_peak()?;
        let answer = client.read(&format!("/flux/{name}.xml?tout=oui"))?;
        let whole = answer.status == 200 && answer.body.trim_end().ends_with(end);
        let megabytes = answer.body.len() / 1_000_000;
        table.add(
            format!("{title}: {name}.xml of {size} needs, {megabytes} MB"),
            format!("{:.2} s", answer.time.as_secs_f64()),
            "< 5 s",
            whole && answer.time < BOUND,
        );
        let more = server.peak()?.saturating_sub(before);
        table.add(
            format!("{title}: {name}.xml, memory on top of {before} MB"),
            format!("{more} MB"),
            "< 20 MB",
            more < MORE_MEMORY,
        );
    }
    let packed = client.get("/flux/api-engagement.xml?tout=oui")?;
    table.add(
        format!("{title}: api-engagement.xml, packed"),
        format!("{:.2} s", packed.time.as_secs_f64()),
        "< 5 s",
        packed.status == 200 && packed.time < BOUND,
    );
    Ok(())
}
