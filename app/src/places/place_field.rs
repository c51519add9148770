//! The place field: a plain text field that suggests places once it is alive.
//!
//! Dead, the visible field is called `lieu` and what was typed is sent. Alive, a chosen suggestion goes
//! into a hidden field that takes the name `lieu` over, until somebody types again.

#[cfg(feature = "hydrate")]
mod browser;
#[cfg(not(feature = "hydrate"))]
#[path = "place_field/no_browser.rs"]
mod browser;
mod state;

use crate::{domain::Lang, texts};
use leptos::{ev::KeyboardEvent, prelude::*};
use state::{Line, State};

/// Label, text field, list of suggestions and « Autour de moi ». Choosing sends a bubbling `change`
/// event from the hidden field, so that a form around it can react.
#[island]
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
    let field = State::new(lang);
    let shown = if text.is_empty() { value.clone() } else { text.clone() };
    field.wake(text, value);
    let list_id = format!("{id}-list");
    let option_id = {
        let list_id = list_id.clone();
        move |index: usize| format!("{list_id}-{index}")
    };
    let active_id = option_id.clone();
    let alive = move || field.alive.get();
    view! {
        <div class="place-field">
            <label for=id.clone()>{texts::places::label(lang)}</label>
            <div class="place-box">
                <input
                    node_ref=field.input
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
                    role=move || alive().then_some("combobox")
                    aria-autocomplete=move || alive().then_some("list")
                    aria-controls=list_id.clone()
                    aria-expanded=move || alive().then(|| field.open.get().to_string())
                    aria-activedescendant=move || field.active.get().map(&active_id)
                    on:input=move |_| field.typed()
                    on:keydown=move |event| keydown(field, &event)
                    on:blur=move |_| field.close()
                />
                <button type="button" class="place-here" hidden=move || !alive() on:click=move |_| field.here()>
                    {texts::places::around_me(lang)}
                </button>
                <ul
                    class="place-list"
                    id=list_id
                    role="listbox"
                    aria-label=texts::places::suggestions(lang)
                    hidden=move || !field.open.get()
                    on:mousedown=|event| event.prevent_default()
                >
                    {move || {
                        let lines = field.lines.get();
                        lines
                            .into_iter()
                            .enumerate()
                            .map(|(index, line)| option(field, index, option_id(index), line))
                            .collect_view()
                    }}
                </ul>
            </div>
            <input type="hidden" node_ref=field.hidden/>
            <span class="place-status" role="status">{move || field.status.get()}</span>
            <p class="place-note" role="alert" hidden=move || field.note.get().is_empty()>
                {move || field.note.get()}
            </p>
        </div>
    }
}

fn option(field: State, index: usize, id: String, line: Line) -> impl IntoView {
    let kind = line.kind_name(field.lang);
    view! {
        <li
            id=id
            role="option"
            aria-selected=move || (field.active.get() == Some(index)).to_string()
            on:click=move |_| field.choose(index)
        >
            <b>{line.name}</b>
            " "
            <small>{line.detail} {kind}</small>
        </li>
    }
}

fn keydown(field: State, event: &KeyboardEvent) {
    let open = field.open.get_untracked();
    match (&*event.key(), open, field.active.get_untracked()) {
        ("ArrowDown", ..) => field.step(1),
        ("ArrowUp", true, _) => field.step(-1),
        ("Enter", true, Some(index)) => field.choose(index),
        ("Escape", true, _) => field.close(),
        _ => return,
    }
    event.prevent_default();
}
