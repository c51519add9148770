use super::*;
use std::{
    io::{BufRead, BufReader},
    net::{SocketAddr, TcpListener},
    sync::{Arc, Mutex},
    thread,
};

#[path = "addresses_tests.rs"]
mod addresses_tests;
#[path = "guard_tests.rs"]
mod guard_tests;

const SOON: Duration = Duration::from_secs(5);

fn strict() -> Outward {
    Outward::new("https://portail.example", Allowed::default())
}

/// Answers each connection with what `answers` says to the head of its request; its address and what it was asked.
fn server(answers: impl Fn(&str) -> Vec<u8> + Send + 'static) -> (SocketAddr, Arc<Mutex<Vec<String>>>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let asked = Arc::new(Mutex::new(Vec::new()));
    let heard = asked.clone();
    thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let lines = BufReader::new(stream.try_clone().unwrap()).lines().map_while(Result::ok);
            let head: Vec<_> = lines.take_while(|line| !line.is_empty()).collect();
            let head = head.join("\n");
            heard.lock().unwrap().push(head.clone());
            let _ = stream.write_all(&answers(&head));
            if head.contains("/drip") {
                // It goes on, and says nothing.
                thread::sleep(Duration::from_secs(2));
            }
        }
    });
    (address, asked)
}

fn lax(address: SocketAddr) -> Outward {
    Outward::new("https://portail.example", Allowed::parse(&address.to_string()).unwrap())
}

fn ok(body: &str) -> Vec<u8> {
    format!(
        "HTTP/1.1 200 OK\r\nContent-Length: {}\r\nETag: \"a\"\r\nConnection: close\r\n\r\n{body}",
        body.len()
    )
    .into_bytes()
}

#[test]
fn an_answer_comes_with_what_is_needed_to_ask_again() {
    let (address, asked) = server(|head| {
        if head.to_ascii_lowercase().contains("if-none-match: \"a\"") {
            b"HTTP/1.1 304 Not Modified\r\nETag: \"a\"\r\nConnection: close\r\n\r\n".to_vec()
        } else {
            ok("bonjour")
        }
    });
    let outward = lax(address);
    let url = format!("http://{address}/flux#la");
    let mut body = Vec::new();
    let answer = outward.ask(&Question::get(&url, SOON, 100), &mut body).unwrap();
    assert_eq!((answer.status, answer.bytes, &*body), (StatusCode::OK, 7, &b"bonjour"[..]));
    assert_eq!(answer.header(header::ETAG), Some("\"a\""));

    let again = Question { etag: Some("\"a\""), last_modified: Some("x"), ..Question::get(&url, SOON, 100) };
    let mut body = Vec::new();
    let answer = outward.ask(&again, &mut body).unwrap();
    assert_eq!((answer.status, answer.bytes, body.len()), (StatusCode::NOT_MODIFIED, 0, 0));

    let heard = asked.lock().unwrap();
    assert!(heard[0].starts_with("GET /flux HTTP/1.1"), "{}", heard[0]);
    assert!(
        heard[0].contains("CoupDeMain/") && heard[0].contains("(+https://portail.example)"),
        "{}",
        heard[0]
    );
    assert!(heard[1].to_ascii_lowercase().contains("if-modified-since: x"), "{}", heard[1]);
}

#[test]
fn head_takes_no_body() {
    let (address, asked) =
        server(|_| b"HTTP/1.1 404 Not Found\r\nContent-Length: 9\r\nConnection: close\r\n\r\n".to_vec());
    let answer =
        lax(address).ask(&Question::head(&format!("http://{address}/"), SOON), &mut io::sink()).unwrap();
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
    assert!(asked.lock().unwrap()[0].starts_with("HEAD / "));
}

#[test]
fn redirects_are_followed_and_each_is_judged() {
    let (address, asked) = server(|head| {
        let to = match head.split(' ').nth(1).unwrap() {
            "/a" => "/b",
            "/b" => return ok("là"),
            "/meta" => "http://169.254.169.254/latest/meta-data/",
            "/name" => "http://localhost/",
            "/file" => "file:///etc/passwd",
            "/port" => "http://exemple.fr:22/",
            "/round" => "/round",
            _ => return b"HTTP/1.1 302 Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".to_vec(),
        };
        format!("HTTP/1.1 302 Found\r\nLocation: {to}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
            .into_bytes()
    });
    let outward = lax(address);
    let ask = |path: &str| {
        outward.ask(&Question::get(&format!("http://{address}{path}"), SOON, 100), &mut io::sink())
    };
    assert_eq!(ask("/a").unwrap().address.path(), "/b");
    assert!(matches!(ask("/meta"), Err(OutwardError::Inside(host)) if host == "169.254.169.254"));
    assert!(matches!(ask("/name"), Err(OutwardError::Inside(_))));
    assert!(matches!(ask("/file"), Err(OutwardError::Address)));
    assert!(matches!(ask("/port"), Err(OutwardError::Port(22))));
    assert!(matches!(ask("/nowhere"), Err(OutwardError::BadRedirect)));
    asked.lock().unwrap().clear();
    assert!(matches!(ask("/round"), Err(OutwardError::TooManyRedirects)));
    assert_eq!(asked.lock().unwrap().len(), MOST_REDIRECTS + 1);
}

#[test]
fn what_is_too_large_too_slow_or_cut_off_is_said() {
    let (address, _) = server(|head| match head.split(' ').nth(1).unwrap() {
        "/large" => ok(&"a".repeat(200)),
        "/cut" => b"HTTP/1.1 200 OK\r\nContent-Length: 50\r\nConnection: close\r\n\r\nonly".to_vec(),
        "/drip" => b"HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nonly".to_vec(),
        "/noise" => b"\0\0\0\0 this is no HTTP\r\n\r\n".to_vec(),
        _ => {
            thread::sleep(Duration::from_secs(2));
            ok("late")
        }
    });
    let outward = lax(address);
    let ask = |path: &str, within| {
        outward.ask(&Question::get(&format!("http://{address}{path}"), within, 100), &mut io::sink())
    };
    assert!(matches!(ask("/large", SOON), Err(OutwardError::TooLarge(100))));
    assert!(matches!(ask("/cut", SOON), Err(OutwardError::Unreachable(_))));
    assert!(matches!(ask("/noise", SOON), Err(OutwardError::Unreachable(_))));
    let quick = Duration::from_millis(200);
    assert!(matches!(ask("/drip", quick), Err(OutwardError::TimedOut(within)) if within == quick));
    assert!(matches!(ask("/slow", quick), Err(OutwardError::TimedOut(within)) if within == quick));
}

#[test]
fn what_others_publish_is_not_our_own() {
    let outward = strict();
    for ours in [
        "https://portail.example/flux/api-engagement.xml",
        "http://portail.example",
        "https://PORTAIL.example.:443/",
    ] {
        assert!(matches!(outward.check_elsewhere(ours), Err(OutwardError::Ourselves)), "{ours}");
        assert!(outward.check(ours).is_ok(), "{ours}");
    }
    for theirs in ["https://autre.portail.example/", "https://portail.example:8443/", "https://exemple.fr/"] {
        assert!(outward.check_elsewhere(theirs).is_ok(), "{theirs}");
    }
    let (address, _) = server(|_| {
        b"HTTP/1.1 302 Found\r\nLocation: https://portail.example/flux\r\nContent-Length: 0\r\n\r\n".to_vec()
    });
    let (place, outward) = (format!("http://{address}/"), lax(address));
    let question = Question { elsewhere: true, ..Question::get(&place, SOON, 10) };
    assert!(matches!(outward.ask(&question, &mut io::sink()), Err(OutwardError::Ourselves)));
}
