//! What every island asks of the browser: in one place, so that WebAssembly holds it once.

use crate::domain::Lang;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Document, Element, Event, EventTarget, Response, Window};

/// The window, where there is one.
pub(crate) fn window() -> Option<Window> {
    web_sys::window()
}

/// The page.
pub(crate) fn document() -> Option<Document> {
    window()?.document()
}

/// The language of the page.
pub(crate) fn language() -> Lang {
    let code = document().and_then(|document| document.document_element()?.get_attribute("lang"));
    Lang::from_code(&code.unwrap_or_default())
}

/// Calls `action` at every such event, for as long as the page lives.
pub(crate) fn on(target: &EventTarget, kind: &str, action: impl Fn(&Event) + 'static) {
    let action: Box<dyn Fn(&Event)> = Box::new(action);
    listen(target, kind, action);
}

fn listen(target: &EventTarget, kind: &str, action: Box<dyn Fn(&Event)>) {
    let listener = Closure::<dyn Fn(Event)>::new(move |event: Event| action(&event));
    let _ = target.add_event_listener_with_callback(kind, listener.as_ref().unchecked_ref());
    listener.forget();
}

/// A function for JavaScript that is called once.
pub(crate) fn once(action: impl FnOnce(JsValue) + 'static) -> js_sys::Function {
    let action: Box<dyn FnOnce(JsValue)> = Box::new(action);
    Closure::once_into_js(action).unchecked_into()
}

/// Calls `action` in so many milliseconds; gives the handle for [`cancel`].
pub(crate) fn after(milliseconds: i32, action: impl FnOnce() + 'static) -> i32 {
    let action = once(move |_| action());
    let timer = window()
        .map(|window| window.set_timeout_with_callback_and_timeout_and_arguments_0(&action, milliseconds));
    timer.and_then(Result::ok).unwrap_or_default()
}

/// Stops what [`after`] is waiting for.
pub(crate) fn cancel(timer: i32) {
    if let Some(window) = window() {
        window.clear_timeout_with_handle(timer);
    }
}

/// The element that an event happened in.
pub(crate) fn target(event: &Event) -> Option<Element> {
    event.target()?.dyn_into().ok()
}

/// The JSON that an address answers with.
///
/// # Errors
/// Whatever went wrong, which is never worth a word: what is fetched is an extra.
pub(crate) async fn json(address: &str) -> Result<JsValue, JsValue> {
    let window = window().ok_or(JsValue::NULL)?;
    let response: Response = JsFuture::from(window.fetch_with_str(address)).await?.unchecked_into();
    if response.ok() { JsFuture::from(response.json()?).await } else { Err(JsValue::NULL) }
}

/// A property; `undefined` where there is none.
pub(crate) fn get(object: &JsValue, key: &str) -> JsValue {
    js_sys::Reflect::get(object, &key.into()).unwrap_or(JsValue::UNDEFINED)
}
