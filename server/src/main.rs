//! The command line: serve, import, migrate, demo.

use clap::{Parser, Subcommand};
use server::{demo, feed, outward::addresses::Allowed, serve, settings::Settings};
use std::{path::PathBuf, process::ExitCode};

/// A portal where associations say what they need volunteers for and people near them sign up.
#[derive(Parser)]
#[command(name = "coup-de-main", version)]
struct Cli {
    /// A file of NAME=value settings; the environment comes first.
    #[arg(long, global = true, value_name = "FILE")]
    settings: Option<PathBuf>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Serve the portal until told to stop.
    Serve,
    /// Bring the database's tables up to date.
    Migrate,
    /// Make whoever has this address a moderator, who lets associations in.
    Moderator {
        /// Their e-mail address.
        address: String,
    },
    /// Fill the database with demo associations and their needs.
    Demo,
    /// Import needs from a partner feed, API Engagement's or All for Good's (XML, also gzip): new ones in, changed
    /// ones rewritten, those that left the feed closed.
    Import {
        /// A file or an http(s) address.
        #[arg(value_name = "FILE|URL")]
        feed: String,
        /// What the feed is called; by default, its publisher's name.
        #[arg(long)]
        name: Option<String>,
        /// Whom the pages of its needs credit.
        #[arg(long)]
        credit: Option<String>,
        /// Addresses of our own network that may be asked all the same, as 10.0.0.5:8080, separated by commas.
        #[arg(long, value_name = "ADDRESS", default_value = "", value_parser = near)]
        near: Allowed,
    },
}

fn near(written: &str) -> Result<Allowed, &'static str> {
    Allowed::parse(written).ok_or("it must be ADDRESS or ADDRESS:PORT")
}

fn main() -> ExitCode {
    let cli = Cli::parse();
    tracing_subscriber::fmt()
        .with_env_filter(
            tracing_subscriber::EnvFilter::try_from_default_env()
                .unwrap_or_else(|_| "info,sqlx=warn,tantivy=warn".into()),
        )
        .with_writer(std::io::stderr)
        .init();
    let result = Settings::read(cli.settings.as_deref()).map_err(Into::into).and_then(|settings| {
        let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
        runtime.block_on(async {
            match cli.command {
                Command::Serve => serve::serve(settings).await,
                Command::Migrate => serve::migrate(&settings).await,
                Command::Moderator { address } => {
                    server::associations::moderation::name(&settings, &address).await
                }
                Command::Demo => demo::command(&settings).await,
                Command::Import { feed, name, credit, near } => {
                    feed::command::import(&settings, &feed, name, credit, near).await
                }
            }
        })
    });
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let error: Box<dyn std::error::Error + Send + Sync> = error;
            eprintln!("coup-de-main: {error}");
            ExitCode::FAILURE
        }
    }
}
