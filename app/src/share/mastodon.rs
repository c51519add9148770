//! `/missions/{id}-{slug}/mastodon`: which instance?

use crate::{domain::Lang, texts::share as say};
use leptos::prelude::*;

/// The page.
#[component]
pub fn MastodonPage(
    lang: Lang,
    /// The need's.
    title: String,
    /// What the instance will get.
    draft: String,
    /// Where the form is sent.
    action: String,
    /// The need's page.
    back: String,
    /// The instance, as typed.
    typed: String,
    /// What is wrong with it.
    wrong: Option<&'static str>,
) -> impl IntoView {
    view! {
        <section class="share-page narrow">
            <p class="over-title">{title}</p>
            <h1>{say::mastodon_title(lang)}</h1>
            <p>{say::mastodon_text(lang)}</p>
            <form method="post" action=action>
                <div class=if wrong.is_some() { "field wrong" } else { "field" }>
                    <label for="instance">{say::mastodon_label(lang)}</label>
                    <p class="note" id="instance-note">{wrong.unwrap_or(say::mastodon_hint(lang))}</p>
                    <div class="input">
                        <input
                            id="instance"
                            name="instance"
                            autocomplete="on"
                            inputmode="url"
                            autocapitalize="off"
                            spellcheck="false"
                            maxlength="300"
                            required
                            value=typed
                            aria-describedby="instance-note"
                            aria-invalid=wrong.map(|_| "true")
                            autofocus=wrong.is_some()
                        />
                    </div>
                </div>
                <button class="button" type="submit">{say::mastodon_button(lang)}</button>
            </form>
            <h2 class="label">{say::mastodon_draft(lang)}</h2>
            <blockquote class="draft">{draft}</blockquote>
            <p class="actions"><a href=back>{say::back(lang)}</a></p>
        </section>
    }
}
