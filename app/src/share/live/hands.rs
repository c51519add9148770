//! What the island does in the browser.

use crate::browser;
use js_sys::{Array, Function, Object, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Document, Element, HtmlElement};

/// Starts to listen: one listener for the whole page.
pub(super) fn start() -> Option<()> {
    let document = browser::document()?;
    let panel = document.query_selector(".share").ok()?;
    let (sheet, clipboard) = (has("share"), has("clipboard"));
    for button in crate::live::all(&document, "[data-share],[data-copy]").ok()? {
        // What this browser can't do stays unseen.
        if if button.has_attribute("data-copy") { clipboard } else { sheet } {
            let _ = button.set_attribute("data-awake", "");
        }
    }
    browser::on(&document.clone(), "click", move |event| {
        let Some(at) = browser::target(event) else { return };
        if let Ok(Some(button)) = at.closest("[data-copy]") {
            copy(&document, panel.as_ref(), &button);
        } else if let (Ok(Some(_)), Some(panel), true) =
            (at.closest("[data-share],.share-jump"), &panel, sheet)
        {
            event.prevent_default();
            share(panel);
        } else if let (Ok(Some(link)), Some(panel)) = (at.closest("a[data-channel]"), &panel) {
            tell(panel, &link.get_attribute("data-channel").unwrap_or_default());
        }
    });
    Some(())
}

fn navigator() -> Option<JsValue> {
    Some(browser::window()?.navigator().into())
}

fn has(name: &str) -> bool {
    navigator().is_some_and(|navigator| !browser::get(&navigator, name).is_undefined())
}

/// Calls a method that may not be there.
fn call(object: &JsValue, name: &str, arguments: &[&JsValue]) -> Option<JsValue> {
    let method: Function = browser::get(object, name).dyn_into().ok()?;
    let list = Array::new();
    for argument in arguments {
        list.push(argument);
    }
    Reflect::apply(&method, object, &list).ok()
}

fn share(panel: &Element) {
    let data = Object::new();
    for name in ["title", "text", "url"] {
        let value = panel.get_attribute(&["data-", name].concat()).unwrap_or_default();
        let _ = Reflect::set(&data, &name.into(), &value.into());
    }
    let panel = panel.clone();
    spawn_local(async move {
        // Whoever closes the sheet without sharing didn't share.
        if let Some(promise) = navigator().and_then(|navigator| call(&navigator, "share", &[&data]))
            && JsFuture::from(promise.unchecked_into::<Promise>()).await.is_ok()
        {
            tell(&panel, "sheet");
        }
    });
}

/// Copies what stands in the field or the text that the button names, and says so.
fn copy(document: &Document, panel: Option<&Element>, button: &Element) {
    let id = button.get_attribute("data-copy").unwrap_or_default();
    let Some(field) = document.get_element_by_id(&id) else { return };
    let typed = browser::get(&field, "value");
    let text = if typed.is_undefined() { browser::get(&field, "textContent") } else { typed };
    let Some(clipboard) = navigator().map(|navigator| browser::get(&navigator, "clipboard")) else { return };
    let (panel, button) = (panel.cloned(), button.clone());
    let status = document.query_selector(".share-status").ok().flatten();
    spawn_local(async move {
        let copied = match call(&clipboard, "writeText", &[&text]) {
            Some(promise) => JsFuture::from(promise.unchecked_into::<Promise>()).await.is_ok(),
            None => false,
        };
        let said = button.get_attribute(if copied { "data-done" } else { "data-failed" });
        if let Some(status) = status {
            status.set_text_content(said.as_deref());
        }
        if copied {
            let _ = button.set_attribute("data-copied", "");
            if let Some(panel) = panel {
                tell(&panel, "link");
            }
        } else if let Ok(field) = field.dyn_into::<HtmlElement>() {
            let _ = field.focus();
            let _ = call(&field, "select", &[]);
        }
    });
}

/// Tells the server that it was shared; it may fail, and nobody waits.
fn tell(panel: &Element, channel: &str) {
    let address = panel.get_attribute("data-count").unwrap_or_default();
    let said = ["canal=", channel].concat();
    let _ =
        navigator().and_then(|navigator| call(&navigator, "sendBeacon", &[&address.into(), &said.into()]));
}
