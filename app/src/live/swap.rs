//! From a fetched page into the one that is shown. What somebody ticked stays ticked, and who was at something stays
//! at it.

use wasm_bindgen::{JsCast, JsValue};
use web_sys::{
    Document, DomParser, Element, FocusOptions, HtmlElement, HtmlInputElement, Node, NodeList, SupportedType,
};

/// What may be ticked or have the focus.
const TOUCHED: &str = "a[href], button, input, select, summary, textarea";

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
                let kept = Kept::of(document, &old)?;
                old.set_inner_html(&html);
                kept.put_back(&old)?;
            }
        }
    }
    Ok(())
}

/// Sets the form's fields as they stand in `fresh`.
pub(super) fn fields(document: &Document, fresh: &Document, selector: &str) -> Result<(), JsValue> {
    for (old, new) in all(document, selector)?.into_iter().zip(all(fresh, selector)?) {
        match old.dyn_into::<HtmlInputElement>() {
            Ok(input) if input.type_() == "checkbox" => input.set_checked(new.has_attribute("checked")),
            Ok(input) => input.set_value(&new.get_attribute("value").unwrap_or_default()),
            Err(select) => select.set_inner_html(&new.inner_html()),
        }
    }
    Ok(())
}

/// What somebody did in a region that is about to be said anew.
struct Kept {
    /// Marks of what they ticked.
    ticked: Vec<String>,
    /// Where they are: the how manieth of what may be touched, and its mark.
    at: Option<(usize, String)>,
}

impl Kept {
    fn of(document: &Document, region: &Element) -> Result<Self, JsValue> {
        let touched = all(region, TOUCHED)?;
        let active = document.active_element();
        let at = touched.iter().position(|one| active.as_ref() == Some(one));
        let ticked = touched.iter().filter(|one| ticks(one).is_some_and(|box_| box_.checked())).map(mark);
        Ok(Self { ticked: ticked.collect(), at: at.map(|at| (at, mark(&touched[at]))) })
    }

    /// Of what is gone, the next one takes the focus.
    fn put_back(self, region: &Element) -> Result<(), JsValue> {
        let touched = all(region, TOUCHED)?;
        for one in &touched {
            if let Some(box_) = ticks(one).filter(|_| self.ticked.contains(&mark(one))) {
                box_.set_checked(true);
            }
        }
        if let Some((index, was)) = self.at {
            let same = touched.iter().find(|one| mark(one) == was);
            let next = same.or_else(|| touched.get(index)).or_else(|| touched.last());
            if let Some(next) = next.and_then(|next| next.dyn_ref::<HtmlElement>()) {
                let still = FocusOptions::new();
                still.set_prevent_scroll(true);
                next.focus_with_options(&still)?;
            }
        }
        Ok(())
    }
}

/// The element as a box to tick, if it is one.
fn ticks(element: &Element) -> Option<HtmlInputElement> {
    element.clone().dyn_into().ok().filter(|input: &HtmlInputElement| input.type_() == "checkbox")
}

/// What tells an element from the others, before and after.
fn mark(element: &Element) -> String {
    ["id", "href", "name", "value"].map(|name| element.get_attribute(name).unwrap_or_default()).join("\n")
}

/// All inside a page or a part of it that match, in their order.
pub(crate) fn all(inside: &Node, selector: &str) -> Result<Vec<Element>, JsValue> {
    let nodes: NodeList = match inside.dyn_ref::<Document>() {
        Some(document) => document.query_selector_all(selector)?,
        None => inside.unchecked_ref::<Element>().query_selector_all(selector)?,
    };
    Ok((0..nodes.length()).filter_map(|index| nodes.get(index)?.dyn_into().ok()).collect())
}
