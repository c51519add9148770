//! The release binary as a process of its own, as it is in use.

use std::{
    net::{SocketAddr, TcpListener},
    path::Path,
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use super::client::Client;

type Outcome<T> = Result<T, Box<dyn std::error::Error + Send + Sync>>;

const BINARY: &str = env!("CARGO_BIN_EXE_coup-de-main");

/// A server that runs until this is dropped.
pub struct Server {
    child: Child,
    /// Where it listens.
    pub address: SocketAddr,
    /// From its start until it first answered a page.
    pub first_page: Duration,
}

impl Server {
    /// Starts a server in `folder` and waits, for minutes if need be, until it answers `page` with 200.
    pub fn start(folder: &Path, database: &str, page: &str) -> Outcome<Self> {
        Self::start_with(folder, database, page, &[])
    }

    /// The same, with settings of its own.
    pub fn start_with(
        folder: &Path,
        database: &str,
        page: &str,
        settings: &[(&str, String)],
    ) -> Outcome<Self> {
        std::fs::create_dir_all(folder)?;
        let address = TcpListener::bind("127.0.0.1:0")?.local_addr()?;
        let log = std::fs::File::create(folder.join("server.log"))?;
        let started = Instant::now();
        let child = command(folder, database)
            .arg("serve")
            .env("LISTEN", address.to_string())
            .env("RATE_LIMIT", "off")
            .envs(settings.iter().map(|(name, value)| (name, value)))
            .stdout(Stdio::null())
            .stderr(log)
            .spawn()?;
        let mut server = Self { child, address, first_page: Duration::ZERO };
        loop {
            let answered = Client::connect(address).and_then(|mut client| client.get(page));
            if answered.is_ok_and(|answer| answer.status == 200) {
                server.first_page = started.elapsed();
                return Ok(server);
            }
            if server.child.try_wait()?.is_some() || started.elapsed() > Duration::from_secs(600) {
                return Err(
                    format!("the server does not answer: {}", folder.join("server.log").display()).into()
                );
            }
            std::thread::sleep(Duration::from_millis(2));
        }
    }

    /// A new connection to it.
    pub fn client(&self) -> Outcome<Client> {
        Client::connect(self.address)
    }

    /// Memory it holds now, in megabytes.
    pub fn resident(&self) -> Outcome<u64> {
        self.memory("VmRSS:")
    }

    /// The same, once what a server does after its start is done: when it no longer grows, at most ten seconds from now.
    pub fn settled(&self) -> Outcome<u64> {
        let mut before = self.resident()?;
        for _ in 0..10 {
            std::thread::sleep(Duration::from_secs(1));
            let now = self.resident()?;
            if now <= before {
                return Ok(now);
            }
            before = now;
        }
        Ok(before)
    }

    /// The most it has held since [`Self::forget_peak`], in megabytes.
    pub fn peak(&self) -> Outcome<u64> {
        self.memory("VmHWM:")
    }

    /// Begins to look for the most anew.
    pub fn forget_peak(&self) -> Outcome<()> {
        Ok(std::fs::write(format!("/proc/{}/clear_refs", self.child.id()), "5")?)
    }

    fn memory(&self, which: &str) -> Outcome<u64> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id()))?;
        let line = status.lines().find(|line| line.starts_with(which)).ok_or("no such memory")?;
        let kilobytes: u64 = line.split_whitespace().nth(1).ok_or("no such memory")?.parse()?;
        Ok(kilobytes / 1024)
    }
}

impl Drop for Server {
    /// Told to stop, as in use, so that what it has in hand is on disk when the next one starts.
    fn drop(&mut self) {
        let _ = Command::new("kill").arg(self.child.id().to_string()).status();
        let deadline = Instant::now() + Duration::from_secs(20);
        while matches!(self.child.try_wait(), Ok(None)) && Instant::now() < deadline {
            std::thread::sleep(Duration::from_millis(20));
        }
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Runs one of the binary's other commands to its end and says how long it took.
pub fn run(folder: &Path, database: &str, arguments: &[&str]) -> Outcome<Duration> {
    std::fs::create_dir_all(folder)?;
    let started = Instant::now();
    let output = command(folder, database).args(arguments).output()?;
    if !output.status.success() {
        return Err(format!("{arguments:?}: {}", String::from_utf8_lossy(&output.stderr)).into());
    }
    Ok(started.elapsed())
}

fn command(folder: &Path, database: &str) -> Command {
    let mut command = Command::new(BINARY);
    command.current_dir(folder).env("DATABASE_URL", database).env("RUST_LOG", "warn");
    for name in ["SMTP_URL", "PUBLIC_URL", "MAIL_FROM", "INDEX_DIR", "MAIL_DIR", "TRUSTED_PROXIES"] {
        command.env_remove(name);
    }
    command
}
