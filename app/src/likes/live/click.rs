//! One click: the heart fills at once, and is as the server says a moment later. What the server refuses, and why, is
//! said to whoever clicked; it is asked once.

use crate::browser;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Element, Event, FormData, HtmlFormElement, RequestInit, Response, UrlSearchParams};

/// Marks a heart whose click is under way.
const BUSY: &str = "aria-busy";

/// Listens from now on, to hearts that come later too.
pub(super) fn start() {
    let form = browser::document().and_then(|page| page.get_element_by_id("aimer"));
    let Some(form) = form.and_then(|form| form.dyn_into::<HtmlFormElement>().ok()) else { return };
    let own = form.clone();
    browser::on(&form, "submit", move |event| sent(&own, event));
    // What went wrong has been read when people go on, or wish it away.
    let Some(page) = browser::document() else { return };
    let (clicked, typed) = (form.clone(), form);
    browser::on(&page, "click", move |_| hush(&clicked));
    browser::on(&page, "keydown", move |event| {
        if browser::get(event, "key").as_string().as_deref() == Some("Escape") {
            hush(&typed);
        }
    });
}

/// Takes what went wrong out of sight.
fn hush(form: &HtmlFormElement) {
    if let Ok(Some(status)) = form.query_selector(".like-status:not(.heard)") {
        let _ = status.class_list().add_1("heard");
        status.set_text_content(None);
    }
}

fn sent(form: &HtmlFormElement, event: &Event) {
    let Ok(heart) = browser::get(event, "submitter").dyn_into::<Element>() else { return };
    if !heart.has_attribute(BUSY) {
        spawn_local(click(form.clone(), heart));
    }
    event.prevent_default();
}

async fn click(form: HtmlFormElement, heart: Element) {
    let wish = heart.get_attribute("value").unwrap_or_default();
    let _ = heart.set_attribute(BUSY, "true");
    press(&heart, wish == "1");
    let answer = answer(&form, &heart, &wish).await;
    let _ = heart.remove_attribute(BUSY);
    match answer {
        Ok(Ok(answer)) => {
            press(&heart, browser::get(&answer, "mine").is_truthy());
            if let Ok(Some(count)) = heart.query_selector(".like-count") {
                count.set_text_content(browser::get(&answer, "count").as_string().as_deref());
            }
            say(&form, browser::get(&answer, "words").as_string(), false);
        }
        Ok(Err(why)) => {
            press(&heart, wish != "1");
            say(&form, why.or_else(|| form.get_attribute("data-failed")), true);
        }
        Err(_) => {
            press(&heart, wish != "1");
            say(&form, form.get_attribute("data-offline"), true);
        }
    }
}

/// What the server answers, or why it refuses as far as it says so (RFC 9457).
async fn answer(
    form: &HtmlFormElement,
    heart: &Element,
    wish: &str,
) -> Result<Result<JsValue, Option<String>>, JsValue> {
    let data = FormData::new_with_form(form)?;
    let body = UrlSearchParams::new_with_str_sequence_sequence(&data)?;
    body.append("like", wish);
    body.append("vif", "1");
    let init = RequestInit::new();
    init.set_method("POST");
    init.set_body(&body);
    let address = heart.get_attribute("formaction").unwrap_or_default();
    let window = browser::window().ok_or(JsValue::NULL)?;
    let response = JsFuture::from(window.fetch_with_str_and_init(&address, &init)).await?;
    let response: Response = response.unchecked_into();
    let told = JsFuture::from(response.json()?).await;
    if response.ok() {
        return told.map(Ok);
    }
    Ok(Err(told.ok().and_then(|problem| browser::get(&problem, "detail").as_string())))
}

fn press(heart: &Element, pressed: bool) {
    let _ = heart.set_attribute("aria-pressed", if pressed { "true" } else { "false" });
    let _ = heart.set_attribute("value", if pressed { "0" } else { "1" });
}

/// Tells those who listen, and everybody what went wrong.
fn say(form: &HtmlFormElement, words: Option<String>, wrong: bool) {
    if let Ok(Some(status)) = form.query_selector(".like-status") {
        status.set_text_content(words.as_deref());
        let _ = status.class_list().toggle_with_force("heard", !wrong);
    }
}
