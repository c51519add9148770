//! Signing in with an account elsewhere: a real OpenID Connect provider, in a process of its own
//! (`end2end/support/oidc-server.mjs`), and a stand-in for Facebook.

use crate::{
    desk::Browser,
    harness::{Answer, Portal, both},
};
use axum::http::StatusCode;
use std::{
    collections::{BTreeMap, HashMap},
    path::Path,
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

const BACK: &str = "https://portail.example/connexion/retour/asso";
const NADIA: &str = "nadia|nadia@mains.example|verified";

/// Ends with its standard input, so with this.
struct Elsewhere {
    port: u16,
    time: i64,
    process: Child,
    _folder: tempfile::TempDir,
}

impl Elsewhere {
    fn start() -> Self {
        let end2end = Path::new(env!("CARGO_MANIFEST_DIR")).join("../end2end");
        assert!(end2end.join("node_modules/oidc-provider").exists(), "its packages are missing: make setup");
        let folder = tempfile::tempdir().unwrap();
        let port_file = folder.path().join("port");
        let process = Command::new("node")
            .arg(end2end.join("support/oidc-server.mjs"))
            .arg(&port_file)
            .arg(BACK)
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let since = Instant::now();
        let told = loop {
            if let Ok(told) = std::fs::read_to_string(&port_file) {
                break told;
            }
            assert!(since.elapsed() < Duration::from_secs(60), "the provider doesn't start");
            std::thread::sleep(Duration::from_millis(20));
        };
        let (port, time) = told.split_once(' ').unwrap();
        Self { port: port.parse().unwrap(), time: time.parse().unwrap(), process, _folder: folder }
    }

    fn issuer(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }
}

impl Drop for Elsewhere {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// The same portal with these providers, its clock like theirs.
pub async fn with(mut portal: Portal, pairs: &[(&str, &str)], time: i64) -> Portal {
    let values: HashMap<String, String> =
        pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    let mut settings = portal.app.settings.clone();
    settings.index_dir.push_str("-again");
    settings.providers = server::sign_in::provider::read(&values).unwrap();
    portal.clock.advance(time - portal.clock.now());
    let app = server::serve::start(settings, portal.clock.clone()).await.unwrap();
    portal.app = app;
    portal
}

async fn with_elsewhere(portal: Portal) -> (Portal, Elsewhere) {
    let elsewhere = Elsewhere::start();
    let issuer = elsewhere.issuer();
    let pairs = [
        ("OIDC_PROVIDERS", "asso"),
        ("OIDC_ASSO_CLIENT_ID", "portail"),
        ("OIDC_ASSO_CLIENT_SECRET", "secret-of-the-tests"),
        ("OIDC_ASSO_ISSUER", issuer.as_str()),
        ("OIDC_ASSO_NAME", "Mon Asso"),
    ];
    let time = elsewhere.time;
    (with(portal, &pairs, time).await, elsewhere)
}

/// Presses the button; where that sends the browser.
async fn sent_there(browser: &mut Browser<'_>, next: &str) -> String {
    let answer = browser.post("/connexion/avec/asso", &[("suite", next)]).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    answer.header("location").to_owned()
}

/// A browser at the provider, let in there as `who`; the address on our side that it is sent back to.
async fn follow(address: String, who: &str) -> String {
    let hint = percent_encoding::utf8_percent_encode(who, percent_encoding::NON_ALPHANUMERIC);
    let mut address = format!("{address}&login_hint={hint}");
    tokio::task::spawn_blocking(move || {
        let origin: String = address.splitn(4, '/').take(3).collect::<Vec<_>>().join("/");
        let config = ureq::Agent::config_builder().max_redirects(0).http_status_as_error(false);
        let agent: ureq::Agent = config.build().into();
        let mut cookies = BTreeMap::new();
        for _ in 0..12 {
            let jar: Vec<String> = cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
            let answer = agent.get(&address).header("cookie", jar.join("; ")).call().unwrap();
            for cookie in answer.headers().get_all("set-cookie") {
                let (name, value) =
                    cookie.to_str().unwrap().split(';').next().unwrap().split_once('=').unwrap();
                cookies.insert(name.to_owned(), value.to_owned());
            }
            let Some(there) = answer.headers().get("location") else {
                panic!("{} stays with {}", address, answer.status());
            };
            let there = there.to_str().unwrap();
            if let Some(ours) = there.strip_prefix("https://portail.example") {
                return ours.to_owned();
            }
            address = if there.starts_with('/') { format!("{origin}{there}") } else { there.to_owned() };
        }
        panic!("round and round");
    })
    .await
    .unwrap()
}

/// Signs in elsewhere as `who` and comes back.
async fn through(browser: &mut Browser<'_>, who: &str) -> Answer {
    let there = sent_there(browser, "").await;
    let back = follow(there, who).await;
    browser.get(&back).await
}

/// `name`'s value in an address, replaced.
fn tampered(address: &str, name: &str, value: &str) -> String {
    let (before, rest) = address.split_once(&format!("{name}=")).unwrap();
    let after = rest.find('&').map_or("", |end| &rest[end..]);
    format!("{before}{name}={value}{after}")
}

#[track_caller]
fn refused(answer: &Answer, browser: &Browser<'_>, before: &str) {
    assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{}", answer.body);
    answer.says("Mon Asso ne nous a pas dit qui vous êtes").says("/connexion");
    assert_eq!(browser.cookie, before, "nobody is in");
}

both! {
    async fn an_account_elsewhere_lets_in(portal: Portal) {
        let (portal, elsewhere) = with_elsewhere(portal).await;
        let page = portal.get("/connexion?suite=/en/espace").await;
        page.says("Continuer avec Mon Asso").says("action=\"/connexion/avec/asso\"");
        let policy = page.header("content-security-policy").to_owned();
        assert!(policy.ends_with(&format!("form-action 'self' {}", elsewhere.issuer())), "{policy}");

        let mut browser = portal.browser();
        let there = sent_there(&mut browser, "/en/espace").await;
        for part in ["code_challenge_method=S256", "nonce=", "state=", "response_type=code"] {
            assert!(there.contains(part), "{part} in {there}");
        }
        let planted = browser.cookie.clone();
        let back = follow(there, NADIA).await;
        let entered = browser.get(&back).await;
        assert_eq!(entered.header("location"), "/en/espace", "{}", entered.body);
        assert_ne!(browser.cookie, planted, "a new id at sign-in");
        browser.get("/espace").await.says("nadia@mains.example");

        let mut other = portal.browser();
        let again = other.get(&back).await;
        refused(&again, &other, "");
        let again = browser.get(&back).await;
        assert_eq!(again.status, StatusCode::BAD_REQUEST, "a code serves once");
    }

    async fn what_the_browser_likes_goes_with_them(portal: Portal) {
        let (portal, _elsewhere) = with_elsewhere(portal).await;
        let need = crate::sow::Seed::new("Servir la soupe").sow(&portal).await;
        let mut browser = portal.browser();
        browser.post(&format!("/missions/{need}/aimer"), &[("like", "1")]).await;
        let likes = std::mem::take(&mut browser.cookie);
        let back = follow(sent_there(&mut browser, "").await, NADIA).await;
        browser.cookie = format!("{}; {likes}", browser.cookie);
        let entered = browser.get(&back).await;
        let set: Vec<&str> =
            entered.headers.get_all("set-cookie").iter().map(|set| set.to_str().unwrap()).collect();
        assert!(set.iter().any(|set| set.starts_with("favoris=; Path=/; Max-Age=0")), "{set:?}");
        browser.cookie = set.iter().find(|set| set.starts_with("session=")).unwrap().to_string();
        browser.get("/mes-favoris").await.says("Servir la soupe").says("nadia@mains.example");
        assert_eq!(portal.count("likers").await, 1);
    }

    async fn wrong_state_nonce_pkce_and_code_are_refused(portal: Portal) {
        let (portal, _elsewhere) = with_elsewhere(portal).await;
        let other = "A".repeat(43);

        let mut browser = portal.browser();
        let there = sent_there(&mut browser, "").await;
        let back = follow(there, NADIA).await;
        let before = browser.cookie.clone();
        refused(&browser.get(&tampered(&back, "state", &other)).await, &browser, &before);
        refused(&browser.get(&back).await, &browser, &before);

        for name in ["nonce", "code_challenge"] {
            let mut browser = portal.browser();
            let there = tampered(&sent_there(&mut browser, "").await, name, &other);
            let before = browser.cookie.clone();
            let back = follow(there, NADIA).await;
            refused(&browser.get(&back).await, &browser, &before);
        }

        let mut browser = portal.browser();
        let there = sent_there(&mut browser, "").await;
        let before = browser.cookie.clone();
        let back = follow(there, NADIA).await;
        refused(&browser.get(&tampered(&back, "code", &other)).await, &browser, &before);

        // A code that was spent on one question is no answer to another.
        let mut browser = portal.browser();
        let first = follow(sent_there(&mut browser, "").await, NADIA).await;
        browser.get(&first).await;
        let (_, spent) = first.split_once("code=").unwrap();
        let spent = spent.split('&').next().unwrap();
        let mut browser = portal.browser();
        let second = follow(sent_there(&mut browser, "").await, NADIA).await;
        let before = browser.cookie.clone();
        refused(&browser.get(&tampered(&second, "code", spent)).await, &browser, &before);

        let mut browser = portal.browser();
        let there = sent_there(&mut browser, "").await;
        let before = browser.cookie.clone();
        let back = follow(there, NADIA).await;
        portal.clock.advance(15 * 60);
        refused(&browser.get(&back).await, &browser, &before);
        refused(&browser.get("/connexion/retour/asso?error=access_denied").await, &browser, &before);
        assert_eq!(browser.get("/connexion/retour/autre?code=x").await.status, StatusCode::NOT_FOUND);
        assert_eq!(browser.post("/connexion/avec/autre", &[]).await.status, StatusCode::NOT_FOUND);
    }

    async fn only_a_verified_address_joins_an_account_and_the_identity_comes_first(portal: Portal) {
        let (portal, _elsewhere) = with_elsewhere(portal).await;
        let mut nadia = portal.signed_in("nadia@mains.example").await;
        nadia.post("/espace/compte", &[("name", "Nadia B."), ("lang", "fr")]).await;

        for who in ["nadia|nadia@mains.example|unverified", "nadia||"] {
            let mut browser = portal.browser();
            let answer = through(&mut browser, who).await;
            assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{who}");
            answer.says("pas d’adresse e-mail vérifiée");
        }
        assert_eq!(portal.count("identities").await, 0);

        let mut browser = portal.browser();
        assert_eq!(through(&mut browser, NADIA).await.header("location"), "/espace");
        browser.get("/espace/compte").await.says("Nadia B.");
        assert_eq!(portal.count("coordinators").await, 1, "the account that was there");

        // Another address, or none, at the provider: still the same person here.
        for who in ["nadia|autre@mains.example|verified", "nadia||"] {
            let mut browser = portal.browser();
            assert_eq!(through(&mut browser, who).await.header("location"), "/espace", "{who}");
            browser.get("/espace/compte").await.says("Nadia B.");
        }
        assert_eq!((portal.count("coordinators").await, portal.count("identities").await), (1, 1));
    }

    async fn a_provider_that_is_gone_is_said_so(portal: Portal) {
        let (portal, elsewhere) = with_elsewhere(portal).await;
        drop(elsewhere);
        let answer = portal.browser().post("/connexion/avec/asso", &[]).await;
        assert_eq!(answer.status, StatusCode::BAD_GATEWAY);
        answer.says("recevez un lien par e-mail");
        for _ in 1..30 {
            portal.browser().post("/connexion/avec/asso", &[]).await;
        }
        let answer = portal.browser().post("/connexion/avec/asso", &[]).await;
        assert_eq!(answer.status, StatusCode::TOO_MANY_REQUESTS);
    }
}
