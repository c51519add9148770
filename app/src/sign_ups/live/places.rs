//! The places left, asked for every ten seconds while somebody looks at the page.

use super::{check::fetch, dom};
use crate::{domain::Lang, sign_ups::places_left};
use js_sys::Array;
use leptos::{
    leptos_dom::helpers::set_interval,
    prelude::document,
    wasm_bindgen::JsCast,
    web_sys::{Element, HtmlFormElement, VisibilityState},
};
use std::time::Duration;

const EVERY: Duration = Duration::from_secs(10);

/// Keeps the figures in the form fresh from now on.
pub(super) fn start(form: HtmlFormElement, lang: Lang) {
    let Some(need) = form.get_attribute("data-need") else { return };
    let path = format!("/missions/{need}/places");
    let ask = move || {
        if document().visibility_state() != VisibilityState::Visible {
            return;
        }
        let (form, path) = (form.clone(), path.clone());
        leptos::task::spawn_local(async move {
            let slots = fetch(&[&path], "slots").await;
            if let Some(slots) = slots.and_then(|slots| slots.dyn_into::<Array>().ok()) {
                show(&form, lang, &slots);
            }
        });
    };
    set_interval(ask, EVERY);
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
