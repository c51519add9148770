//! The button that copies a text of the page.

use leptos::prelude::*;

/// Wakes the buttons with `data-copies` (the id of what they copy): hidden until then, since without scripts they'd do
/// nothing.
#[island]
pub fn CopyLive() -> impl IntoView {
    #[cfg(feature = "hydrate")]
    wake::wake();
}

#[cfg(feature = "hydrate")]
mod wake {
    use crate::browser;
    use js_sys::{Function, Promise, Reflect};
    use wasm_bindgen::{JsCast, JsValue};
    use wasm_bindgen_futures::{JsFuture, spawn_local};
    use web_sys::Element;

    pub(super) fn wake() -> Option<()> {
        // Only pages that came safely (https, or from this very machine) may write there.
        clipboard().filter(JsValue::is_object)?;
        for button in crate::live::all(&browser::document()?.into(), "[data-copies]").ok()? {
            let _ = button.remove_attribute("hidden");
            let clicked = button.clone();
            browser::on(&button, "click", move |_| {
                copy(&clicked);
            });
        }
        Some(())
    }

    fn clipboard() -> Option<JsValue> {
        Some(browser::get(&browser::window()?.navigator(), "clipboard"))
    }

    fn copy(button: &Element) -> Option<()> {
        let text =
            browser::document()?.get_element_by_id(&button.get_attribute("data-copies")?)?.text_content()?;
        let clipboard = clipboard()?;
        let write: Function = Reflect::get(&clipboard, &"writeText".into()).ok()?.dyn_into().ok()?;
        let written: Promise = write.call1(&clipboard, &text.into()).ok()?.dyn_into().ok()?;
        let button = button.clone();
        spawn_local(async move {
            if JsFuture::from(written).await.is_ok() {
                let said = button.get_attribute("data-said").unwrap_or_default();
                button.set_text_content(Some(&said));
            }
        });
        Some(())
    }
}
