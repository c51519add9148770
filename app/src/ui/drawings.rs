//! Drawings made by hand for these pages, in the colours of the theme.

use leptos::prelude::*;

/// A raised hand: a sleeve, a palm, four fingers and a thumb, all of them round strokes.
/// `place` is an SVG transform; `ink` names the colour's class.
#[component]
fn Hand(place: &'static str, ink: &'static str) -> impl IntoView {
    view! {
        <g transform=place class=ink>
            <path class="sleeve" d="M0 260C-4 180 4 120 0 64"></path>
            <path class="palm" d="M-9 34C-8 22 8 22 10 34L8 50C4 56-4 56-8 50Z"></path>
            <path class="finger" d="M-15 30C-18 18-20 8-21-3M-6 26C-7 10-7-2-7-16M6 26C8 10 8-2 9-14M17 32C20 20 22 12 24 2M-16 46C-26 42-32 34-36 26"></path>
        </g>
    }
}

/// Hands going up, as when somebody asked « who comes? ».
#[component]
pub fn Hands() -> impl IntoView {
    view! {
        <svg class="drawing hands" viewBox="0 0 420 240" aria-hidden="true">
            <circle class="sun" cx="216" cy="196" r="138"></circle>
            <Hand place="translate(58 112) rotate(-11)" ink="second"/>
            <Hand place="translate(140 66) rotate(-5)" ink="first"/>
            <Hand place="translate(222 40) scale(1.06)" ink="third"/>
            <Hand place="translate(304 82) rotate(5)" ink="first"/>
            <Hand place="translate(374 128) rotate(12) scale(.92)" ink="second"/>
        </svg>
    }
}

/// A door left ajar, with light behind it: nothing here, but come in all the same.
#[component]
pub fn Door() -> impl IntoView {
    view! {
        <svg class="drawing door" viewBox="0 0 200 190" aria-hidden="true">
            <path class="light" d="M66 160H134L184 188H66Z"></path>
            <path class="sun" d="M66 160V58a34 34 0 0 1 68 0v102z"></path>
            <path class="first fill" d="M66 160V58a34 34 0 0 1 34-34c8 8 11 22 11 34v110z"></path>
            <circle class="knob" cx="101" cy="104" r="4"></circle>
            <path class="ground" d="M14 160H66M134 160H186"></path>
        </svg>
    }
}

/// The portal's mark: a hand held out, as on the tab.
#[component]
pub fn Brand() -> impl IntoView {
    view! {
        <svg class="brand-mark" viewBox="0 0 32 32" aria-hidden="true">
            <rect width="32" height="32" rx="9"></rect>
            <path d="M9 17v-4a1.6 1.6 0 0 1 3.2 0v3-6.4a1.6 1.6 0 0 1 3.2 0V15 8.6a1.6 1.6 0 0 1 3.2 0V15v-4.4a1.6 1.6 0 0 1 3.2 0V18.5a6.5 6.5 0 0 1-6.5 6.5h-.8a6.3 6.3 0 0 1-6.3-6.3z"></path>
        </svg>
    }
}
