//! The list of suggestions: asked for after a pause, walked through with the arrow keys.

use super::{field::Field, line::Line};
use crate::{browser, texts::places as say};
use js_sys::Array;
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;
use web_sys::{Document, Element, Event, KeyboardEvent};

/// How long a pause in typing has to be before suggestions are asked for, in milliseconds.
const PAUSE: i32 = 120;

impl Field {
    /// Somebody typed: the choice is dropped, suggestions come after a pause.
    pub fn typed(self: &Rc<Self>) {
        let typed = self.input.value();
        self.set(&typed, "");
        self.note("");
        self.mark(None);
        let question = self.next_question();
        if typed.trim().is_empty() {
            self.fill(Vec::new());
            self.close();
            return;
        }
        let field = self.clone();
        self.timer.set(browser::after(PAUSE, move || spawn_local(field.ask(question, typed))));
    }

    async fn ask(self: Rc<Self>, question: u32, typed: String) {
        let query = String::from(js_sys::encode_uri_component(&typed));
        let answer = browser::json(&["/lieux?q=", &query].concat()).await;
        let Ok(Ok(found)) = answer.map(JsCast::dyn_into::<Array>) else { return };
        if self.question.get() == question {
            self.say(&match found.length() {
                0 => say::none_found(self.lang).to_owned(),
                count => say::suggested(self.lang, count.into()),
            });
            self.fill(found.iter().map(|line| read(&line)).collect());
            self.open(found.length() > 0);
        }
    }

    /// Puts these suggestions into the list, in place of those before.
    fn fill(&self, lines: Vec<Line>) {
        self.mark(None);
        self.list.set_text_content(None);
        if let Some(document) = browser::document() {
            for (index, line) in lines.iter().enumerate() {
                let _ = self.draw(&document, index, line);
            }
        }
        self.lines.replace(lines);
    }

    fn draw(&self, document: &Document, index: usize, line: &Line) -> Result<(), JsValue> {
        let item = document.create_element("li")?;
        item.set_id(&self.option_id(index));
        item.set_attribute("role", "option")?;
        item.set_attribute("aria-selected", "false")?;
        let parts = [("b", line.name.clone()), ("small", line.explained(self.lang))];
        for (tag, text) in parts {
            let part = document.create_element(tag)?;
            part.set_text_content(Some(&text));
            item.append_child(&part)?;
            if tag == "b" {
                item.insert_adjacent_text("beforeend", " ")?;
            }
        }
        self.list.append_child(&item)?;
        Ok(())
    }

    fn option_id(&self, index: usize) -> String {
        [&*self.list.id(), "-", &index.to_string()].concat()
    }

    /// Makes every question asked so far an old one.
    fn next_question(&self) -> u32 {
        browser::cancel(self.timer.get());
        self.question.set(self.question.get().wrapping_add(1));
        self.question.get()
    }

    /// Closes the list.
    pub fn close(&self) {
        self.next_question();
        self.open(false);
        self.mark(None);
    }

    fn open(&self, open: bool) {
        let _ = self.list.toggle_attribute_with_force("hidden", !open);
        let _ = self.input.set_attribute("aria-expanded", if open { "true" } else { "false" });
    }

    /// Puts the arrow keys on this suggestion.
    fn mark(&self, active: Option<usize>) {
        let item = |index| browser::document()?.get_element_by_id(&self.option_id(index?));
        if let Some(before) = item(self.active.replace(active)) {
            let _ = before.set_attribute("aria-selected", "false");
        }
        let _ = match item(active) {
            Some(now) => {
                let _ = now.set_attribute("aria-selected", "true");
                self.input.set_attribute("aria-activedescendant", &now.id())
            }
            None => self.input.remove_attribute("aria-activedescendant"),
        };
    }

    /// One suggestion further down (or up), round and round; opens the list again if it was closed.
    fn step(&self, down: bool) {
        let count = self.lines.borrow().len();
        let Some(last) = count.checked_sub(1) else { return };
        self.open(true);
        self.mark(Some(match (self.active.get(), down) {
            (Some(at), true) if at < last => at + 1,
            (_, true) => 0,
            (Some(at), false) if at > 0 => at - 1,
            (_, false) => last,
        }));
    }

    /// Takes a suggestion, and says so to the form around.
    fn choose(&self, index: usize) {
        let mut lines = self.lines.take().into_iter();
        let Some(line) = lines.nth(index) else { return };
        self.close();
        self.fill(Vec::new());
        self.say("");
        self.set(&line.full_name(), &line.value);
        self.changed();
    }

    /// Takes the suggestion that was clicked on.
    pub fn clicked(&self, event: &Event) {
        let clicked: Option<Element> = browser::target(event);
        let Some(item) = clicked.and_then(|element| element.closest("li").ok()?) else { return };
        let id = item.id();
        let count = self.lines.borrow().len();
        if let Some(index) = (0..count).find(|index| self.option_id(*index) == id) {
            self.choose(index);
        }
    }

    /// The keys of a combobox.
    pub fn key(&self, event: &Event) {
        let Some(event) = event.dyn_ref::<KeyboardEvent>() else { return };
        let open = !self.list.has_attribute("hidden");
        match (&*event.key(), open, self.active.get()) {
            ("ArrowDown", ..) => self.step(true),
            ("ArrowUp", true, _) => self.step(false),
            ("Enter", true, Some(index)) => self.choose(index),
            ("Escape", true, _) => self.close(),
            _ => return,
        }
        event.prevent_default();
    }
}

fn read(line: &JsValue) -> Line {
    let text = |key| browser::get(line, key).as_string().unwrap_or_default();
    Line { value: text("value"), name: text("name"), detail: text("detail"), kind: text("kind") }
}
