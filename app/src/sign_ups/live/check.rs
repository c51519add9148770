//! Checking as people type: after a pause where a field was left before, and on leaving it. Never while somebody
//! still types it for the first time.

use super::dom;
use crate::{
    browser,
    domain::{
        Lang,
        email::{Email, did_you_mean},
    },
    sign_ups::{FieldError, FieldErrors, FormField, FormRules, check},
    texts::{self, email as say},
};
use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};
use wasm_bindgen_futures::spawn_local;
use web_sys::{Element, Event, HtmlFormElement};

/// After this long without a key, in milliseconds, somebody has stopped typing.
const PAUSE: i32 = 500;

/// What a field's note says.
enum Verdict {
    /// Why it is asked.
    Plain,
    Right,
    Wrong(FieldError),
    /// The address that was probably meant.
    Meant(String),
    Warned(&'static str),
}

struct Form {
    element: HtmlFormElement,
    lang: Lang,
    rules: FormRules,
    /// Fields that were left with something in them, or found wrong.
    visited: RefCell<Vec<FormField>>,
    pause: Cell<i32>,
}

/// Listens from now on; what the browser or a quick hand filled in already is looked at once.
pub(super) fn start(element: &HtmlFormElement, lang: Lang, rules: FormRules) {
    // From here on the same errors are said better than the browser does.
    element.set_no_validate(true);
    let form = Rc::new(Form {
        element: element.clone(),
        lang,
        rules,
        visited: RefCell::default(),
        pause: Cell::default(),
    });
    for field in FormField::ALL {
        if form.shows_error(field) {
            form.visit(field);
        } else if form.is_filled(field) && form.error(field).is_none() {
            form.judge(field);
        }
    }
    let on = |event: &str, action: fn(&Rc<Form>, &Event)| {
        let form = form.clone();
        browser::on(element, event, move |event| action(&form, event));
    };
    on("input", Form::typed);
    on("focusout", Form::left);
    on("click", Form::clicked);
    on("submit", Form::sent);
}

impl Form {
    fn typed(self: &Rc<Self>, event: &Event) {
        let Some(field) = dom::field_of(event) else { return };
        browser::cancel(self.pause.get());
        if matches!(field, FormField::Slot | FormField::Minor) {
            self.visit(field);
            self.judge(field);
            return;
        }
        let form = self.clone();
        let after_pause = move || {
            if form.has_visited(field) || form.error(field).is_none() {
                form.judge(field);
            }
        };
        self.pause.set(browser::after(PAUSE, after_pause));
    }

    fn left(self: &Rc<Self>, event: &Event) {
        let Some(field) = dom::field_of(event) else { return };
        if self.is_filled(field) || self.has_visited(field) {
            self.visit(field);
            self.judge(field);
            // The parent's address may not be the volunteer's own, whichever was typed last.
            if field == FormField::Email && self.has_visited(FormField::ParentEmail) {
                self.judge(FormField::ParentEmail);
            }
        }
    }

    /// Takes an address that was proposed.
    fn clicked(self: &Rc<Self>, event: &Event) {
        let accepted = browser::target(event).and_then(|target| {
            let address = target.get_attribute("data-accept")?;
            let field = target.closest("[data-field]").ok()??.get_attribute("data-field")?;
            Some((FormField::from_name(&field)?, address))
        });
        let Some((field, address)) = accepted else { return };
        if let Some(input) = dom::input(&self.element, field) {
            input.set_value(&address);
        }
        self.judge(field);
        dom::focus(&self.element, field);
    }

    /// Lets a right form go its plain way; of a wrong one, shows all errors and goes to the first.
    fn sent(self: &Rc<Self>, event: &Event) {
        let Some(errors) = self.errors() else { return };
        let Some((first, _)) = errors.iter().next() else { return };
        event.prevent_default();
        for (field, error) in errors.iter() {
            self.visit(field);
            self.say(field, Verdict::Wrong(error));
        }
        dom::focus(&self.element, first);
    }

    /// Checks a field and says so beside it.
    fn judge(self: &Rc<Self>, field: FormField) {
        let email = matches!(field, FormField::Email | FormField::ParentEmail);
        let typed = if email { self.typed_in(field) } else { String::new() };
        let meant = if email { did_you_mean(&typed) } else { None };
        let verdict = match (meant, self.error(field)) {
            (Some(meant), _) => Verdict::Meant(meant),
            (None, Some(error)) => Verdict::Wrong(error),
            (None, None) if self.is_filled(field) => Verdict::Right,
            (None, None) => Verdict::Plain,
        };
        let right = matches!(verdict, Verdict::Right);
        self.say(field, verdict);
        if field == FormField::Email && right {
            self.ask_whether_disposable(typed);
        }
    }

    /// Asks the server, which has the long list, about the domain alone; says so if the address still stands.
    fn ask_whether_disposable(self: &Rc<Self>, typed: String) {
        let Ok(email) = Email::parse(&typed) else { return };
        let form = self.clone();
        spawn_local(async move {
            let answer = browser::json(&["/courriel?domaine=", email.domain()].concat()).await;
            let disposable = answer.is_ok_and(|answer| browser::get(&answer, "disposable").is_truthy());
            if disposable && form.typed_in(FormField::Email) == typed {
                form.say(FormField::Email, Verdict::Warned(texts::sign_ups::disposable(form.lang)));
            }
        });
    }

    /// Writes into the field's note, unless it says just that already: a click on what it proposes would miss.
    fn say(&self, field: FormField, verdict: Verdict) {
        let Some(around) = dom::surroundings(&self.element, field) else { return };
        let Ok(Some(note)) = around.query_selector(".note") else { return };
        let (class, text) = match &verdict {
            Verdict::Plain => ("", note.get_attribute("data-hint").unwrap_or_default()),
            Verdict::Right => ("right", note.get_attribute("data-hint").unwrap_or_default()),
            Verdict::Wrong(error) => ("wrong", error.say(self.lang)),
            Verdict::Meant(address) => ("meant", say::did_you_mean(self.lang, address)),
            Verdict::Warned(words) => ("warned", (*words).to_owned()),
        };
        let classes = around.class_list();
        for other in ["right", "wrong", "meant", "warned"] {
            let _ = classes.toggle_with_force(other, other == class);
        }
        if note.text_content().is_none_or(|said| said != text) {
            match &verdict {
                Verdict::Meant(address) => propose(&note, address, &text),
                _ => note.set_text_content(Some(&text)),
            }
        }
        if let Some(input) = dom::find::<Element>(&self.element, &["[name='", field.name(), "']"]) {
            let _ = if class == "wrong" {
                input.set_attribute("aria-invalid", "true")
            } else {
                input.remove_attribute("aria-invalid")
            };
        }
    }

    fn errors(&self) -> Option<FieldErrors> {
        let form = dom::read(&self.element)?;
        Some(check(&form, &self.rules).err().unwrap_or_default())
    }

    fn error(&self, field: FormField) -> Option<FieldError> {
        self.errors()?.get(field)
    }

    fn typed_in(&self, field: FormField) -> String {
        dom::input(&self.element, field).map(|input| input.value()).unwrap_or_default()
    }

    fn is_filled(&self, field: FormField) -> bool {
        let Some(form) = dom::read(&self.element) else { return false };
        !match field {
            FormField::Slot => form.slot,
            FormField::FirstName => form.first_name,
            FormField::Email => form.email,
            FormField::ParentEmail => form.parent_email,
            FormField::LastName => form.last_name,
            FormField::Phone => form.phone,
            FormField::Message => form.message,
            FormField::Minor | FormField::Whole => return false,
        }
        .trim()
        .is_empty()
    }

    fn shows_error(&self, field: FormField) -> bool {
        dom::surroundings(&self.element, field).is_some_and(|around| around.class_list().contains("wrong"))
    }

    fn visit(&self, field: FormField) {
        if !self.has_visited(field) {
            self.visited.borrow_mut().push(field);
        }
    }

    fn has_visited(&self, field: FormField) -> bool {
        self.visited.borrow().contains(&field)
    }
}

/// Makes the note a button that takes the proposed address.
fn propose(note: &Element, address: &str, words: &str) {
    let Some(Ok(button)) = browser::document().map(|page| page.create_element("button")) else { return };
    let _ = button.set_attribute("type", "button");
    let _ = button.set_attribute("data-accept", address);
    button.set_text_content(Some(words));
    note.set_text_content(None);
    let _ = note.append_child(&button);
}
