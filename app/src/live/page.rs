//! Watches the form, fetches the page of its new address, and keeps address and history in step.

use super::swap;
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
    UrlSearchParams, VisibilityState, Window,
};

/// How long a pause in typing has to be before words are searched for, in milliseconds.
const PAUSE: i32 = 300;
/// Who is at one of these types or chooses.
const CHOOSING: &str = "input:not([type=checkbox], [type=radio]), select, textarea";

/// What one such page has of its own.
#[derive(Clone, Copy)]
pub(crate) struct Plan {
    /// The form.
    pub(crate) form: &'static str,
    /// What stands around it and all that it changes. Marked `data-busy` meanwhile, its own child is a `.heard` status.
    pub(crate) around: &'static str,
    /// Id of the field for words, that apply after a pause; other fields apply at once.
    pub(crate) words: &'static str,
    /// The form's fields, that going back sets.
    pub(crate) fields: &'static str,
    /// What a page has that isn't an error page.
    pub(crate) region: &'static str,
    /// What is said once a filter has been applied.
    pub(crate) found: &'static str,
    /// What is done when the form's button is pressed.
    pub(crate) sent: fn(&Element),
    /// Whether going back, from the form's query to the address's, needs the page loaded anew.
    pub(crate) anew: fn(&str, &str) -> bool,
    /// What is news in a page that was asked for again, before it is shown: said, once it is.
    pub(crate) news: fn(&Document, &Document) -> Option<String>,
}

/// What the listeners share.
pub(crate) struct Live {
    plan: Plan,
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
    /// The same page is looked at again.
    Again,
}

impl Live {
    /// Starts watching; does nothing where the page has no such form.
    pub(crate) fn start(plan: Plan) -> Option<Rc<Self>> {
        let window = browser::window()?;
        let document = window.document()?;
        let form: HtmlFormElement = document.query_selector(plan.form).ok()??.dyn_into().ok()?;
        let page = form.closest(plan.around).ok()??;
        let status = page.query_selector(":scope > .heard[role=status]").ok()??;
        let live = Rc::new(Self {
            plan,
            window: window.clone(),
            document,
            page: page.clone(),
            form: form.clone(),
            status,
            under_way: RefCell::new(None),
            timer: Cell::new(0),
            typing: Cell::new(false),
        });
        on(&page, "change", &live, |live, event| {
            if live.is_of_form(event) {
                live.changed();
            }
        });
        on(&page, "input", &live, |live, event| live.typed(event));
        on(&form, "submit", &live, |live, event| {
            event.prevent_default();
            (live.plan.sent)(&live.page);
            live.changed();
        });
        on(&window, "popstate", &live, |live, _| live.back());
        Some(live)
    }

    /// Looks at the same address again and again, while somebody sees the page and is not typing.
    pub(crate) fn watch(self: &Rc<Self>, every: i32) {
        let live = self.clone();
        browser::after(every, move || {
            let seen = live.document.visibility_state() == VisibilityState::Visible;
            let active = live.document.active_element();
            let choosing = active.is_some_and(|active| active.matches(CHOOSING).unwrap_or_default());
            if seen
                && !choosing
                && live.under_way.borrow().is_none()
                && let Ok(here) = live.here()
            {
                live.go(here, Step::Again);
            }
            live.watch(every);
        });
    }

    /// Whether something happened to a field of the form, which may stand outside of it.
    fn is_of_form(&self, event: &Event) -> bool {
        let form = browser::target(event).map(|field| browser::get(&field, "form"));
        form.is_some_and(|form| form.dyn_ref::<HtmlFormElement>() == Some(&self.form))
    }

    /// Words are searched for after a pause; other fields tell by `change`.
    fn typed(self: &Rc<Self>, event: &Event) {
        if browser::target(event).is_none_or(|field| field.id() != self.plan.words) {
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
        let search = self.window.location().search().unwrap_or_default();
        let form = self.address().unwrap_or_default();
        let form = form.split_once('?').map_or("", |(_, query)| query);
        if (self.plan.anew)(form, &search) {
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
        if step != Step::Again {
            let _ = self.page.set_attribute("data-busy", "");
        }
        let live = self.clone();
        spawn_local(async move {
            let shown = live.show(&address, step, &controller).await;
            if controller.signal().aborted() {
                return;
            }
            live.under_way.take();
            let _ = live.page.remove_attribute("data-busy");
            // Who only looked again and got nothing looks again later.
            if shown.is_err() && step != Step::Again {
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
        fresh.query_selector(self.plan.region)?.ok_or(JsValue::NULL)?;
        let history = self.window.history()?;
        let news = match step {
            Step::Again => (self.plan.news)(&self.document, &fresh),
            _ => None,
        };
        match step {
            Step::Onwards => history.push_state_with_url(&JsValue::NULL, "", Some(address))?,
            Step::Same => history.replace_state_with_url(&JsValue::NULL, "", Some(address))?,
            Step::Back => swap::fields(&self.document, &fresh, self.plan.fields)?,
            Step::Again => {}
        }
        swap::regions(&self.document, &fresh)?;
        let found = match step {
            Step::Again => news,
            _ => self.document.query_selector(self.plan.found)?.and_then(|found| found.text_content()),
        };
        if let Some(words) = found {
            self.status.set_text_content(Some(&words));
        }
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

fn on(target: &EventTarget, kind: &str, live: &Rc<Live>, act: fn(&Rc<Live>, &Event)) {
    let live = live.clone();
    browser::on(target, kind, move |event| act(&live, event));
}
