//! The elements of a place field, and what goes into them.

use super::line::Line;
use crate::{browser, domain::Lang, texts::places as say};
use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, EventInit, HtmlInputElement};

/// A field that is alive.
pub(super) struct Field {
    pub lang: Lang,
    /// What is seen and typed into.
    pub input: HtmlInputElement,
    /// What carries a choice.
    hidden: HtmlInputElement,
    /// The suggestions on the page.
    pub list: Element,
    /// Said to screen readers only.
    status: Element,
    /// Said to everybody: what became of the position.
    note: Element,
    pub lines: RefCell<Vec<Line>>,
    /// The suggestion that the arrow keys are on.
    pub active: Cell<Option<usize>>,
    /// Counts questions, so that a late answer to an old one is dropped.
    pub question: Cell<u32>,
    pub timer: Cell<i32>,
}

/// Wakes every place field of the page that sleeps.
pub(super) fn wake_all() {
    while let Some(around) = sleeping() {
        // Whatever comes of it: a field is tried once.
        let _ = around.set_attribute("data-alive", "");
        let _ = wake(&around);
    }
}

fn sleeping() -> Option<Element> {
    browser::document()?.query_selector(".place-field:not([data-alive])").ok()?
}

fn wake(around: &Element) -> Option<()> {
    let part = |selector: &str| around.query_selector(selector).ok().flatten();
    let field = Rc::new(Field {
        lang: browser::language(),
        input: part(".place-box > input")?.dyn_into().ok()?,
        hidden: part("input[type=hidden]")?.dyn_into().ok()?,
        list: part(".place-list")?,
        status: part(".place-status")?,
        note: part(".place-note")?,
        lines: RefCell::default(),
        active: Cell::default(),
        question: Cell::default(),
        timer: Cell::default(),
    });
    let here = part(".place-here")?;
    let on = |target: &Element, kind: &str, action: fn(&Rc<Field>, &Event)| {
        let field = field.clone();
        browser::on(target, kind, move |event| action(&field, event));
    };
    on(&field.input, "input", |field, _| field.typed());
    on(&field.input, "keydown", |field, event| field.key(event));
    on(&field.input, "blur", |field, _| field.close());
    // Without this the field would lose the cursor, and close the list, before the click arrives.
    on(&field.list, "mousedown", |_, event| event.prevent_default());
    on(&field.list, "click", |field, event| field.clicked(event));
    on(&here, "click", |field, _| field.here());
    let _ = here.remove_attribute("hidden");
    let attributes = [
        ("role", "combobox"),
        ("aria-autocomplete", "list"),
        ("aria-expanded", "false"),
        // The browser's own list would lie over ours.
        ("autocomplete", "off"),
    ];
    for (name, value) in attributes {
        let _ = field.input.set_attribute(name, value);
    }
    field.take_up(&given(around, "data-text"), &given(around, "data-value"));
    Some(())
}

fn given(around: &Element, name: &str) -> String {
    around.get_attribute(name).unwrap_or_default()
}

impl Field {
    /// Takes up what the page came with, unless a quick hand has typed already.
    fn take_up(&self, text: &str, value: &str) {
        if value.is_empty() || (!text.is_empty() && self.input.value() != text) {
            return;
        }
        let here = text.is_empty() && value.contains(',');
        self.set(if here { say::around_me(self.lang) } else { text }, value);
    }

    /// Puts `value` under `lieu` and `shown` before the reader's eyes; no value: what is shown is sent.
    pub fn set(&self, shown: &str, value: &str) {
        if self.input.value() != shown {
            self.input.set_value(shown);
        }
        self.hidden.set_value(value);
        let (with, without) =
            if value.is_empty() { (&self.input, &self.hidden) } else { (&self.hidden, &self.input) };
        let _ = with.set_attribute("name", "lieu");
        let _ = without.remove_attribute("name");
    }

    /// Tells the form around that the place has changed.
    pub fn changed(&self) {
        let init = EventInit::new();
        init.set_bubbles(true);
        if let Ok(event) = Event::new_with_event_init_dict("change", &init) {
            let _ = self.hidden.dispatch_event(&event);
        }
    }

    /// Says something to screen readers.
    pub fn say(&self, words: &str) {
        self.status.set_text_content(Some(words));
    }

    /// Says something to everybody; nothing: takes it back.
    pub fn note(&self, words: &str) {
        self.note.set_text_content(Some(words));
        let _ = self.note.toggle_attribute_with_force("hidden", words.is_empty());
    }
}
