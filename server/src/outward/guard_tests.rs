//! Names that change their mind, and resolvers that fail.

use super::*;
use std::sync::atomic::{AtomicUsize, Ordering};
use ureq::{
    config::Config,
    http::Uri,
    unversioned::{
        resolver::{ResolvedSocketAddrs, Resolver},
        transport::NextTimeout,
    },
};

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
    // And what the system says that this runs on is one of those, whether it is connected or not.
    match strict().ask(&Question::get("https://nothing.exemple.invalid/", SOON, 1), &mut io::sink()) {
        Err(OutwardError::NoSuchHost(_)) => {}
        Err(OutwardError::Unreachable(words)) => {
            assert!(
                words.ends_with("Temporary failure in name resolution") || words.ends_with("Try again"),
                "{words}"
            );
        }
        other => panic!("{other:?}"),
    }
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
    Outward { agent: Agent::with_parts(config, DefaultConnector::default(), guard), allowed, ours: None }
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
