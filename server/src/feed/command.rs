//! `coup-de-main import FILE|URL`: what is said while and after a feed is imported.

use super::{Import, Source, Summary};
use crate::clock::Clock;
use crate::outward::{Outward, addresses::Allowed};
use crate::places::Directory;
use crate::settings::Settings;
use crate::store::Db;
use indicatif::{ProgressBar, ProgressStyle};
use std::error::Error;
use std::io::{IsTerminal, Write, stderr, stdout};
use std::sync::Arc;

type Outcome<T = ()> = Result<T, Box<dyn Error + Send + Sync>>;

/// Imports the feed at `place` (of addresses in our own network, only those `near`), tells each refusal in a line and ends with a summary.
///
/// # Errors
/// When nothing could be done, and why.
pub async fn import(
    settings: &Settings,
    place: &str,
    name: Option<String>,
    credit: Option<String>,
    near: Allowed,
) -> Outcome {
    let db = Db::open(&settings.database_url)
        .await
        .map_err(|error| format!("DATABASE_URL can't be used: {error}"))?;
    db.migrate().await?;
    writeln!(stderr(), "importing {place}")?;
    let wanted = place.to_owned();
    let outward = Outward::new(&settings.public_url, near);
    let source = tokio::task::spawn_blocking(move || Source::find(&wanted, &outward)).await??;
    let directory = Arc::new(Directory::load()?);
    let bar = bar()?;
    let import = Import { name, credit, ..Import::of(source, Clock::System) };
    let done = import
        .run(&db, directory, &bar, |refusal| {
            bar.suspend(|| {
                let _ = writeln!(stdout(), "refused {refusal}");
            });
        })
        .await;
    bar.finish_and_clear();
    let done = done.map(|summary| tell(&summary));
    db.close().await;
    done?.map_err(Into::into)
}

fn bar() -> Outcome<ProgressBar> {
    if !stderr().is_terminal() {
        return Ok(ProgressBar::hidden());
    }
    let style = ProgressStyle::with_template("{bar:40} {percent:>3} %  {elapsed_precise}  still {eta}")?;
    Ok(ProgressBar::new(0).with_style(style))
}

fn tell(summary: &Summary) -> std::io::Result<()> {
    let Summary { feed, added, changed, unchanged, closed, refused, notes, .. } = summary;
    let mut out = stdout();
    for (note, count) in notes {
        writeln!(out, "{count} × {note}")?;
    }
    writeln!(
        out,
        "{feed}: {added} added, {changed} changed, {unchanged} unchanged, {closed} closed, {refused} refused"
    )
}
