//! A real SMTP server, in a process of its own (`end2end/support/smtp-server.mjs`).

use std::{
    path::Path,
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

/// Ends with its standard input, so with this.
pub struct Smtp {
    pub port: u16,
    folder: tempfile::TempDir,
    process: Child,
}

impl Smtp {
    pub fn start() -> Self {
        Self::with(&[])
    }

    pub fn with_starttls() -> Self {
        Self::with(&["starttls"])
    }

    fn with(mode: &[&str]) -> Self {
        let end2end = Path::new(env!("CARGO_MANIFEST_DIR")).join("../end2end");
        assert!(end2end.join("node_modules/smtp-server").exists(), "its packages are missing: make setup");
        let folder = tempfile::tempdir().unwrap();
        let port_file = folder.path().join("port");
        let process = Command::new("node")
            .arg(end2end.join("support/smtp-server.mjs"))
            .args([&port_file, folder.path()])
            .args(mode)
            .stdin(Stdio::piped())
            .spawn()
            .unwrap();
        let since = Instant::now();
        let port = loop {
            if let Ok(port) = std::fs::read_to_string(&port_file) {
                break port.parse().unwrap();
            }
            assert!(since.elapsed() < Duration::from_secs(60), "the SMTP server doesn't start");
            std::thread::sleep(Duration::from_millis(20));
        };
        Self { port, folder, process }
    }

    pub fn url(&self) -> String {
        format!("smtp://127.0.0.1:{}", self.port)
    }

    /// All mails, as a foreign parser reads them, in the order in which they came.
    pub fn mails(&self) -> Vec<serde_json::Value> {
        let mut names: Vec<_> = std::fs::read_dir(self.folder.path())
            .unwrap()
            .map(|file| file.unwrap().path())
            .filter(|path| path.extension().is_some_and(|end| end == "json"))
            .collect();
        names.sort();
        names.iter().map(|path| serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap()).collect()
    }
}

impl Drop for Smtp {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
