//! How an address is written down: with who may call it.

use crate::{http::access::Access, state::SharedApp};
use axum::{Router, routing::MethodRouter};

/// The routes, each written with who may call it.
#[derive(Default)]
pub(super) struct Site {
    pub(super) router: Router<SharedApp>,
    pub(super) addresses: Vec<(Access, String)>,
}

impl Site {
    /// One address as it stands.
    pub(super) fn route(&mut self, access: Access, path: &str, methods: MethodRouter<SharedApp>) {
        // The handler's own argument (`LinkHolder`, `SignedIn`, `Member`…) keeps everybody else out; that each has
        // the one that is written here, the tests find out by trying every address as everybody.
        self.addresses.push((access, path.to_owned()));
        self.router = std::mem::take(&mut self.router).route(path, methods);
    }

    /// One page, at its French address and below `/en`.
    pub(super) fn pages(&mut self, access: Access, path: &str, methods: MethodRouter<SharedApp>) {
        let english = if path == "/" { "/en".to_owned() } else { format!("/en{path}") };
        self.route(access, path, methods.clone());
        self.route(access, &english, methods);
    }
}
