//! `/espace/compte`: how others see somebody, and in which language they are written to.

use crate::{
    domain::Lang,
    figures::MonthlySwitch,
    forms::{Choice, ErrorSummary, Problems, TextInput},
    texts::team as say,
};
use leptos::prelude::*;

/// The form.
#[component]
pub fn AccountPage(
    lang: Lang,
    /// The name, as it is or as it was typed.
    name: String,
    /// Code of the language of their mails.
    mails_in: String,
    problems: Problems,
    /// Whether it was just saved.
    saved: bool,
    /// Whether the monthly letter comes.
    monthly: bool,
) -> impl IntoView {
    let languages = vec![
        (Lang::Fr.code().to_owned(), say::french(lang).to_owned()),
        (Lang::En.code().to_owned(), say::english(lang).to_owned()),
    ];
    view! {
        <section class="space narrow">
            <h1>{say::account_title(lang)}</h1>
            {saved.then(|| view! { <p class="notice" role="status">{say::saved(lang)}</p> })}
            <ErrorSummary lang problems=problems.clone()/>
            <form class="plain-form" method="post" action=lang.href("/espace/compte")>
                <TextInput lang name="name" label=say::account_name(lang) hint=say::account_name_hint(lang)
                    value=name problems=problems.clone() autocomplete="name" optional=true most=80/>
                <Choice lang name="lang" label=say::account_lang(lang) value=mails_in problems options=languages/>
                <p class="actions">
                    <button class="button" type="submit">{say::save(lang)}</button>
                    <a class="button quiet" href=lang.href("/espace")>{say::back(lang)}</a>
                </p>
            </form>
            <MonthlySwitch lang comes=monthly/>
        </section>
    }
}
