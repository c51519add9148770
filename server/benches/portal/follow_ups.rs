//! A follow-up to 10,000 people: how long it takes to be queued, and how fast it leaves to a real SMTP server nearby.

use super::{
    crowd::{Crowd, OF_FIRST_NEED},
    process::Server,
    sign_ups::count,
    table::{Table, ms},
};
use server::store::Db;
use std::{
    path::Path,
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

type Outcome<T = ()> = Result<T, Box<dyn std::error::Error + Send + Sync>>;

const SMTP: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../end2end/support/smtp-server.mjs");
/// Letters a second that the server may write: more than are asked for.
const PACE: u32 = 1_000;
/// As many as a mail server of one's own takes. Each letter waits some 40 ms for the acknowledgement of its body.
const CONNECTIONS: u32 = 40;

pub fn measure(table: &mut Table, folder: &Path, database: &str, title: &str, crowd: &Crowd) -> Outcome {
    let smtp = Smtp::start(folder)?;
    let settings = [
        ("SMTP_URL", smtp.url.clone()),
        ("MAIL_PACE", PACE.to_string()),
        ("SMTP_CONNECTIONS", CONNECTIONS.to_string()),
    ];
    let server = Server::start_with(folder, database, "/", &settings)?;
    let mut client = server.client()?;
    crowd.sign_in(database, &mut client)?;
    let form = format!(
        "subject=Rendez-vous%20%C3%A0%20%7B%7Bmission%7D%7D&body=Bonjour%20%7B%7Bpr%C3%A9nom%7D%7D%2C%0A%0A\
         %C3%A0%20bient%C3%B4t%20%21&when=&mission={}&faire=envoyer",
        crowd.needs.first().ok_or("no needs")?
    );
    let runtime = tokio::runtime::Runtime::new()?;
    let db = runtime.block_on(Db::open(database))?;
    let sent = "SELECT count(*) FROM outbox WHERE sent_at IS NOT NULL AND kind = 'follow_up'";
    let started = Instant::now();
    let answer = client.post(&format!("/espace/{}/relances/nouvelle", crowd.association), &form)?;
    let queued = answer.status == 303 && answer.time < Duration::from_secs(1);
    table.add(format!("{title}: {OF_FIRST_NEED} follow-ups queued"), ms(answer.time), "< 1 s", queued);
    while runtime.block_on(count(&db, sent))? < OF_FIRST_NEED {
        if started.elapsed() > Duration::from_secs(120) {
            return Err("the follow-ups don't leave".into());
        }
        // Counting reads all letters: not so often that it is in their way.
        std::thread::sleep(Duration::from_millis(250));
    }
    #[allow(clippy::cast_precision_loss)]
    let rate = OF_FIRST_NEED as f64 / started.elapsed().as_secs_f64();
    let what = format!("{title}: letters handed to an SMTP server");
    table.add(what, format!("{rate:.0}/s"), "≥ 500/s", rate >= 500.0);
    runtime.block_on(db.close());
    Ok(())
}

/// A real SMTP server in a process of its own, which ends with it.
struct Smtp {
    child: Child,
    url: String,
}

impl Smtp {
    fn start(folder: &Path) -> Outcome<Self> {
        let port_file = folder.join("smtp-port");
        let _ = std::fs::remove_file(&port_file);
        let child = Command::new("node")
            .arg(SMTP)
            .args([&port_file, folder])
            .arg("keeps-nothing")
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .spawn()?;
        let deadline = Instant::now() + Duration::from_secs(20);
        while !port_file.exists() {
            if Instant::now() > deadline {
                return Err("the SMTP server does not start".into());
            }
            std::thread::sleep(Duration::from_millis(10));
        }
        let port = std::fs::read_to_string(&port_file)?;
        Ok(Self { child, url: format!("smtp://127.0.0.1:{}", port.trim()) })
    }
}

impl Drop for Smtp {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
