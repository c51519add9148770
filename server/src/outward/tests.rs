use super::*;
use std::{
    io::{BufRead, BufReader},
    net::{SocketAddr, TcpListener},
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    thread,
};
use ureq::{
    config::Config,
    http::Uri,
    unversioned::{
        resolver::{ResolvedSocketAddrs, Resolver},
        transport::NextTimeout,
    },
};

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
fn what_lies_near_is_refused_however_it_is_written() {
    let outward = strict();
    for host in [
        "127.0.0.1",
        "127.255.255.254",
        "127.1",
        "2130706433",
        "0x7f000001",
        "0177.0.0.1",
        "0",
        "0.0.0.0",
        "0.1.2.3",
        "10.0.0.1",
        "10.255.255.255",
        "100.64.0.1",
        "100.127.255.255",
        "169.254.169.254",
        "172.16.0.1",
        "172.31.255.255",
        "192.0.0.170",
        "192.0.2.1",
        "192.88.99.1",
        "192.168.1.1",
        "198.18.0.1",
        "198.19.255.255",
        "198.51.100.7",
        "203.0.113.9",
        "224.0.0.1",
        "239.255.255.255",
        "240.0.0.1",
        "255.255.255.255",
        "[::]",
        "[::1]",
        "[::127.0.0.1]",
        "[::ffff:127.0.0.1]",
        "[::ffff:8.8.8.8]",
        "[64:ff9b::8.8.8.8]",
        "[64:ff9b:1::1]",
        "[100::1]",
        "[2001::1]",
        "[2001:10::1]",
        "[2001:db8::1]",
        "[2002:7f00:1::1]",
        "[3fff::1]",
        "[fc00::1]",
        "[fd12:3456::1]",
        "[fe80::1]",
        "[fec0::1]",
        "[ff02::1]",
        "localhost",
        "LOCALHOST",
        "localhost.",
        "app.localhost",
        "printer.local",
        "metadata.google.internal",
        "db.internal.",
        "box.lan",
        "nas.home.arpa",
        "intranet",
        "db",
        "１２７.0.0.1",
        "①②⑦.0.0.1",
    ] {
        for address in [format!("http://{host}/flux.xml"), format!("https://{host}:8443/")] {
            let found = outward.check(&address);
            assert!(matches!(found, Err(OutwardError::Inside(_))), "{address}: {found:?}");
        }
    }
}

#[test]
fn what_lies_outside_may_be_asked() {
    let outward = strict();
    for address in [
        "https://exemple.fr",
        "http://exemple.fr/flux.xml?a=b#c",
        "https://www.exemple.fr:8443/",
        "https://association-café.fr/flux",
        "https://localhost.exemple.fr/",
        "https://notlocal.fr/",
        "http://8.8.8.8/",
        "http://100.63.255.255/",
        "http://100.128.0.1/",
        "http://172.15.0.1/",
        "http://172.32.0.1/",
        "http://169.253.0.1/",
        "http://192.167.0.1/",
        "http://198.20.0.1/",
        "http://223.255.255.1/",
        "http://[2001:4860:4860::8888]/",
        "http://[2a01:e0a::1]/",
        "http://[2001:200::1]/",
    ] {
        assert!(outward.check(address).is_ok(), "{address}");
    }
}

#[test]
fn what_is_no_address_or_no_web_servers_is_said() {
    let outward = strict();
    for address in [
        "",
        "flux.xml",
        "//exemple.fr",
        "ftp://exemple.fr/",
        "file:///etc/passwd",
        "gopher://exemple.fr/",
        "javascript:alert(1)",
        "http://",
        "http://exemple.fr:99999/",
        "https://moi:secret@exemple.fr/",
        "https://moi@exemple.fr/",
        "http://exa mple.fr/",
    ] {
        let found = outward.check(address);
        assert!(matches!(found, Err(OutwardError::Address)), "{address}: {found:?}");
    }
    assert!(matches!(
        outward.check(&format!("https://exemple.fr/{}", "a".repeat(2_000))),
        Err(OutwardError::Address)
    ));
    for port in [22, 25, 3306, 5432, 6379, 9200, 11211, 27017] {
        let found = outward.check(&format!("http://exemple.fr:{port}/"));
        assert!(matches!(found, Err(OutwardError::Port(found)) if found == port), "{port}");
    }
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

/// A resolver that finds nothing, with the system's words for why.
#[derive(Debug)]
struct Failing(&'static str);

impl Resolver for Failing {
    fn resolve(&self, _: &Uri, _: &Config, _: NextTimeout) -> Result<ResolvedSocketAddrs, ureq::Error> {
        let words = format!("failed to lookup address information: {}", self.0);
        Err(ureq::Error::Io(io::Error::other(words)))
    }
}

#[test]
fn a_name_that_does_not_exist_is_told_from_names_that_nobody_answers_for() {
    let ask = |words| {
        let outward = through(Guard::around(Failing(words), Allowed::default()), Allowed::default());
        outward.ask(&Question::get("https://exemple.fr/", SOON, 1), &mut io::sink())
    };
    for gone in ["Name or service not known", "No address associated with hostname", "Name does not resolve"]
    {
        assert!(matches!(ask(gone), Err(OutwardError::NoSuchHost(_))), "{gone}");
    }
    for passing in [
        "Temporary failure in name resolution",
        "Try again",
        "Non-recoverable failure in name resolution",
        "Too many open files (os error 24)",
    ] {
        assert!(matches!(ask(passing), Err(OutwardError::Unreachable(_))), "{passing}");
    }
    // And these are the words of the system that this runs on, whether it is connected or not.
    let real = strict().ask(&Question::get("https://nothing.exemple.invalid/", SOON, 1), &mut io::sink());
    assert!(matches!(real, Err(OutwardError::NoSuchHost(_) | OutwardError::Unreachable(_))), "{real:?}");
}

/// Says something else each time it is asked, as a name does that first stands for a harmless address.
#[derive(Debug)]
struct Changing(Vec<SocketAddr>, AtomicUsize);

impl Resolver for Changing {
    fn resolve(&self, _: &Uri, _: &Config, _: NextTimeout) -> Result<ResolvedSocketAddrs, ureq::Error> {
        let mut found = self.empty();
        found.push(self.0[self.1.fetch_add(1, Ordering::SeqCst).min(self.0.len() - 1)]);
        Ok(found)
    }
}

fn by_names(said: &[SocketAddr], allowed: Allowed) -> Outward {
    let changing = Changing(said.to_vec(), AtomicUsize::new(0));
    through(Guard::around(changing, allowed.clone()), allowed)
}

fn through(guard: Guard<impl Resolver>, allowed: Allowed) -> Outward {
    let config = Agent::config_builder().max_redirects(0).http_status_as_error(false).proxy(None).build();
    Outward { agent: Agent::with_parts(config, DefaultConnector::default(), guard), allowed }
}

#[test]
fn a_name_that_stands_for_something_near_is_refused_and_never_asked_twice() {
    let (address, asked) = server(|_| ok("secret"));
    let outward = by_names(&[address], Allowed::default());
    let question = Question::get("http://innocent.exemple.fr/", SOON, 100);
    assert!(matches!(outward.ask(&question, &mut io::sink()), Err(OutwardError::Inside(_))));
    assert!(asked.lock().unwrap().is_empty(), "nobody connected");

    // What was judged is what is connected to: the second answer of the name is never looked at.
    let (other, never) = server(|_| ok("secret"));
    let outward = by_names(&[address, other], Allowed::parse(&address.to_string()).unwrap());
    outward.ask(&question, &mut io::sink()).unwrap();
    assert_eq!((asked.lock().unwrap().len(), never.lock().unwrap().len()), (1, 0));
    assert!(matches!(outward.ask(&question, &mut io::sink()), Err(OutwardError::Inside(_))));
}

#[test]
fn the_setting_for_tests_names_addresses() {
    let allowed = Allowed::parse("127.0.0.1:8080, ::1").unwrap();
    assert!(allowed.may_connect("127.0.0.1:8080".parse().unwrap()));
    assert!(!allowed.may_connect("127.0.0.1:8081".parse().unwrap()));
    assert!(allowed.may_connect("[::1]:99".parse().unwrap()));
    assert_eq!(Allowed::parse(""), Some(Allowed::default()));
    assert_eq!(Allowed::parse("partout"), None);
}
