//! What the place field knows, and what happens to it.

use super::browser;
use crate::{domain::Lang, texts};
use leptos::{html::Input, leptos_dom::helpers::TimeoutHandle, prelude::*};
use std::time::Duration;

/// How long a pause in typing has to be before suggestions are asked for.
const PAUSE: Duration = Duration::from_millis(120);

/// One suggestion, as `GET /lieux` sends it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Line {
    pub value: String,
    pub name: String,
    pub detail: String,
    pub kind: String,
}

impl Line {
    /// What a name without a word of explanation would leave open.
    pub fn kind_name(&self, lang: Lang) -> Option<String> {
        let name = match &*self.kind {
            "department" => texts::places::department(lang),
            "region" => texts::places::region(lang),
            "former-commune" => texts::places::former(lang),
            _ => return None,
        };
        Some(format!(" · {name}"))
    }

    /// What the field shows once this is chosen: `Saint-Denis (93200)`, understood when typed too.
    fn full_name(&self) -> String {
        match (&*self.kind, self.detail.split(' ').next()) {
            ("commune" | "department", Some(code)) => format!("{} ({code})", self.name),
            _ => self.name.clone(),
        }
    }
}

/// The field's state; a handle that can be copied into every listener.
#[derive(Clone, Copy)]
pub(super) struct State {
    pub lang: Lang,
    pub alive: RwSignal<bool>,
    pub lines: RwSignal<Vec<Line>>,
    pub open: RwSignal<bool>,
    /// The suggestion that the arrow keys are on.
    pub active: RwSignal<Option<usize>>,
    /// Said to screen readers only.
    pub status: RwSignal<String>,
    /// Said to everybody: what became of the position.
    pub note: RwSignal<String>,
    pub input: NodeRef<Input>,
    pub hidden: NodeRef<Input>,
    /// Counts questions, so that a late answer to an old one is dropped.
    question: StoredValue<u32>,
    timer: StoredValue<Option<TimeoutHandle>>,
}

impl State {
    pub fn new(lang: Lang) -> Self {
        Self {
            lang,
            alive: RwSignal::new(false),
            lines: RwSignal::new(Vec::new()),
            open: RwSignal::new(false),
            active: RwSignal::new(None),
            status: RwSignal::new(String::new()),
            note: RwSignal::new(String::new()),
            input: NodeRef::new(),
            hidden: NodeRef::new(),
            question: StoredValue::new(0),
            timer: StoredValue::new(None),
        }
    }

    /// Takes up what the page came with, once in the browser.
    pub fn wake(self, text: String, value: String) {
        Effect::new(move |_| {
            let Some(input) = self.input.get() else { return };
            self.alive.set(true);
            // The browser's own list would lie over ours.
            let _ = input.set_attribute("autocomplete", "off");
            if value.is_empty() || (!text.is_empty() && input.value() != text) {
                return;
            }
            let here = text.is_empty() && value.contains(',');
            let shown = if here { texts::places::around_me(self.lang) } else { &text };
            self.set(shown, &value);
        });
    }

    /// Puts `value` under `lieu` and `shown` before the reader's eyes; no value: what is shown is sent.
    fn set(self, shown: &str, value: &str) {
        let (Some(input), Some(hidden)) = (self.input.get_untracked(), self.hidden.get_untracked()) else {
            return;
        };
        if input.value() != shown {
            input.set_value(shown);
        }
        hidden.set_value(value);
        let (with, without) = if value.is_empty() { (&input, &hidden) } else { (&hidden, &input) };
        let _ = with.set_attribute("name", "lieu");
        let _ = without.remove_attribute("name");
    }

    /// Somebody typed: the choice is dropped, suggestions come after a pause.
    pub fn typed(self) {
        let Some(input) = self.input.get_untracked() else { return };
        let typed = input.value();
        self.set(&typed, "");
        self.note.set(String::new());
        self.active.set(None);
        let question = self.next_question();
        if typed.trim().is_empty() {
            self.lines.set(Vec::new());
            self.close();
            return;
        }
        let timer = set_timeout_with_handle(move || self.ask(question, typed), PAUSE);
        self.timer.set_value(timer.ok());
    }

    fn ask(self, question: u32, typed: String) {
        browser::suggestions(typed, move |lines: Vec<Line>| {
            if self.question.get_value() != question {
                return;
            }
            let status = match lines.len() {
                0 => texts::places::none_found(self.lang).to_owned(),
                count => texts::places::suggested(self.lang, i64::try_from(count).unwrap_or(i64::MAX)),
            };
            self.status.set(status);
            self.open.set(!lines.is_empty());
            self.lines.set(lines);
        });
    }

    /// Makes every question asked so far an old one.
    fn next_question(self) -> u32 {
        if let Some(timer) = self.timer.get_value() {
            timer.clear();
        }
        self.question.update_value(|question| *question = question.wrapping_add(1));
        self.question.get_value()
    }

    /// Closes the list.
    pub fn close(self) {
        self.next_question();
        self.open.set(false);
        self.active.set(None);
    }

    /// One suggestion further down (or up), round and round; opens the list again if it was closed.
    pub fn step(self, by: i32) {
        let count = i32::try_from(self.lines.with_untracked(Vec::len)).unwrap_or(i32::MAX);
        if count == 0 {
            return;
        }
        self.open.set(true);
        let first = if by > 0 { -1 } else { 0 };
        let at = self.active.get_untracked().map_or(first, |at| i32::try_from(at).unwrap_or(0));
        self.active.set(usize::try_from((at + by).rem_euclid(count)).ok());
    }

    /// Takes a suggestion, and says so to the form around.
    pub fn choose(self, index: usize) {
        let Some(line) = self.lines.with_untracked(|lines| lines.get(index).cloned()) else { return };
        self.close();
        self.lines.set(Vec::new());
        self.status.set(String::new());
        self.set(&line.full_name(), &line.value);
        self.changed();
    }

    /// « Autour de moi »: asks the browser where we are, to about a kilometre.
    pub fn here(self) {
        self.close();
        self.note.set(String::new());
        self.status.set(texts::places::searching_position(self.lang).to_owned());
        browser::position(move |position| {
            self.status.set(String::new());
            match position {
                browser::Position::At { lat, lon } => {
                    self.set(texts::places::around_me(self.lang), &format!("{lat:.2},{lon:.2}"));
                    self.changed();
                }
                browser::Position::Refused => {
                    self.note.set(texts::places::position_refused(self.lang).to_owned());
                }
                browser::Position::Unknown => {
                    self.note.set(texts::places::position_unknown(self.lang).to_owned());
                }
            }
        });
    }

    fn changed(self) {
        if let Some(hidden) = self.hidden.get_untracked() {
            browser::send_change(&hidden);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shows_what_would_be_understood_when_typed() {
        let line = |name: &str, detail: &str, kind: &str| Line {
            value: String::new(),
            name: name.to_owned(),
            detail: detail.to_owned(),
            kind: kind.to_owned(),
        };
        assert_eq!(
            line("Saint-Denis", "93200 · Seine-Saint-Denis", "commune").full_name(),
            "Saint-Denis (93200)"
        );
        assert_eq!(
            line("Ille-et-Vilaine", "35 · Bretagne", "department").full_name(),
            "Ille-et-Vilaine (35)"
        );
        assert_eq!(line("Bretagne", "22, 29, 35, 56", "region").full_name(), "Bretagne");
    }
}
