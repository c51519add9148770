//! Every address on one screen, with who may call it.

use crate::{
    home,
    http::{
        access::Access::{self, Anyone},
        assets, errors, health, origin, security, trace,
    },
    needs, search_page,
    state::SharedApp,
};
use axum::{
    Router,
    extract::DefaultBodyLimit,
    middleware::{from_fn, from_fn_with_state},
    routing::{MethodRouter, get},
};
use tower_http::{catch_panic::CatchPanicLayer, compression::CompressionLayer};

/// The largest body that anybody may send, in bytes.
const BODY_LIMIT: usize = 64 * 1024;

/// The whole site.
pub fn router(app: SharedApp) -> Router {
    let mut site = Site::default();

    // People's pages, in both languages.
    site.pages(Anyone, "/", get(home::home));
    site.pages(Anyone, "/missions", get(search_page::page));
    site.pages(Anyone, "/missions/{need}", get(needs::page));
    site.route(Anyone, "/missions/{need}/aller", get(needs::leave));

    // Machines.
    site.route(Anyone, "/lieux", get(crate::places::handler::suggestions));
    site.route(Anyone, "/health", get(health::health));
    site.route(Anyone, "/favicon.svg", get(assets::favicon));
    site.route(Anyone, "/pkg/{hash}/{file}", get(assets::file));

    site.router
        .layer(CompressionLayer::new().br(true).gzip(true).quality(tower_http::CompressionLevel::Fastest))
        .layer(from_fn_with_state(app.clone(), origin::same_origin))
        .layer(DefaultBodyLimit::max(BODY_LIMIT))
        .layer(CatchPanicLayer::new())
        .layer(from_fn_with_state(app.clone(), errors::error_pages))
        .layer(from_fn(security::headers))
        .layer(from_fn(trace::log))
        .with_state(app)
}

/// The routes, each written with who may call it.
#[derive(Default)]
struct Site {
    router: Router<SharedApp>,
}

impl Site {
    /// One address as it stands.
    fn route(&mut self, access: Access, path: &str, methods: MethodRouter<SharedApp>) {
        let methods = match access {
            Access::Anyone => methods,
            // The handler's `LinkHolder` argument looks the link up; without one it is never run.
            Access::LinkHolder => {
                debug_assert!(path.contains("{token}"), "{path} has no link to hold");
                methods
            }
        };
        self.router = std::mem::take(&mut self.router).route(path, methods);
    }

    /// One page, at its French address and below `/en`.
    fn pages(&mut self, access: Access, path: &str, methods: MethodRouter<SharedApp>) {
        let english = if path == "/" { "/en".to_owned() } else { format!("/en{path}") };
        self.route(access, path, methods.clone());
        self.route(access, &english, methods);
    }
}
