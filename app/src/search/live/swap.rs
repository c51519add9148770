//! From a fetched page into the one that is shown.

use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Document, DomParser, Element, HtmlInputElement, SupportedType};

/// The fields of the form in their order on the page, but for the place, which is an island.
const FIELDS: &str = "#what, .chips input, .chips select, #sort";

/// The page out of its source.
pub(super) fn parse(html: &str) -> Result<Document, JsValue> {
    DomParser::new()?.parse_from_string(html, SupportedType::TextHtml)
}

/// Puts what `fresh` says into every `data-swap` region of `document`.
pub(super) fn regions(document: &Document, fresh: &Document) -> Result<(), JsValue> {
    for old in all(document, "[data-swap]")? {
        let name = old.get_attribute("data-swap").unwrap_or_default();
        if let Some(new) = fresh.query_selector(&["[data-swap='", &name, "']"].concat())? {
            old.set_class_name(&new.class_name());
            let html = new.inner_html();
            if old.inner_html() != html {
                old.set_inner_html(&html);
            }
        }
    }
    Ok(())
}

/// Sets the form's fields as they stand in `fresh`.
pub(super) fn fields(document: &Document, fresh: &Document) -> Result<(), JsValue> {
    for (old, new) in all(document, FIELDS)?.into_iter().zip(all(fresh, FIELDS)?) {
        match old.dyn_into::<HtmlInputElement>() {
            Ok(input) if input.type_() == "checkbox" => input.set_checked(new.has_attribute("checked")),
            Ok(input) => input.set_value(&new.get_attribute("value").unwrap_or_default()),
            Err(select) => select.set_inner_html(&new.inner_html()),
        }
    }
    Ok(())
}

fn all(document: &Document, selector: &str) -> Result<Vec<Element>, JsValue> {
    let nodes = document.query_selector_all(selector)?;
    Ok((0..nodes.length()).filter_map(|index| nodes.get(index)?.dyn_into().ok()).collect())
}
