//! `/connexion`: one address, to which a link is mailed; or an account elsewhere.

use crate::{
    domain::{Lang, email::EmailError},
    texts::sign_in as say,
};
use leptos::prelude::*;

/// An account elsewhere that lets people in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Provider {
    /// As in addresses.
    pub id: String,
    /// As people know it.
    pub name: String,
}

/// The form; the answer is the same whether or not the address is known.
#[component]
pub fn SignInPage(
    lang: Lang,
    /// Whether the link was sent.
    sent: bool,
    /// What was typed, shown again beside the error.
    email: String,
    error: Option<EmailError>,
    /// Where to go on.
    next: String,
    providers: Vec<Provider>,
) -> impl IntoView {
    if sent {
        return view! {
            <section class="sign-in narrow">
                <h1>{say::sent_title(lang)}</h1>
                <p>{say::sent_text(lang)}</p>
                <p class="aside">{say::sent_hint(lang)}</p>
                <p class="actions">
                    <a class="button quiet" href=lang.href("/connexion")>{say::another(lang)}</a>
                </p>
            </section>
        }
        .into_any();
    }
    let hint = say::email_hint(lang);
    let links = providers.into_iter().map(|provider| provider_button(lang, &provider, &next)).collect_view();
    view! {
        <section class="sign-in narrow">
            <h1>{say::title(lang)}</h1>
            <p>{say::intro(lang)}</p>
            <form class="plain-form" method="post" action=lang.href("/connexion")>
                <input type="hidden" name="suite" value=next/>
                <div class=if error.is_some() { "field wrong" } else { "field" }>
                    <label for="email">{say::email(lang)}</label>
                    <p class="note" id="email-note">{error.map_or(hint, |error| error.text(lang))}</p>
                    <div class="input">
                        <input
                            id="email"
                            name="email"
                            type="email"
                            autocomplete="email"
                            inputmode="email"
                            autocapitalize="off"
                            spellcheck="false"
                            required
                            value=email
                            aria-describedby="email-note"
                            aria-invalid=error.map(|_| "true")
                            autofocus=error.is_some()
                        />
                    </div>
                </div>
                <button class="button big" type="submit">{say::send_link(lang)}</button>
            </form>
            {links}
            <p class="aside">
                {say::no_entry_yet(lang)} " "
                <a href=lang.href("/associations/inscription")>{say::enter_association(lang)}</a>
            </p>
        </section>
    }
    .into_any()
}

fn provider_button(lang: Lang, provider: &Provider, next: &str) -> impl IntoView + use<> {
    view! {
        <form class="provider" method="post" action=lang.href(&format!("/connexion/avec/{}", provider.id))>
            <input type="hidden" name="suite" value=next.to_owned()/>
            <button class="button quiet wide" type="submit">{say::continue_with(lang, &provider.name)}</button>
        </form>
    }
}
