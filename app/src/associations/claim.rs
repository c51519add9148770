//! `/associations/{association}/revendication`: an association that came by a feed is somebody's.

use crate::{
    domain::{Lang, association::Association, email::EmailError},
    forms::{Problem, Problems, TextInput},
    texts::claims as say,
};
use leptos::prelude::*;

/// One address; the answer is the same whether or not it fits.
#[component]
pub fn ClaimPage(
    lang: Lang,
    association: Association,
    /// Whether an address was given.
    sent: bool,
    /// What was typed, shown again beside the error.
    email: String,
    error: Option<EmailError>,
) -> AnyView {
    let path = lang.href(&format!("{}/revendication", association.path()));
    if sent {
        return view! {
            <section class="sign-in narrow">
                <h1>{say::sent_title(lang)}</h1>
                <p>{say::sent_text(lang)}</p>
                <p class="aside">{say::sent_hint(lang)}</p>
                <p class="actions"><a class="button quiet" href=path>{say::another(lang)}</a></p>
            </section>
        }
        .into_any();
    }
    let problems = error.map(|error| Problems::one("email", Problem::Email(error))).unwrap_or_default();
    view! {
        <section class="sign-in narrow">
            <h1>{say::title(lang, &association.name)}</h1>
            <p>{say::intro(lang)}</p>
            <form class="plain-form" method="post" action=path>
                <TextInput lang name="email" label=say::email(lang) hint=say::email_hint(lang) value=email problems
                    kind="email" autocomplete="email" most=254/>
                <button class="button big" type="submit">{say::send(lang)}</button>
            </form>
        </section>
    }
    .into_any()
}

/// `/revendication/{token}`: one button takes it over; looking doesn't, for mail scanners look too.
#[component]
pub fn ClaimedPage(
    lang: Lang,
    token: String,
    /// Name of the association.
    association: String,
    /// Who claims.
    email: String,
) -> impl IntoView {
    view! {
        <section class="sign-in narrow">
            <h1>{say::enter_title(lang, association)}</h1>
            <p>{say::enter_as(lang, email)}</p>
            <form method="post" action=lang.href(&format!("/revendication/{token}"))>
                <button class="button big" type="submit">{say::enter(lang)}</button>
            </form>
            <p class="aside">{say::not_yours(lang)}</p>
        </section>
    }
}
