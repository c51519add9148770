//! The form as it stands on the page.

use crate::{
    browser,
    sign_ups::{FormField, FormRules, SignUpForm},
};
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, FormData, HtmlElement, HtmlFormElement, HtmlInputElement};

/// The form that this page has, if any.
pub(super) fn form() -> Option<HtmlFormElement> {
    browser::document()?.query_selector("form.sign-up").ok()??.dyn_into().ok()
}

/// What the need allows, as the server wrote it on the form.
pub(super) fn rules(form: &HtmlFormElement) -> FormRules {
    let ids = |name| {
        let list = form.get_attribute(name).unwrap_or_default();
        list.split(' ').filter_map(|id| id.parse().ok()).collect()
    };
    let open_to_minors = form.has_attribute("data-minors");
    FormRules { slots: ids("data-slots"), over: ids("data-over"), open_to_minors }
}

/// What is typed, ticked and chosen at this moment.
pub(super) fn read(form: &HtmlFormElement) -> Option<SignUpForm> {
    let data = FormData::new_with_form(form).ok()?;
    let value = |field: FormField| data.get(field.name()).as_string().unwrap_or_default();
    Some(SignUpForm {
        first_name: value(FormField::FirstName),
        last_name: value(FormField::LastName),
        email: value(FormField::Email),
        phone: value(FormField::Phone),
        slot: value(FormField::Slot),
        // A form is sent with CR LF, but counted as typed.
        message: value(FormField::Message).replace('\r', ""),
        minor: data.has(FormField::Minor.name()),
        parent_email: value(FormField::ParentEmail),
        ..SignUpForm::default()
    })
}

/// Which field an event happened in.
pub(super) fn field_of(event: &Event) -> Option<FormField> {
    FormField::from_name(&browser::target(event)?.get_attribute("name")?)
}

/// The first input of a field.
pub(super) fn input(form: &HtmlFormElement, field: FormField) -> Option<HtmlInputElement> {
    find(form, &["[name='", field.name(), "']"])
}

/// What stands around a field.
pub(super) fn surroundings(form: &HtmlFormElement, field: FormField) -> Option<Element> {
    find(form, &["[data-field='", field.name(), "']"])
}

/// The first element in the form that matches.
pub(super) fn find<T: JsCast>(form: &HtmlFormElement, selector: &[&str]) -> Option<T> {
    form.query_selector(&selector.concat()).ok()??.dyn_into().ok()
}

/// Puts the cursor into a field, out of folds that hide it.
pub(super) fn focus(form: &HtmlFormElement, field: FormField) {
    let selector = ["[name='", field.name(), "']"];
    let Some(element) = find::<HtmlElement>(form, &selector) else { return };
    if let Ok(Some(fold)) = element.closest("details:not([open])") {
        let _ = fold.set_attribute("open", "");
    }
    let _ = element.focus();
}
