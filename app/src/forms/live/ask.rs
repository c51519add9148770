//! Asks the server after a pause, one question at a time, and shows what it answers.

use crate::browser;
use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{
    Element, Event, FormData, HtmlFormElement, HtmlInputElement, RequestInit, Response, UrlSearchParams,
};

/// After this long without a key, in milliseconds, somebody has stopped typing.
const PAUSE: i32 = 600;

struct Form {
    element: HtmlFormElement,
    address: String,
    /// Fields that were left or changed.
    visited: RefCell<Vec<String>>,
    pause: Cell<i32>,
    /// Something was typed since the last question.
    changed: Cell<bool>,
    /// A question is under way: two at once would make two drafts.
    asking: Cell<bool>,
    /// The form was sent for good.
    sent: Cell<bool>,
    /// By the button that was pressed while a question was under way.
    pressed: RefCell<Option<JsValue>>,
}

/// Listens from now on, to each form of the page that asks for it.
pub(super) fn start() {
    let forms = browser::document().and_then(|page| page.query_selector_all("form[data-live]").ok());
    let Some(forms) = forms else { return };
    for at in 0..forms.length() {
        if let Some(element) = forms.get(at).and_then(|form| form.dyn_into().ok()) {
            listen(element);
        }
    }
}

fn listen(element: HtmlFormElement) {
    let form = Rc::new(Form {
        address: element.get_attribute("data-live").unwrap_or_default(),
        element: element.clone(),
        visited: RefCell::default(),
        pause: Cell::default(),
        changed: Cell::default(),
        asking: Cell::default(),
        sent: Cell::default(),
        pressed: RefCell::default(),
    });
    let on = |event: &str, action: fn(&Rc<Form>, &Event)| {
        let form = form.clone();
        browser::on(&element, event, move |event| action(&form, event));
    };
    on("input", |form, event| {
        if form.element.has_attribute("data-eager") {
            form.visit(event);
        }
        form.typed();
    });
    on("change", |form, event| {
        form.visit(event);
        form.typed();
    });
    on("focusout", |form, event| {
        form.visit(event);
        form.ask();
    });
    on("submit", |form, event| {
        form.sent.set(true);
        browser::cancel(form.pause.get());
        // What is being answered may be the number of the draft that this form makes an end of.
        if form.asking.get() {
            event.prevent_default();
            *form.pressed.borrow_mut() = Some(browser::get(event, "submitter"));
        }
    });
}

impl Form {
    /// In the form itself, or else anywhere on its page.
    fn find(&self, selector: &str) -> Option<Element> {
        let own = self.element.query_selector(selector).ok()?;
        own.or_else(|| browser::document()?.query_selector(selector).ok()?)
    }

    fn visit(&self, event: &Event) {
        let around = browser::target(event).and_then(|target| target.closest("[data-field]").ok()?);
        let Some(field) = around.and_then(|around| around.get_attribute("data-field")) else { return };
        let mut visited = self.visited.borrow_mut();
        if !visited.contains(&field) {
            visited.push(field);
        }
    }

    fn typed(self: &Rc<Self>) {
        self.changed.set(true);
        browser::cancel(self.pause.get());
        let form = self.clone();
        self.pause.set(browser::after(PAUSE, move || form.ask()));
    }

    /// Asks, if there is something new to ask and no other question under way.
    fn ask(self: &Rc<Self>) {
        if !self.changed.get() || self.asking.get() || self.sent.get() {
            return;
        }
        browser::cancel(self.pause.get());
        self.changed.set(false);
        self.asking.set(true);
        let form = self.clone();
        spawn_local(async move {
            let answer = form.answer().await;
            form.asking.set(false);
            match answer {
                Ok(answer) => form.show(&answer),
                // Without an answer nothing is kept: the next pause tries again.
                Err(_) => form.changed.set(true),
            }
            if let Some(button) = form.pressed.take() {
                let _ = form.element.request_submit_with_submitter(button.dyn_ref());
                return;
            }
            if form.changed.get() {
                let again = form.clone();
                form.pause.set(browser::after(PAUSE, move || again.ask()));
            }
        });
    }

    async fn answer(&self) -> Result<JsValue, JsValue> {
        let data = FormData::new_with_form(&self.element)?;
        let body = UrlSearchParams::new_with_str_sequence_sequence(&data)?;
        let init = RequestInit::new();
        init.set_method("POST");
        init.set_body(&body);
        let window = browser::window().ok_or(JsValue::NULL)?;
        let response = JsFuture::from(window.fetch_with_str_and_init(&self.address, &init)).await?;
        let response: Response = response.unchecked_into();
        if response.ok() { JsFuture::from(response.json()?).await } else { Err(JsValue::NULL) }
    }

    fn show(&self, answer: &JsValue) {
        let problems = browser::get(answer, "problems");
        for field in self.visited.borrow().iter() {
            self.say(field, browser::get(&problems, field).as_string());
        }
        if let (Some(html), Some(place)) =
            (browser::get(answer, "preview").as_string(), self.find("[data-preview]"))
        {
            place.set_inner_html(&html);
            if let Ok(Some(hidden)) = place.closest(".empty") {
                let _ = hidden.class_list().remove_1("empty");
            }
        }
        if let (Some(words), Some(place)) =
            (browser::get(answer, "saved").as_string(), self.find("[data-saved]"))
        {
            place.set_text_content(Some(&words));
        }
        let Ok(values) = browser::get(answer, "values").dyn_into::<js_sys::Object>() else { return };
        for name in js_sys::Object::keys(&values).iter().filter_map(|name| name.as_string()) {
            let input = self.element.query_selector(&["[name='", &name, "']"].concat());
            if let (Ok(Some(input)), Some(value)) = (input, browser::get(&values, &name).as_string()) {
                input.unchecked_into::<HtmlInputElement>().set_value(&value);
            }
        }
    }

    /// Writes the problem into the field's note, or its hint where there is none any more.
    fn say(&self, field: &str, problem: Option<String>) {
        let around = self.element.query_selector(&["[data-field='", field, "']"].concat());
        let Ok(Some(around)) = around else { return };
        let wrong = problem.is_some();
        let _ = around.class_list().toggle_with_force("wrong", wrong);
        if let Ok(Some(note)) = around.query_selector(".note") {
            let words = problem.or_else(|| note.get_attribute("data-hint")).unwrap_or_default();
            if note.text_content().is_none_or(|said| said != words) {
                note.set_text_content(Some(&words));
            }
        }
        if let Ok(Some(input)) = around.query_selector("input, select, textarea") {
            let _ = if wrong {
                input.set_attribute("aria-invalid", "true")
            } else {
                input.remove_attribute("aria-invalid")
            };
        }
    }
}
