//! One field of a form: label, hint or error, input. The island finds its way by `data-field`.
//! Fields are `AnyView`s: a form of eight as one type is more than the compiler follows.

use super::{FieldError, FormField};
use crate::{domain::Lang, texts::sign_ups as say, ui::TextArea};
use leptos::prelude::*;

/// The line under a label: why it is asked, or, in the same place, what is wrong.
#[component]
pub fn Note(lang: Lang, field: FormField, hint: String, error: Option<FieldError>) -> impl IntoView {
    let text = error.map_or_else(|| hint.clone(), |error| error.say(lang));
    view! { <p class="note" id=note_id(field) data-hint=hint aria-live="polite">{text}</p> }
}

/// The id of a field's [`Note`].
pub fn note_id(field: FormField) -> String {
    format!("{}-note", field.name())
}

/// The classes of what stands around a field.
pub fn field_class(error: Option<FieldError>) -> &'static str {
    if error.is_some() { "field wrong" } else { "field" }
}

/// What an input is for, beside its words.
#[derive(Clone, Copy, Debug, Default)]
pub struct Input {
    /// `type`.
    pub kind: &'static str,
    /// `autocomplete`.
    pub autocomplete: &'static str,
    /// `inputmode`.
    pub mode: Option<&'static str>,
    /// The browser itself demands it.
    pub required: bool,
    /// Said to be optional.
    pub optional: bool,
    /// It can be seen but not changed.
    pub fixed: bool,
}

impl Input {
    /// A name.
    pub const fn name(autocomplete: &'static str, required: bool) -> Self {
        Self { kind: "text", autocomplete, mode: None, required, optional: !required, fixed: false }
    }

    /// The volunteer's address.
    pub const fn email(fixed: bool) -> Self {
        let mode = Some("email");
        Self { kind: "email", autocomplete: "email", mode, required: true, optional: false, fixed }
    }

    /// A parent's address: needed once the box above it is ticked, which the browser can't be told.
    pub const fn parent_email() -> Self {
        Self { autocomplete: "off", required: false, ..Self::email(false) }
    }

    /// A phone number.
    pub const fn phone() -> Self {
        Self {
            kind: "tel",
            autocomplete: "tel",
            mode: Some("tel"),
            required: false,
            optional: true,
            fixed: false,
        }
    }
}

/// A field of one line.
#[component]
pub fn TextField(
    lang: Lang,
    field: FormField,
    label: &'static str,
    hint: String,
    input: Input,
    value: String,
    error: Option<FieldError>,
) -> AnyView {
    let email = input.kind == "email";
    view! {
        <div class=field_class(error) data-field=field.name()>
            <Label lang field label optional=input.optional/>
            <Note lang field hint error/>
            <div class="input">
                <input
                    id=field.name()
                    name=field.name()
                    r#type=input.kind
                    autocomplete=input.autocomplete
                    inputmode=input.mode
                    autocapitalize=email.then_some("off")
                    spellcheck=email.then_some("false")
                    required=input.required
                    readonly=input.fixed
                    value=value
                    aria-describedby=note_id(field)
                    aria-invalid=error.map(|_| "true")
                />
            </div>
        </div>
    }
    .into_any()
}

/// A field of several lines.
#[component]
pub fn LongField(
    lang: Lang,
    field: FormField,
    label: &'static str,
    hint: String,
    value: String,
    error: Option<FieldError>,
) -> AnyView {
    view! {
        <div class=field_class(error) data-field=field.name()>
            <Label lang field label optional=true/>
            <Note lang field hint error/>
            <div class="input">
                <TextArea
                    id=field.name()
                    name=field.name()
                    value
                    rows=3
                    described_by=note_id(field)
                    invalid=error.is_some()
                />
            </div>
        </div>
    }
    .into_any()
}

#[component]
fn Label(lang: Lang, field: FormField, label: &'static str, optional: bool) -> impl IntoView {
    view! {
        <label for=field.name()>
            {label} {optional.then(|| view! { " " <span class="optional">{say::optional(lang)}</span> })}
        </label>
    }
}
