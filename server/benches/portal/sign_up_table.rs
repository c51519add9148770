//! The coordinators' table and its exports, for 100,000 sign-ups.

use super::{
    crowd::{Crowd, FIRST_NAMES, PEOPLE, last_name},
    pages,
    process::Server,
    table::{Table, ms},
};
use rand::{RngExt, SeedableRng, rngs::StdRng};
use std::{path::Path, time::Duration};

type Outcome<T = ()> = Result<T, Box<dyn std::error::Error + Send + Sync>>;

/// Megabytes that an export may hold besides.
const GROWTH: u64 = 30;

pub fn measure(table: &mut Table, folder: &Path, database: &str, title: &str, crowd: &Crowd) -> Outcome {
    let server = Server::start(folder, database, "/")?;
    let mut client = server.client()?;
    crowd.sign_in(database, &mut client)?;
    let title = format!("{title}, {PEOPLE} sign-ups");
    let mut rng = StdRng::seed_from_u64(7);
    let bound = Some(Duration::from_millis(20));
    let paths: Vec<_> = (0..1500).map(|_| filtered(crowd, &mut rng)).collect();
    pages::measure(table, &mut client, &format!("{title}: the table, any filter"), &paths, bound)?;
    let base = format!("/espace/{}/inscriptions", crowd.association);
    for (what, query) in [
        ("the table, everybody", String::new()),
        ("the table, the last page", "?page=200".to_owned()),
        ("the table, a rare name", format!("?q={}", last_name(&mut rng))),
        ("the table, a frequent name", "?q=mar&tri=nom".to_owned()),
        ("the table, a name and a state", "?q=jean&etat=came&suivi=0".to_owned()),
        ("the table, nobody found", "?q=mar%20jean%20xyz&etat=absent".to_owned()),
    ] {
        let paths = vec![format!("{base}{query}"); 100];
        pages::measure(table, &mut client, &format!("{title}: {what}"), &paths, bound)?;
    }
    for (what, seconds) in [("csv", 2), ("xlsx", 6)] {
        let before = server.resident()?;
        server.forget_peak()?;
        let answer = client.read(&format!("{base}.{what}"))?;
        let grown = server.peak()?.saturating_sub(before);
        let bound = Duration::from_secs(seconds);
        let right = answer.status == 200 && answer.time < bound;
        table.add(format!("{title}: {what}"), ms(answer.time), &format!("< {seconds} s"), right);
        if what == "csv" {
            let lines = i64::try_from(answer.body.lines().count())? - 1;
            table.add(
                format!("{title}: lines of it"),
                lines.to_string(),
                &PEOPLE.to_string(),
                lines == PEOPLE,
            );
        }
        table.add(
            format!("{title}: {what}, memory besides"),
            format!("{grown} MB"),
            &format!("< {GROWTH} MB"),
            grown < GROWTH,
        );
    }
    Ok(())
}

/// A table as somebody might ask for it.
fn filtered(crowd: &Crowd, rng: &mut StdRng) -> String {
    let mut query = Vec::new();
    let states = ["new", "contacted", "accepted", "declined", "cancelled", "came", "absent"];
    if rng.random_bool(0.5) {
        query.push(format!("etat={}", states[rng.random_range(0..states.len())]));
    }
    if rng.random_bool(0.3) {
        query.push(format!("mission={}", crowd.needs[rng.random_range(0..crowd.needs.len())]));
    }
    if rng.random_bool(0.3) {
        query.push(format!("suivi={}", [0, crowd.coordinator][rng.random_range(0..2)]));
    }
    if rng.random_bool(0.5) {
        let first_name = FIRST_NAMES[rng.random_range(0..FIRST_NAMES.len())];
        let typed = match rng.random_range(0..4) {
            0 => first_name.to_owned(),
            1 => last_name(rng),
            2 => format!("{first_name} {}", last_name(rng)),
            _ => first_name.chars().take(2).collect(),
        };
        query.push(format!("q={}", pages::encoded(&typed)));
    }
    match rng.random_range(0..4) {
        0 => query.push("tri=nom".to_owned()),
        1 => query.push("tri=ancien".to_owned()),
        _ => {}
    }
    if rng.random_bool(0.2) {
        query.push(format!("page={}", rng.random_range(2..40)));
    }
    format!("/espace/{}/inscriptions?{}", crowd.association, query.join("&"))
}
