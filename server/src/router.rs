//! What stands around every address, from the outside in; the addresses are in [`mod@addresses`].

mod addresses;
mod site;

use crate::{
    api,
    http::{access::Access, errors, origin, paths, security, session, trace},
    state::SharedApp,
};
use axum::{
    Router,
    extract::DefaultBodyLimit,
    middleware::{from_fn, from_fn_with_state},
};
use tower_http::{catch_panic::CatchPanicLayer, compression::CompressionLayer};

/// The largest body that anybody may send, in bytes.
const BODY_LIMIT: usize = 64 * 1024;

/// The whole site.
pub fn router(app: SharedApp) -> Router {
    addresses::site()
        .router
        .layer(CompressionLayer::new().br(true).gzip(true).quality(tower_http::CompressionLevel::Fastest))
        .layer(session::layer(&app.db, &app.clock, &app.settings))
        .layer(from_fn_with_state(app.clone(), origin::same_origin))
        .layer(DefaultBodyLimit::max(BODY_LIMIT))
        .layer(from_fn(paths::readable))
        .layer(CatchPanicLayer::new())
        .layer(from_fn_with_state(app.clone(), errors::error_pages))
        .layer(from_fn_with_state(app.clone(), api::around::around))
        .layer(from_fn_with_state(security::Policy::of(&app.settings), security::headers))
        .layer(from_fn(trace::log))
        .with_state(app)
}

/// Every address with who may call it, for the tests that try them all.
#[must_use]
pub fn addresses() -> Vec<(Access, String)> {
    addresses::site().addresses
}
