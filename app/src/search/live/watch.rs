//! Watches the form, fetches the page of its new address, and keeps address and history in step.

use super::{sheets, swap};
use crate::browser;
use js_sys::Array;
use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{
    AbortController, Document, Element, Event, EventTarget, FormData, HtmlFormElement, RequestInit, Response,
    UrlSearchParams, Window,
};

/// How long a pause in typing has to be before words are searched for, in milliseconds.
const PAUSE: i32 = 300;

/// What the listeners share.
struct Live {
    window: Window,
    document: Document,
    page: Element,
    form: HtmlFormElement,
    status: Element,
    /// Of the fetch under way; a newer one stops it.
    under_way: RefCell<Option<AbortController>>,
    timer: Cell<i32>,
    /// Whether the last step was made by typing words.
    typing: Cell<bool>,
}

/// Whether a new address makes a new step in the history.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Step {
    /// A filter was changed.
    Onwards,
    /// More words are typed: the step that the first of them made is made over.
    Same,
    /// The history itself led here.
    Back,
}

/// Starts watching; does nothing where the page has no search form.
pub(super) fn start() -> Option<()> {
    let window = browser::window()?;
    let document = window.document()?;
    let form: HtmlFormElement = document.get_element_by_id("search")?.dyn_into().ok()?;
    let page = form.closest(".search-page").ok()??;
    let status = page.query_selector(".heard[role=status]").ok()??;
    sheets::watch(&document, &page);
    let live = Rc::new(Live {
        window: window.clone(),
        document,
        page: page.clone(),
        form: form.clone(),
        status,
        under_way: RefCell::new(None),
        timer: Cell::new(0),
        typing: Cell::new(false),
    });
    on(&page, "change", &live, |live, _| live.changed());
    on(&page, "input", &live, |live, event| live.typed(event));
    on(&form, "submit", &live, |live, event| {
        event.prevent_default();
        sheets::close(&live.page, None);
        live.changed();
    });
    on(&window, "popstate", &live, |live, _| live.back());
    Some(())
}

fn on(target: &EventTarget, kind: &str, live: &Rc<Live>, act: fn(&Rc<Live>, &Event)) {
    let live = live.clone();
    browser::on(target, kind, move |event| act(&live, event));
}

impl Live {
    /// Words are searched for after a pause; other fields tell by `change`.
    fn typed(self: &Rc<Self>, event: &Event) {
        if browser::target(event).is_none_or(|field| field.id() != "what") {
            return;
        }
        browser::cancel(self.timer.get());
        let live = self.clone();
        self.timer.set(browser::after(PAUSE, move || {
            let step = if live.typing.replace(true) { Step::Same } else { Step::Onwards };
            live.apply(step);
        }));
    }

    fn changed(self: &Rc<Self>) {
        self.typing.set(false);
        self.apply(Step::Onwards);
    }

    /// Shows what the form now asks for.
    fn apply(self: &Rc<Self>, step: Step) {
        browser::cancel(self.timer.get());
        let Ok(address) = self.address() else { return };
        if Ok(&address) != self.here().as_ref() {
            self.go(address, step);
        }
    }

    /// Shows what the address now asks for, form and all.
    fn back(self: &Rc<Self>) {
        let place = |query: &str| UrlSearchParams::new_with_str(query).ok().and_then(|all| all.get("lieu"));
        let search = self.window.location().search().unwrap_or_default();
        let form = self.address().unwrap_or_default();
        if place(&search).unwrap_or_default() != place(query(&form)).unwrap_or_default() {
            // The place field keeps its own counsel; a fresh page sets it right.
            let _ = self.window.location().reload();
        } else if let Ok(here) = self.here() {
            self.go(here, Step::Back);
        }
    }

    fn go(self: &Rc<Self>, address: String, step: Step) {
        if let Some(old) = self.under_way.take() {
            old.abort();
        }
        let Ok(controller) = AbortController::new() else { return };
        *self.under_way.borrow_mut() = Some(controller.clone());
        let _ = self.page.set_attribute("data-busy", "");
        let live = self.clone();
        spawn_local(async move {
            let shown = live.show(&address, step, &controller).await;
            if controller.signal().aborted() {
                return;
            }
            let _ = live.page.remove_attribute("data-busy");
            if shown.is_err() {
                let _ = live.window.location().assign(&address);
            }
        });
    }

    async fn show(&self, address: &str, step: Step, controller: &AbortController) -> Result<(), JsValue> {
        let init = RequestInit::new();
        init.set_signal(Some(&controller.signal()));
        let response = JsFuture::from(self.window.fetch_with_str_and_init(address, &init)).await?;
        let html = JsFuture::from(response.unchecked_into::<Response>().text()?).await?;
        if controller.signal().aborted() {
            return Ok(());
        }
        let fresh = swap::parse(&html.as_string().unwrap_or_default())?;
        // An error page has no results: let the browser show it as it is.
        fresh.query_selector("[data-swap=results]")?.ok_or(JsValue::NULL)?;
        let history = self.window.history()?;
        match step {
            Step::Onwards => history.push_state_with_url(&JsValue::NULL, "", Some(address))?,
            Step::Same => history.replace_state_with_url(&JsValue::NULL, "", Some(address))?,
            Step::Back => swap::fields(&self.document, &fresh)?,
        }
        swap::regions(&self.document, &fresh)?;
        let found = self.document.get_element_by_id("found");
        self.status.set_text_content(found.and_then(|found| found.text_content()).as_deref());
        Ok(())
    }

    /// The address that sending the form would lead to, without what was left empty.
    fn address(&self) -> Result<String, JsValue> {
        let filled = UrlSearchParams::new()?;
        for pair in Array::from(FormData::new_with_form(&self.form)?.as_ref()) {
            let pair: Array = pair.unchecked_into();
            if let (Some(name), Some(value)) = (pair.get(0).as_string(), pair.get(1).as_string())
                && !value.trim().is_empty()
            {
                filled.append(&name, value.trim());
            }
        }
        let query = String::from(filled.to_string());
        let path = self.form.get_attribute("action").unwrap_or_default();
        Ok(if query.is_empty() { path } else { [&*path, "?", &query].concat() })
    }

    fn here(&self) -> Result<String, JsValue> {
        let location = self.window.location();
        Ok(location.pathname()? + &location.search()?)
    }
}

fn query(address: &str) -> &str {
    address.split_once('?').map_or("", |(_, query)| query)
}
