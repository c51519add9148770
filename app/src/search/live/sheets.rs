//! Opened filters close by themselves: on Escape, and on a click beside them.

use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{Document, Element, Event, HtmlElement, KeyboardEvent, Node};

const OPEN: &str = ".chip-box[open]";

/// Starts to listen.
pub(super) fn watch(document: &Document, page: &Element) {
    let inside = page.clone();
    let click = Closure::<dyn Fn(Event)>::new(move |event: Event| {
        let target = event.target().and_then(|target| target.dyn_into::<Node>().ok());
        close(&inside, target.as_ref());
    });
    let inside = page.clone();
    let key = Closure::<dyn Fn(KeyboardEvent)>::new(move |event: KeyboardEvent| {
        if event.key() == "Escape"
            && let Some(summary) = close(&inside, None)
        {
            let _ = summary.focus();
        }
    });
    let _ = document.add_event_listener_with_callback("click", click.as_ref().unchecked_ref());
    let _ = document.add_event_listener_with_callback("keydown", key.as_ref().unchecked_ref());
    click.forget();
    key.forget();
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
