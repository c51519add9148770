//! The form, from its first field to its button: the same for signing up and for changing a sign-up.

use super::{
    FieldErrors, FormField, FormRules, FormState, SignUpLive,
    field::{Input, LongField, Note, TextField, field_class, note_id},
    slots::SlotChoice,
};
use crate::{
    domain::{Lang, figures::Source, need::Need},
    texts::sign_ups as say,
};
use jiff::civil::Date;
use leptos::prelude::*;

/// What the form is filled in for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// To sign up.
    SignUp,
    /// To change what was said; the slot held so far.
    Change(i64),
}

/// The form with everything in it. Works as it is; the island in it makes it check as one types.
#[component]
pub fn SignUpFields(
    lang: Lang,
    need: Need,
    state: FormState,
    /// Where it is sent, with its language.
    action: String,
    purpose: Purpose,
    today: Date,
) -> AnyView {
    let own = match purpose {
        Purpose::SignUp => None,
        Purpose::Change(slot) => Some(slot),
    };
    let all_full = own.is_none() && need.coming_slots().all(|slot| slot.left() == 0);
    let FormState { form, errors, from } = state.clone();
    let (action, measure) = addresses(action, need.id, purpose, &from);
    let fixed = own.is_some();
    let minors = need.open_to_minors || form.minor;
    let rules = FormRules::of(&need);
    let hint = |text: &'static str| text.to_owned();
    view! {
        <Summary lang errors=errors.clone()/>
        <form
            class="sign-up"
            class:all-full=all_full
            method="post"
            action=action
            data-need=need.id
            data-measure=measure
            data-slots=ids(&rules.slots)
            data-over=ids(&rules.over)
            data-minors=rules.open_to_minors.then_some("")
        >
            <SlotChoice lang need=need.clone() state=state.clone() own today/>
            <TextField
                lang
                field=FormField::FirstName
                label=say::first_name(lang)
                hint=hint(say::first_name_hint(lang))
                input=Input::name("given-name", true)
                value=form.first_name.clone()
                error=errors.get(FormField::FirstName)
            />
            <TextField
                lang
                field=FormField::Email
                label=say::email(lang)
                hint=hint(if fixed { say::email_fixed(lang) } else { say::email_hint(lang) })
                input=Input::email(fixed)
                value=form.email.clone()
                error=errors.get(FormField::Email)
            />
            {if minors {
                view! { <Minor lang state=state.clone()/> }.into_any()
            } else {
                view! { <p class="adults">{say::for_adults(lang)}</p> }.into_any()
            }}
            <More lang state=state/>
            <div class="away" aria-hidden="true">
                <label for="site">{say::trap(lang)}</label>
                <input id="site" name="site" tabindex="-1" autocomplete="off" value=form.trap/>
            </div>
            <input r#type="hidden" name="t" value=form.stamp/>
            <p class="your-data">{say::your_data(lang, &need.association.name)}</p>
            <Submit lang purpose/>
            <SignUpLive/>
        </form>
    }
    .into_any()
}

/// Where the form is sent, and where the island says that it was begun or left; both with where its reader came from.
fn addresses(action: String, need: i64, purpose: Purpose, from: &str) -> (String, Option<String>) {
    if from.is_empty() || purpose != Purpose::SignUp {
        return (action, None);
    }
    (Source::carried(action, from), Some(Source::carried(format!("/missions/{need}/mesure"), from)))
}

/// Ids as the island reads them.
fn ids(ids: &[i64]) -> String {
    ids.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
}

/// What is wrong, each with a link to its field; for an answer from the server, where nothing else says it.
#[component]
fn Summary(lang: Lang, errors: FieldErrors) -> impl IntoView {
    let count = i64::try_from(errors.iter().count()).unwrap_or_default();
    let lines = errors.iter().map(|(field, error)| match field {
        FormField::Whole => view! { <li>{error.say(lang)}</li> }.into_any(),
        _ => {
            let target = format!("#{}", field.name());
            view! { <li><a href=target>{error.say(lang)}</a></li> }.into_any()
        }
    });
    let lines = lines.collect_view();
    (count > 0).then(|| {
        view! {
            <div class="error-summary" role="alert" tabindex="-1" autofocus>
                <p>{say::to_mend(lang, count)}</p>
                <ul>{lines}</ul>
            </div>
        }
    })
}

/// « J’ai moins de 18 ans », and the parent's address once that is ticked (by CSS: it works without scripts).
#[component]
fn Minor(lang: Lang, state: FormState) -> AnyView {
    let error = state.error(FormField::Minor);
    view! {
        <div class="minor">
            <div class=format!("{} tick", field_class(error)) data-field=FormField::Minor.name()>
                <label for=FormField::Minor.name()>
                    <input
                        id=FormField::Minor.name()
                        name=FormField::Minor.name()
                        r#type="checkbox"
                        value="oui"
                        checked=state.form.minor
                        aria-describedby=note_id(FormField::Minor)
                    />
                    <span>{say::minor(lang)}</span>
                </label>
                <Note lang field=FormField::Minor hint=say::minor_hint(lang).to_owned() error/>
            </div>
            <TextField
                lang
                field=FormField::ParentEmail
                label=say::parent_email(lang)
                hint=say::parent_email_hint(lang).to_owned()
                input=Input::parent_email()
                value=state.form.parent_email.clone()
                error=state.error(FormField::ParentEmail)
            />
        </div>
    }
    .into_any()
}

/// What one may add: behind one line, so that the form stays short.
#[component]
fn More(lang: Lang, state: FormState) -> AnyView {
    let form = &state.form;
    let fields = [FormField::LastName, FormField::Phone, FormField::Message];
    let open = fields.iter().any(|field| state.error(*field).is_some())
        || [&form.last_name, &form.phone, &form.message].iter().any(|typed| !typed.is_empty());
    view! {
        <details class="more" open=open>
            <summary>{say::more(lang)}</summary>
            <TextField
                lang
                field=FormField::LastName
                label=say::last_name(lang)
                hint=say::last_name_hint(lang).to_owned()
                input=Input::name("family-name", false)
                value=form.last_name.clone()
                error=state.error(FormField::LastName)
            />
            <TextField
                lang
                field=FormField::Phone
                label=say::phone(lang)
                hint=say::phone_hint(lang).to_owned()
                input=Input::phone()
                value=form.phone.clone()
                error=state.error(FormField::Phone)
            />
            <LongField
                lang
                field=FormField::Message
                label=say::message(lang)
                hint=say::message_hint(lang).to_owned()
                value=form.message.clone()
                error=state.error(FormField::Message)
            />
        </details>
    }
    .into_any()
}

/// The button, always live. Which of its two words shows follows the slot chosen (by CSS).
#[component]
fn Submit(lang: Lang, purpose: Purpose) -> impl IntoView {
    match purpose {
        Purpose::SignUp => view! {
            <button class="button big" r#type="submit">
                <span class="with-place">{say::submit(lang)}</span>
                <span class="without-place">{say::submit_waiting(lang)}</span>
            </button>
        }
        .into_any(),
        Purpose::Change(_) => {
            view! { <button class="button" r#type="submit">{say::submit_change(lang)}</button> }.into_any()
        }
    }
}
