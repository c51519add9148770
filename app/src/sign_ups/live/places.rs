//! The places left, asked for every ten seconds while somebody looks at the page.

use super::dom;
use crate::{browser, domain::Lang, sign_ups::places_left};
use js_sys::Array;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Element, HtmlFormElement, VisibilityState};

/// Between two questions, in milliseconds.
const EVERY: i32 = 10_000;

/// Keeps the figures in the form fresh from now on.
pub(super) fn start(form: HtmlFormElement, lang: Lang) {
    let Some(need) = form.get_attribute("data-need") else { return };
    let address: Rc<str> = ["/missions/", &need, "/places"].concat().into();
    ask_later(form, lang, address);
}

fn ask_later(form: HtmlFormElement, lang: Lang, address: Rc<str>) {
    browser::after(EVERY, move || {
        if browser::document().is_some_and(|page| page.visibility_state() == VisibilityState::Visible) {
            spawn_local(ask(form.clone(), lang, address.clone()));
        }
        ask_later(form, lang, address);
    });
}

async fn ask(form: HtmlFormElement, lang: Lang, address: Rc<str>) {
    let answer = browser::json(&address).await;
    if let Ok(Ok(slots)) = answer.map(|answer| browser::get(&answer, "slots").dyn_into::<Array>()) {
        show(&form, lang, &slots);
    }
}

/// Writes `[[slot, left, capacity], …]` where the slots are.
fn show(form: &HtmlFormElement, lang: Lang, slots: &Array) {
    let mut all_full = true;
    for slot in slots.iter() {
        let figures = Array::from(&slot);
        #[allow(clippy::cast_possible_truncation, reason = "counts and ids, far below 2^53")]
        let figure = |index| figures.get(index).as_f64().unwrap_or_default() as i64;
        let (id, left, capacity) = (figure(0), figure(1), figure(2));
        let Some(place) = dom::find::<Element>(form, &["[data-slot='", &id.to_string(), "']"]) else {
            continue;
        };
        all_full &= left <= 0;
        let words = places_left(lang, left, capacity);
        if place.text_content().is_none_or(|said| said != words) {
            place.set_text_content(Some(&words));
            if let Ok(Some(row)) = place.closest(".slot") {
                let _ = row.class_list().toggle_with_force("full", left <= 0);
            }
        }
    }
    let _ = form.class_list().toggle_with_force("all-full", all_full);
}
