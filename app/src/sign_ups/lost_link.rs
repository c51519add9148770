//! `/inscriptions/lien-perdu`: the personal link once more, by mail.

use crate::{
    domain::{Lang, email::EmailError},
    texts::sign_ups as say,
};
use leptos::prelude::*;

/// One address; the answer is the same whether or not it is known.
#[component]
pub fn LostLinkPage(
    lang: Lang,
    /// Whether the form was sent.
    sent: bool,
    /// What was typed, shown again beside the error.
    email: String,
    error: Option<EmailError>,
) -> impl IntoView {
    if sent {
        return view! {
            <section class="lost-link narrow">
                <h1>{say::link_sent_title(lang)}</h1>
                <p>{say::link_sent_text(lang)}</p>
                <p class="actions">
                    <a class="button quiet" href=lang.href("/missions")>{say::other_needs(lang)}</a>
                </p>
            </section>
        }
        .into_any();
    }
    let hint = say::lost_link_hint(lang);
    view! {
        <section class="lost-link narrow">
            <h1>{say::lost_link_title(lang)}</h1>
            <p>{say::lost_link_text(lang)}</p>
            <form method="post" action=lang.href("/inscriptions/lien-perdu")>
                <div class=if error.is_some() { "field wrong" } else { "field" }>
                    <label for="email">{say::email(lang)}</label>
                    <p class="note" id="email-note">{error.map_or(hint, |error| error.text(lang))}</p>
                    <div class="input">
                        <input
                            id="email"
                            name="email"
                            r#type="email"
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
                <button class="button" r#type="submit">{say::send_link(lang)}</button>
            </form>
        </section>
    }
    .into_any()
}
