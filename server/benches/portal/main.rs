//! `make bench`: the release binary, measured from outside against what it has to reach.
//! Prints a table and writes it to `target/bench/table.md`.
//!
//! `BENCH_NEEDS` are the sizes (default `100000,1000000`); with `TEST_POSTGRES_URL` all but the larger sizes is
//! measured on that PostgreSQL too. `BENCH_ONLY` names the parts to measure, with commas between: `import`, `pages`,
//! `cards`, `api`, `feeds`, `sign-ups`, `likes`, `table`, `follow-ups`, `figures`.
#![allow(missing_docs, clippy::print_stdout, reason = "a program that prints")]

mod api;
mod card_picture;
mod client;
mod crowd;
mod feeds;
mod figures;
mod follow_ups;
mod generate;
mod likes;
mod pages;
mod process;
mod sign_up_table;
mod sign_ups;
mod table;
mod weighted;

use process::Server;
use rand::{SeedableRng, rngs::StdRng};
use server::{clock::Clock, places::Directory, store::Db};
use std::{
    path::{Path, PathBuf},
    time::Duration,
};
use table::{Table, ms};
use weighted::Weighted;

type Outcome<T = ()> = Result<T, Box<dyn std::error::Error + Send + Sync>>;

const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/..");
/// The size at which everything but search is measured.
const USUAL: i64 = 100_000;

fn main() -> Outcome {
    // cargo hands `--bench` to every bench.
    let sizes = std::env::var("BENCH_NEEDS").unwrap_or_else(|_| "100000,1000000".to_owned());
    let out = Path::new(ROOT).join("target/bench");
    let directory = Directory::load()?;
    let communes = Weighted::new(&directory);
    let mut table = Table::default();
    if wanted("import") {
        import(&mut table, &out)?;
    }
    for size in sizes.split(',') {
        let size: i64 = size.trim().parse()?;
        let folder = out.join(size.to_string());
        let database = filled(&folder, None, &communes, size)?;
        whole(&mut table, &folder, &database, &communes, size, "SQLite")?;
    }
    if let Ok(url) = std::env::var("TEST_POSTGRES_URL") {
        let folder = out.join("postgres");
        let database = filled(&folder, Some(url), &communes, USUAL)?;
        whole(&mut table, &folder, &database, &communes, USUAL, "PostgreSQL")?;
    }

    let text = table.markdown();
    println!("\n{text}");
    std::fs::write(out.join("table.md"), text)?;
    Ok(())
}

/// Whether a part is to be measured.
fn wanted(part: &str) -> bool {
    std::env::var("BENCH_ONLY").map_or(true, |only| only.split(',').any(|one| one.trim() == part))
}

/// The real feed into an empty database.
fn import(table: &mut Table, out: &Path) -> Outcome {
    let folder = out.join("import");
    let _ = std::fs::remove_dir_all(&folder);
    let feed = Path::new(ROOT).join("server/data/feeds/sapeurs-pompiers.xml.gz");
    let feed = feed.to_str().ok_or("the path isn't text")?;
    let time = process::run(&folder, "sqlite:bench.db", &["import", feed])?;
    table.add("import of 5,715 real needs", ms(time), "< 5 s", time < Duration::from_secs(5));
    let again = process::run(&folder, "sqlite:bench.db", &["import", feed])?;
    table.add("the same feed again", ms(again), "", true);
    Ok(())
}

/// A database with `size` needs; an SQLite one of an earlier run is taken as it is.
fn filled(folder: &Path, url: Option<String>, communes: &Weighted<'_>, size: i64) -> Outcome<String> {
    std::fs::create_dir_all(folder)?;
    let done = folder.join("filled");
    let database = url.clone().unwrap_or_else(|| format!("sqlite:{}", folder.join("bench.db").display()));
    if url.is_none() && done.exists() {
        return Ok(database);
    }
    println!("    writing {size} needs to {}", database.split('?').next().unwrap_or_default());
    for stale in ["bench.db", "bench.db-wal", "bench.db-shm", "var"] {
        let path = folder.join(stale);
        let _ = std::fs::remove_file(&path).or_else(|_| std::fs::remove_dir_all(&path));
    }
    tokio::runtime::Runtime::new()?.block_on(async {
        let db = Db::open(&database).await?;
        db.migrate().await?;
        let mut tx = db.begin().await?;
        generate::fill(&mut tx, communes, size, Clock::System.now()).await?;
        tx.commit().await?;
        generate::settle(&db).await?;
        db.close().await;
        Outcome::Ok(())
    })?;
    std::fs::write(done, "")?;
    Ok(database)
}

/// Start, memory, search, and at the usual size everything else.
fn whole(
    table: &mut Table,
    folder: &Path,
    database: &str,
    communes: &Weighted<'_>,
    size: i64,
    kind: &str,
) -> Outcome {
    let title = format!("{kind}, {size} needs");
    if wanted("pages") {
        start_and_search(table, folder, database, communes, size, &title)?;
    }
    if size != USUAL {
        return Ok(());
    }
    if wanted("cards") {
        let server = Server::start(folder, database, "/")?;
        card_picture::measure(table, &mut server.client()?, &title, size, &mut StdRng::seed_from_u64(15))?;
    }
    if wanted("api") {
        api::measure(table, folder, database, kind, communes, size)?;
    }
    if wanted("feeds") {
        feeds::measure(table, folder, database, &title, size)?;
    }
    if wanted("sign-ups") {
        sign_ups::measure(table, folder, database, kind)?;
    }
    if wanted("likes") {
        likes::measure(table, folder, database, kind)?;
    }
    if !["table", "follow-ups", "figures"].into_iter().any(wanted) {
        return Ok(());
    }
    let crowd = crowd::Crowd::gather(database)?;
    if wanted("table") {
        sign_up_table::measure(table, folder, database, kind, &crowd)?;
    }
    if wanted("follow-ups") {
        follow_ups::measure(table, folder, database, kind, &crowd)?;
    }
    if wanted("figures") {
        figures::measure(table, folder, database, kind, &crowd)?;
    }
    Ok(())
}

/// How soon a server answers, how fast, and what it holds then.
fn start_and_search(
    table: &mut Table,
    folder: &Path,
    database: &str,
    communes: &Weighted<'_>,
    size: i64,
    title: &str,
) -> Outcome {
    let index: PathBuf = folder.join("var/index");
    let _ = std::fs::remove_dir_all(&index);
    let server = Server::start(folder, database, "/missions?lieu=75056&rayon=50")?;
    let bound = Duration::from_secs(10);
    let judged = if size == USUAL { "< 10 s" } else { "" };
    let time = server.first_page;
    table.add(
        format!("{title}: index rebuilt from nothing"),
        ms(time),
        judged,
        size != USUAL || time < bound,
    );
    drop(server);

    let server = Server::start(folder, database, "/missions?lieu=75056&rayon=50")?;
    let time = server.first_page;
    table.add(format!("{title}: first page after start"), ms(time), "< 1 s", time < Duration::from_secs(1));

    let mut rng = StdRng::seed_from_u64(14);
    let mut client = server.client()?;
    let bound = Duration::from_millis(if size > USUAL { 30 } else { 10 });
    let paths = pages::searches(communes, &mut rng, 3000);
    pages::measure(table, &mut client, &format!("{title}: search"), &paths, Some(bound))?;
    let paris = vec!["/missions?lieu=75056&rayon=50".to_owned(); 500];
    pages::measure(table, &mut client, &format!("{title}: Paris within 50 km"), &paris, Some(bound))?;
    if size == USUAL {
        others(table, &mut client, communes, &mut rng, title, size)?;
    }
    let memory = server.resident()?;
    let judged = if size == USUAL { "< 150 MB" } else { "" };
    table.add(format!("{title}: memory"), format!("{memory} MB"), judged, size != USUAL || memory < 150);
    Ok(())
}

fn others(
    table: &mut Table,
    client: &mut client::Client,
    communes: &Weighted<'_>,
    rng: &mut StdRng,
    title: &str,
    size: i64,
) -> Outcome {
    let needs = pages::need_paths(client, size, rng)?;
    let bound = Some(Duration::from_millis(3));
    pages::measure(table, client, &format!("{title}: a need's page"), &needs, bound)?;
    let forms: Vec<String> = needs.iter().map(|path| format!("{path}/inscription")).collect();
    pages::measure(table, client, &format!("{title}: the sign-up page"), &forms, bound)?;
    let typed: Vec<String> = pages::typed(communes, rng, 3000);
    let paths: Vec<String> = typed.iter().map(|text| format!("/lieux?q={text}")).collect();
    pages::measure(table, client, &format!("{title}: suggestions"), &paths, Some(Duration::from_millis(1)))
}
