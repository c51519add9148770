//! Opened filters close by themselves: on Escape, and on a click beside them.

use crate::browser;
use wasm_bindgen::JsCast;
use web_sys::{Document, Element, HtmlElement, KeyboardEvent, Node};

const OPEN: &str = ".chip-box[open]";

/// Starts to listen.
pub(super) fn watch(document: &Document, page: &Element) {
    let inside = page.clone();
    browser::on(document, "click", move |event| {
        close(&inside, browser::target(event).as_deref());
    });
    let inside = page.clone();
    browser::on(document, "keydown", move |event| {
        if event.dyn_ref::<KeyboardEvent>().is_some_and(|event| event.key() == "Escape")
            && let Some(summary) = close(&inside, None)
        {
            let _ = summary.focus();
        }
    });
}

/// Closes what is open unless `target` is inside it; gives back what had opened it. The dimmed rest of a
/// phone's screen belongs to the opened element itself and counts as beside it.
pub(super) fn close(page: &Element, target: Option<&Node>) -> Option<HtmlElement> {
    let open = page.query_selector(OPEN).ok()??;
    if target.is_some_and(|target| open.contains(Some(target)) && !open.is_same_node(Some(target))) {
        return None;
    }
    let _ = open.remove_attribute("open");
    open.query_selector("summary").ok()??.dyn_into().ok()
}
