//! Keys that lead through the rows. They are heard while the focus is inside the table and nowhere else, so that nobody
//! meets them who types or speaks to their browser.

use super::rows;
use crate::{browser, live::all};
use wasm_bindgen::JsCast;
use web_sys::{Document, Element, HtmlElement, KeyboardEvent};

/// Starts to listen.
pub(super) fn listen() -> Option<()> {
    let document = browser::document()?;
    let table = document.query_selector(".sign-up-table").ok()??;
    browser::on(&table, "keydown", move |event| {
        if let Some(key) = event.dyn_ref::<KeyboardEvent>()
            && !(key.ctrl_key() || key.alt_key() || key.meta_key())
            && pressed(&document, key).is_some()
        {
            event.prevent_default();
        }
    });
    Some(())
}

/// Does what the key is for; nothing where it is for nothing.
fn pressed(document: &Document, event: &KeyboardEvent) -> Option<()> {
    let at = browser::target(event)?;
    let row = at.closest("tbody tr").ok()??;
    let box_ = row.query_selector(".pick input").ok()?;
    let link: HtmlElement = row.query_selector("th a").ok()??.dyn_into().ok()?;
    match &*event.key() {
        "ArrowDown" | "j" => go(document, &at, &row, 1),
        "ArrowUp" | "k" => go(document, &at, &row, -1),
        "x" | " " => {
            // The box tells of it as if it had been clicked.
            box_?.unchecked_into::<HtmlElement>().click();
            rows::count_chosen()
        }
        "Enter" => {
            link.click();
            Some(())
        }
        "/" => focus(document, "#f-q"),
        "?" => {
            let help = document.query_selector(".table-keys").ok()??;
            let _ = help.toggle_attribute("open");
            Some(())
        }
        _ => None,
    }
}

/// To the same thing in the row after or before; past the last, one stays.
fn go(document: &Document, at: &Element, row: &Element, step: isize) -> Option<()> {
    let all = all(document, ".sign-up-table tbody tr").ok()?;
    let index = all.iter().position(|one| one == row)?;
    let next = all.get(index.checked_add_signed(step)?.min(all.len() - 1))?;
    let same = if at.matches(".pick input").ok()? { ".pick input" } else { "th a" };
    let next: HtmlElement = next.query_selector(same).ok()??.dyn_into().ok()?;
    next.focus().ok()
}

fn focus(document: &Document, selector: &str) -> Option<()> {
    let element: HtmlElement = document.query_selector(selector).ok()??.dyn_into().ok()?;
    element.focus().ok()
}
