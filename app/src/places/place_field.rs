//! The place field: a plain text field that suggests places once [`PlaceLive`] has woken it.
//!
//! Dead, the visible field is called `lieu` and what was typed is sent. Alive, a chosen suggestion goes
//! into a hidden field that takes the name `lieu` over, until somebody types again.

use super::PlaceLive;
use crate::{domain::Lang, texts};
use leptos::prelude::*;

/// Label, text field, list of suggestions and « Autour de moi ». Choosing sends a bubbling `change`
/// event from the hidden field, so that a form around it can react.
#[component]
pub fn PlaceField(
    /// Language of label and suggestions.
    lang: Lang,
    /// The field's `id`; the list's is derived from it.
    id: String,
    /// What stands in the field: as typed, or the resolved place's name.
    text: String,
    /// What the address carries as `lieu` where that isn't the text: an INSEE code, `48.85,2.35`; else empty.
    value: String,
) -> impl IntoView {
    let shown = if text.is_empty() { value.clone() } else { text.clone() };
    let list_id = format!("{id}-list");
    view! {
        <div class="place-field" data-text=text data-value=value>
            <label for=id.clone()>{texts::places::label(lang)}</label>
            <div class="place-box">
                <input
                    id=id
                    type="text"
                    name="lieu"
                    value=shown
                    placeholder=texts::places::hint(lang)
                    maxlength="120"
                    autocomplete="address-level2"
                    autocapitalize="words"
                    spellcheck="false"
                    enterkeyhint="search"
                    aria-controls=list_id.clone()
                />
                <button type="button" class="place-here" hidden>
                    {texts::places::around_me(lang)}
                </button>
                <ul
                    class="place-list"
                    id=list_id
                    role="listbox"
                    aria-label=texts::places::suggestions(lang)
                    hidden
                ></ul>
            </div>
            <input type="hidden"/>
            <span class="heard place-status" role="status"></span>
            <p class="place-note" role="alert" hidden></p>
            <PlaceLive/>
        </div>
    }
}
