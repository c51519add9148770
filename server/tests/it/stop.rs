//! SIGTERM, as a real process gets it: the request under way is answered, the next one isn't taken.

use std::{
    io::{Read, Write},
    net::{TcpListener, TcpStream},
    process::{Command, Stdio},
    time::{Duration, Instant},
};

const PATIENCE: Duration = Duration::from_secs(30);

#[test]
fn told_to_stop_it_finishes_what_it_has_begun() {
    let folder = tempfile::tempdir().unwrap();
    let address = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let mut server = Command::new(env!("CARGO_BIN_EXE_coup-de-main"))
        .arg("serve")
        .current_dir(&folder)
        .env_clear()
        .env("LISTEN", address.to_string())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let since = Instant::now();
    let mut slow = loop {
        if let Ok(connection) = TcpStream::connect(address) {
            break connection;
        }
        assert!(since.elapsed() < PATIENCE, "the server doesn't start");
        std::thread::sleep(Duration::from_millis(20));
    };
    // Half a form, so that its request is under way.
    let form = "email=personne%40exemple.fr";
    let (half, rest) = form.split_at(10);
    let head = format!(
        "POST /inscriptions/lien-perdu HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\
         Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{half}",
        form.len()
    );
    slow.write_all(head.as_bytes()).unwrap();
    // Another page answers, so the server has read what came before it.
    let mut page = TcpStream::connect(address).unwrap();
    page.write_all(
        format!("GET /health HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n").as_bytes(),
    )
    .unwrap();
    let mut answer = String::new();
    page.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");

    assert!(Command::new("kill").arg(server.id().to_string()).status().unwrap().success());
    let since = Instant::now();
    while TcpStream::connect(address).is_ok() {
        assert!(since.elapsed() < PATIENCE, "it still takes requests");
        std::thread::sleep(Duration::from_millis(20));
    }
    assert!(server.try_wait().unwrap().is_none(), "it waits for the request under way");
    slow.write_all(rest.as_bytes()).unwrap();
    let mut answer = String::new();
    slow.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 303"), "{answer}");
    let ended = server.wait().unwrap();
    let mut log = String::new();
    server.stderr.take().unwrap().read_to_string(&mut log).unwrap();
    assert!(ended.success(), "{ended}: {log}");
    assert!(log.contains("requests finished"), "{log}");
}
