//! `/associations/inscription`: an association enters, on one page.

use super::EntryForm;
use crate::{
    domain::{Field, Lang},
    forms::{Choice, Difference, Differences, ErrorSummary, LongInput, Problems, TextInput},
    places::PlaceField,
    texts::{associations as say, forms},
};
use leptos::prelude::*;

/// The form. Four fields are mandatory; the rest waits behind one line.
#[component]
pub fn EntryPage(
    lang: Lang,
    form: EntryForm,
    problems: Problems,
    /// The entry of an association that is in already is changed here.
    #[prop(default = None)]
    action: Option<String>,
    /// What somebody else changed since this form was given out.
    #[prop(default = Vec::new())]
    differences: Vec<Difference>,
    /// That a new contact address waits for its click.
    #[prop(default = None)]
    waiting: Option<String>,
) -> AnyView {
    let new = action.is_none();
    let action = action.unwrap_or_else(|| lang.href("/associations/inscription"));
    let place_problem = problems.get("lieu").map(|problem| problem.say(lang));
    let place_class = crate::forms::field_class(place_problem.is_some());
    let fields = Field::ALL
        .into_iter()
        .map(|field| (field.code().to_owned(), field.label(lang).to_owned()))
        .collect::<Vec<_>>();
    let labels = vec![
        ("organization", say::name(lang)),
        ("lieu", say::place(lang)),
        ("domaine", say::field(lang)),
        ("email", say::email(lang)),
        ("about", say::about(lang)),
        ("url", say::url(lang)),
        ("networks", say::networks(lang)),
        ("rna", say::rna(lang)),
        ("siren", say::siren(lang)),
    ];
    let more_open =
        ["about", "url", "networks", "rna", "siren"].iter().any(|name| problems.get(name).is_some()) || !new;
    view! {
        <section class="entry narrow">
            <h1>{if new { say::enter_title(lang) } else { say::change_title(lang) }}</h1>
            {new.then(|| view! { <p>{say::enter_intro(lang)}</p> })}
            <ErrorSummary lang problems=problems.clone() labels/>
            <Differences lang differences/>
            <form class="plain-form" method="post" action=action>
                <TextInput lang name="organization" label=say::name(lang) hint=say::name_hint(lang)
                    value=form.organization problems=problems.clone() autocomplete="organization" most=120/>
                <div class=place_class>
                    <PlaceField lang id="lieu".to_owned() text=form.place.clone() value=String::new()/>
                    {place_problem.map(|words| view! { <p class="note">{words}</p> })}
                </div>
                <Choice lang name="domaine" label=say::field(lang) value=form.field problems=problems.clone()
                    options=fields nothing=say::choose(lang)/>
                {waiting.map(|words| view! { <p class="notice calm" role="note">{words}</p> })}
                <TextInput lang name="email" label=say::email(lang) hint=say::email_hint(lang)
                    value=form.email problems=problems.clone() kind="email" autocomplete="email" most=254/>
                <details class="more" open=more_open>
                    <summary>{say::more(lang)}</summary>
                    <LongInput lang name="about" label=say::about(lang) hint=say::about_hint(lang)
                        value=form.about problems=problems.clone() optional=true/>
                    <TextInput lang name="url" label=say::url(lang) hint=say::url_hint(lang)
                        value=form.url problems=problems.clone() optional=true autocomplete="url" most=300/>
                    <LongInput lang name="networks" label=say::networks(lang) hint=say::networks_hint(lang)
                        value=form.networks problems=problems.clone() optional=true rows=3/>
                    <TextInput lang name="rna" label=say::rna(lang) hint=say::rna_hint(lang)
                        value=form.rna problems=problems.clone() optional=true most=40/>
                    <TextInput lang name="siren" label=say::siren(lang) hint=say::siren_hint(lang)
                        value=form.siren problems=problems.clone() optional=true most=40/>
                </details>
                <div class="away" aria-hidden="true">
                    <label for="site">{forms::trap(lang)}</label>
                    <input id="site" name="site" tabindex="-1" autocomplete="off" value=form.trap/>
                </div>
                <input type="hidden" name="version" value=form.version/>
                <input type="hidden" name="t" value=form.stamp/>
                {new.then(|| view! { <p class="your-data">{say::your_data(lang)}</p> })}
                <button class="button big" type="submit">
                    {if new { say::submit(lang) } else { say::submit_change(lang) }}
                </button>
            </form>
        </section>
    }
    .into_any()
}

/// What comes after it: a mail.
#[component]
pub fn EntrySent(lang: Lang) -> impl IntoView {
    view! {
        <section class="entry narrow">
            <h1>{say::sent_title(lang)}</h1>
            <p>{say::sent_text(lang)}</p>
            <p class="aside">{crate::texts::sign_in::sent_hint(lang)}</p>
        </section>
    }
}
