//! `/adresse-de-contact/{token}`: a new contact address is proven by one button.

use crate::{domain::Lang, texts::contact as say};
use leptos::prelude::*;

/// The button (POST to the same address), or that it is done.
#[component]
pub fn ContactPage(
    lang: Lang,
    /// The link's token, the association's name, the address.
    to_prove: Option<(String, String, String)>,
) -> impl IntoView {
    let (text, action) = match to_prove {
        Some((token, association, email)) => {
            (say::text(lang, association, email), Some(lang.href(&format!("/adresse-de-contact/{token}"))))
        }
        None => (say::done(lang).to_owned(), None),
    };
    view! {
        <section class="sign-in narrow">
            <h1>{say::title(lang)}</h1>
            <p>{text}</p>
            {match action {
                Some(action) => {
                    view! {
                        <form method="post" action=action>
                            <button class="button big" type="submit">{say::prove(lang)}</button>
                        </form>
                        <p class="aside">{say::not_you(lang)}</p>
                    }
                        .into_any()
                }
                None => {
                    view! {
                        <p class="actions"><a class="button" href=lang.href("/espace")>{say::to_space(lang)}</a></p>
                    }
                        .into_any()
                }
            }}
        </section>
    }
}
