//! Fields of a form: label, hint or problem, input. Fields are `AnyView`s: a form of eight as one type is more than the
//! compiler follows.

use super::{Problem, Problems};
use crate::{domain::Lang, texts::forms as say, ui::TextArea};
use leptos::prelude::*;

/// The id of the line under a field's label.
#[must_use]
pub fn note_id(name: &str) -> String {
    format!("{name}-note")
}

/// The classes of what stands around a field.
#[must_use]
pub const fn field_class(wrong: bool) -> &'static str {
    if wrong { "field wrong" } else { "field" }
}

/// Label, note and whatever one types into.
fn around(
    lang: Lang,
    name: &str,
    label: &str,
    hint: &str,
    problem: Option<&Problem>,
    optional: bool,
    input: AnyView,
) -> AnyView {
    let note = problem.map_or_else(|| hint.to_owned(), |problem| problem.say(lang));
    view! {
        <div class=field_class(problem.is_some()) data-field=name.to_owned()>
            <label for=name.to_owned()>
                {label.to_owned()} {optional.then(|| view! { " " <span class="optional">{say::optional(lang)}</span> })}
            </label>
            <p class="note" id=note_id(name) data-hint=hint.to_owned() aria-live="polite">{note}</p>
            <div class="input">{input}</div>
        </div>
    }
    .into_any()
}

/// A field of one line.
#[component]
pub fn TextInput(
    lang: Lang,
    name: &'static str,
    label: &'static str,
    #[prop(default = "")] hint: &'static str,
    value: String,
    problems: Problems,
    /// `type`.
    #[prop(default = "text")]
    kind: &'static str,
    #[prop(default = "off")] autocomplete: &'static str,
    #[prop(default = false)] optional: bool,
    /// Most signs.
    #[prop(default = 200)]
    most: u32,
) -> AnyView {
    let problem = problems.get(name);
    let plain = matches!(kind, "email" | "url");
    let input = view! {
        <input
            id=name
            name=name
            type=kind
            autocomplete=autocomplete
            autocapitalize=plain.then_some("off")
            spellcheck=plain.then_some("false")
            maxlength=most.to_string()
            required=!optional
            value=value
            aria-describedby=note_id(name)
            aria-invalid=problem.map(|_| "true")
        />
    }
    .into_any();
    around(lang, name, label, hint, problem, optional, input)
}

/// A field of several lines.
#[component]
pub fn LongInput(
    lang: Lang,
    name: &'static str,
    label: &'static str,
    #[prop(default = "")] hint: &'static str,
    value: String,
    problems: Problems,
    #[prop(default = false)] optional: bool,
    #[prop(default = 4)] rows: u8,
) -> AnyView {
    let problem = problems.get(name);
    let invalid = problem.is_some();
    let input =
        view! { <TextArea id=name name=name value rows=rows described_by=note_id(name) invalid/> }.into_any();
    around(lang, name, label, hint, problem, optional, input)
}

/// One of several.
#[component]
pub fn Choice(
    lang: Lang,
    name: &'static str,
    label: &'static str,
    #[prop(default = "")] hint: &'static str,
    value: String,
    problems: Problems,
    /// What is sent, and what is read.
    options: Vec<(String, String)>,
    /// What stands there before anything is chosen; without it the first is.
    #[prop(default = "")]
    nothing: &'static str,
    #[prop(default = false)] optional: bool,
) -> AnyView {
    let problem = problems.get(name);
    let options = options
        .into_iter()
        .map(|(code, words)| {
            let selected = code == value;
            view! { <option value=code selected=selected>{words}</option> }
        })
        .collect_view();
    let input = view! {
        <select
            id=name
            name=name
            required=!optional
            aria-describedby=note_id(name)
            aria-invalid=problem.map(|_| "true")
        >
            {(!nothing.is_empty()).then(|| view! { <option value="">{nothing}</option> })}
            {options}
        </select>
    }
    .into_any();
    around(lang, name, label, hint, problem, optional, input)
}

/// One of several, or none; they stand in groups.
#[component]
pub fn GroupedChoice(
    lang: Lang,
    name: &'static str,
    label: &'static str,
    #[prop(default = "")] hint: &'static str,
    value: String,
    problems: Problems,
    /// Of each group: its name, what is sent, what is read.
    groups: Vec<(&'static str, Vec<(&'static str, &'static str)>)>,
    /// What stands for none.
    nothing: &'static str,
) -> AnyView {
    let problem = problems.get(name);
    let groups = groups
        .into_iter()
        .map(|(group, options)| {
            let options = options
                .into_iter()
                .map(|(code, words)| view! { <option value=code selected=code == value>{words}</option> })
                .collect_view();
            view! { <optgroup label=group>{options}</optgroup> }
        })
        .collect_view();
    let input = view! {
        <select id=name name=name aria-describedby=note_id(name) aria-invalid=problem.map(|_| "true")>
            <option value="">{nothing}</option>
            {groups}
        </select>
    }
    .into_any();
    around(lang, name, label, hint, problem, true, input)
}

/// A box to tick.
#[component]
pub fn Tick(name: &'static str, label: &'static str, ticked: bool) -> AnyView {
    view! {
        <div class="field tick" data-field=name>
            <label for=name>
                <input id=name name=name type="checkbox" value="oui" checked=ticked/>
                <span>{label}</span>
            </label>
        </div>
    }
    .into_any()
}

/// What is wrong, each with a link to its field; for an answer from the server, where nothing else says it.
#[component]
pub fn ErrorSummary(
    lang: Lang,
    problems: Problems,
    /// What the fields' ids begin with, where several forms have them.
    #[prop(default = String::new())]
    prefix: String,
    /// What the fields are called, where several may lack the same.
    #[prop(default = Vec::new())]
    labels: Vec<(&'static str, &'static str)>,
) -> impl IntoView {
    let count = i64::try_from(problems.iter().count()).unwrap_or_default();
    let lines = problems
        .iter()
        .map(|(field, problem)| {
            let name = field.split_once('-').map_or(field, |(name, _)| name);
            let label = labels.iter().find(|(known, _)| *known == name).map(|(_, label)| *label);
            let words = problem.say(lang);
            let words = label.map_or(words.clone(), |label| say::problem_of(lang, label, words));
            if field.is_empty() {
                view! { <li>{words}</li> }.into_any()
            } else {
                view! { <li><a href=format!("#{prefix}{field}")>{words}</a></li> }.into_any()
            }
        })
        .collect_view();
    (count > 0).then(|| {
        view! {
            <div class="error-summary" role="alert" tabindex="-1" autofocus>
                <p>{say::to_mend(lang, count)}</p>
                <ul>{lines}</ul>
            </div>
        }
    })
}
