//! What the search page has of its own among live pages.

use super::sheets;
use crate::{
    browser,
    live::{Live, Plan},
};
use web_sys::UrlSearchParams;

/// Starts watching; does nothing where the page has no search form.
pub(super) fn start() -> Option<()> {
    Live::start(Plan {
        form: "#search",
        around: ".search-page",
        words: "what",
        // In their order on the page, but for the place, which is an island.
        fields: "#what, .chips input, .chips select, #sort",
        region: "[data-swap=results]",
        found: "#found",
        sent: |page| drop(sheets::close(page, None)),
        anew: |form, address| place(form) != place(address),
        news: |_, _| None,
    })?;
    let document = browser::document()?;
    let page = document.query_selector(".search-page").ok()??;
    sheets::watch(&document, &page);
    Some(())
}

/// The place asked for. Its field keeps its own counsel; a fresh page sets it right.
fn place(query: &str) -> String {
    UrlSearchParams::new_with_str(query).ok().and_then(|all| all.get("lieu")).unwrap_or_default()
}
