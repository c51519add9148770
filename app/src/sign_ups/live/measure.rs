//! Says that the form was begun, and at which field it was left: its name, and never what stands in it. Whether that is
//! counted, the server decides.

use super::dom;
use crate::{browser, sign_ups::FormField};
use std::{cell::Cell, rc::Rc};
use web_sys::HtmlFormElement;

/// Listens from now on, where the server wants to know.
pub(super) fn start(form: &HtmlFormElement) {
    let Some(address) = form.get_attribute("data-measure") else { return };
    let address: Rc<str> = address.into();
    let last: Rc<Cell<Option<FormField>>> = Rc::default();
    let (touched, begun) = (last.clone(), address.clone());
    browser::on(form, "input", move |event| {
        let field = dom::field_of(event);
        if field.is_some() && touched.replace(field).is_none() {
            say(&begun, "begun");
        }
    });
    let sent = last.clone();
    browser::on(form, "submit", move |event| {
        if !event.default_prevented() {
            sent.set(None);
        }
    });
    if let Some(window) = browser::window() {
        browser::on(&window, "pagehide", move |_| {
            if let Some(field) = last.take() {
                say(&address, field.name());
            }
        });
    }
}

fn say(address: &str, what: &str) {
    if let Some(window) = browser::window() {
        let _ = window.navigator().send_beacon_with_opt_str(address, Some(what));
    }
}
